/**
 * Which graphics processor of NVIDIA is here, and whether ND4J for CUDA can compute on it; found
 * out without a class or a library of CUDA being loaded.
 */
package io.palavra.pipeline.machine.gpu;
