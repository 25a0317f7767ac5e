/** What vertices of a graph have in common that have parameters and compute by themselves. */
package io.palavra.kernels.vertex;
