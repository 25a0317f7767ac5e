/**
 * Labels of texts from the mean of word and n-gram vectors, learned in seconds (Joulin et al. 2017,
 * "Bag of Tricks for Efficient Text Classification"); the models are fastText's.
 */
package io.palavra.embeddings.supervised;
