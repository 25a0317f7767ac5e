/** Word vectors and classifiers of their means beside gensim, fastText and stock Deeplearning4j. */
package io.palavra.benchmarks.embeddings;
