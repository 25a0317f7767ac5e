/**
 * Models of the program fastText: read, written, and used, word vectors and classifiers alike
 * (Bojanowski et al. 2017, "Enriching Word Vectors with Subword Information"; Joulin et al. 2017,
 * "Bag of Tricks for Efficient Text Classification"; Joulin et al. 2016, "FastText.zip").
 */
package io.palavra.embeddings.fasttext;
