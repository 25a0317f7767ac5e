/**
 * Text in, tensors out. The packages for corpora, tokens, vocabularies, encoding and splits know
 * neither ND4J nor DataVec; {@code tensor} turns batches into arrays and {@code datavec} adapts
 * DataVec, and nothing else may.
 */
package io.palavra.pipeline;
