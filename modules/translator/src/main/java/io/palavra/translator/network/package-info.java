/** Encoder and decoder: the network that is trained, and the steps by which it translates. */
package io.palavra.translator.network;
