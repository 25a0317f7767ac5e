/**
 * Operations of ND4J that know their way back: what layers without kernels compute with, on
 * whatever ND4J runs on.
 */
package io.palavra.kernels.tape;
