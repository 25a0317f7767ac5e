/** Random forests of regression trees. */
package io.palavra.search.forest;
