/** The convolutional networks: their options and how they are put together. */
package io.palavra.cnn.network;
