package io.palavra.kernels.recurrent;

import org.nd4j.linalg.api.ndarray.INDArray;

/** One or two recurrent cells led over a mini-batch and back, the second from its end. */
interface Recurrence {

  /** What belongs to sweep {@code i} alone. */
  RecurrenceMemory memory(int i);

  /** Width of the output. */
  int outputs();

  /** Takes the input; the states start at zero. */
  void begin(Start start);

  /** Leads the cells over the sequences. */
  void forward();

  /**
   * Writes the output of the last forward pass.
   *
   * @param out {@code [steps, batch, outputs]}
   */
  void output(INDArray out);

  /**
   * Goes back over the last forward pass, which must have been one for training.
   *
   * @param epsilon gradient of the output, {@code [steps, batch, outputs]}
   * @param limit how many steps to go back at most
   * @param inputGradient where the gradient of the input goes, {@code [steps, batch, inputs]}
   */
  void backward(INDArray epsilon, int limit, INDArray inputGradient);
}
