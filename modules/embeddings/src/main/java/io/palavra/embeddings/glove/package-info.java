/**
 * Vectors from the co-occurrence counts of a text (Pennington, Socher and Manning 2014, "GloVe:
 * Global Vectors for Word Representation").
 */
package io.palavra.embeddings.glove;
