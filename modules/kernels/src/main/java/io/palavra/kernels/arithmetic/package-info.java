/**
 * The arithmetic under the layers: matrix products, gate functions and row operations on Java
 * arrays, with the Vector API where the JVM has it and in plain Java elsewhere.
 */
package io.palavra.kernels.arithmetic;
