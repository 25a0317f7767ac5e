/** Losses over whole paths of labels. */
package io.palavra.kernels.crf;
