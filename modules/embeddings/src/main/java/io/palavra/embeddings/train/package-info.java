/** Skip-gram and CBOW with negative sampling or hierarchical softmax, with or without sub-words. */
package io.palavra.embeddings.train;
