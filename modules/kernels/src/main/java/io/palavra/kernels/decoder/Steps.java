package io.palavra.kernels.decoder;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A decoder over one memory, however it computes. */
interface Steps {

  /** One hypothesis for each sequence of the memory. */
  DecoderState start();

  /** One step of every hypothesis. */
  DecoderStep step(DecoderState state, INDArray inputs);
}
