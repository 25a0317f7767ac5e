/** Files of word vectors, as word2vec, fastText, GloVe and gensim write them. */
package io.palavra.embeddings.format;
