/** Classification of texts, characters and DNA with convolutional networks. */
package io.palavra.cnn;
