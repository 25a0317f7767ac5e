/** Hyperparameter search: ask for a candidate, tell its score. */
package io.palavra.search;
