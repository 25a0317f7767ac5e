/**
 * The translator's networks in Deep Java Library on libtorch: what {@code translator.py} is for
 * PyTorch, layer by layer.
 */
package io.palavra.benchmarks.djl.translator;
