/** A search from its file to its winner. */
package io.palavra.search.tune;
