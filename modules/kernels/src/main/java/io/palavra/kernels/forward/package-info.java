/** Forward passes without Deeplearning4j between the layers. */
package io.palavra.kernels.forward;
