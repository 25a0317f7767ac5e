/**
 * The classifier of fastText as a kind of model, beside those with networks: the same data, splits,
 * report and bundle.
 */
package io.palavra.embeddings.classifier;
