/** What a training step costs beside the layers: updater, averaging, regularisation. */
package io.palavra.kernels.fit;
