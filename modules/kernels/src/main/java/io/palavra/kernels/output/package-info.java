/** Losses at the end of a network: softmax over few and many labels, and over whole sequences. */
package io.palavra.kernels.output;
