/** Trains a search's candidates with the kinds of model that there are. */
package io.palavra.search.training;
