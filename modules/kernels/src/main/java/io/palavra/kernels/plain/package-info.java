/**
 * When kernels step aside: a kernel reads and writes arrays where they lie in the machine's memory,
 * and those of a card do not lie there.
 */
package io.palavra.kernels.plain;
