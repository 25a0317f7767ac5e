/** Attention of one sequence to another or to itself, and of a learned query to a sequence. */
package io.palavra.kernels.attention;
