/**
 * Layers for Deeplearning4j networks under the names and with the builders of the stock ones:
 * change the import, and the layer computes the same many times as fast, with masks right in both
 * directions.
 */
package io.palavra.kernels;
