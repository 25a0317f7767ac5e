/**
 * Steps and predictions of the kernels beside stock layers and PyTorch, and on a card beside the
 * cores.
 */
package io.palavra.benchmarks.kernels;
