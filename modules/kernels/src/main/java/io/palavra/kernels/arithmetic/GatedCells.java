package io.palavra.kernels.arithmetic;

/**
 * LSTM and GRU with sigmoid and tanh, a row in few passes. Offsets are those of the row's first
 * element.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface GatedCells<A> {

  /**
   * One row of an LSTM, forward.
   *
   * @param gates pre-activations of content, forget, output and input gate, {@code units} each;
   *     become activations
   * @param before of the memory before the step
   * @param after of memory and hidden state after it
   * @param squashed where the tanh of the memory goes
   */
  @SuppressWarnings("checkstyle:ParameterNumber")
  void lstm(
      A gates,
      int row,
      A memory,
      int before,
      int after,
      A squashed,
      int squashedRow,
      A hidden,
      int units);

  /**
   * One row of an LSTM, backward.
   *
   * @param gates activations, become gradients of the pre-activations
   * @param dHidden gradient of the hidden state after the step, from {@code hand} on; becomes zero
   * @param dMemory that of the memory; becomes that of the memory before the step
   */
  @SuppressWarnings("checkstyle:ParameterNumber")
  void lstmBack(
      A gates,
      int row,
      A memory,
      int before,
      A squashed,
      int squashedRow,
      A dHidden,
      A dMemory,
      int hand,
      int units);

  /**
   * One row of a GRU with the reset gate after the recurrent product, forward.
   *
   * @param gates the input's part of reset gate, update gate and content, {@code units} each;
   *     become activations
   * @param recurrent the previous state's part, at the same offset
   */
  void gru(A gates, A recurrent, int row, A hidden, int before, int after, int units);

  /**
   * One row of a GRU, backward: activations become gradients.
   *
   * @param dHidden gradient of the state after the step, from {@code hand} on; becomes that part of
   *     the state before the step which does not come through the recurrent weights
   */
  void gruBack(A gates, A recurrent, int row, A hidden, int before, A dHidden, int hand, int units);
}
