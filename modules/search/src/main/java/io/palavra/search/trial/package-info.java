/** What a search knows of a candidate: its options, its scores epoch by epoch, its end. */
package io.palavra.search.trial;
