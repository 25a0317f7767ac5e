/** Convolutional networks beside stock layers and PyTorch. */
package io.palavra.benchmarks.cnn;
