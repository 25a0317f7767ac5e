package io.palavra.kernels.decoder;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Where some hypotheses stand; it does not change.
 *
 * @param cell states of the cell, {@code [hypotheses, ..]}
 * @param fed their last outputs, {@code [hypotheses, outputs]}
 * @param sentences the sequence of the memory that each belongs to
 */
public record DecoderState(INDArray cell, INDArray fed, int[] sentences) {

  /** Hypotheses. */
  public int size() {
    return sentences.length;
  }

  /**
   * Some of the hypotheses, in the given order, any of them as often as wanted.
   *
   * @throws IllegalArgumentException naming a number that is none of a hypothesis
   */
  public DecoderState select(int... hypotheses) {
    for (int hypothesis : hypotheses) {
      if (hypothesis < 0 || hypothesis >= size()) {
        throw new IllegalArgumentException(
            "hypothesis " + hypothesis + " is not one of the " + size() + " of the state");
      }
    }
    return new DecoderState(
        Nd4j.pullRows(cell, 1, hypotheses),
        Nd4j.pullRows(fed, 1, hypotheses),
        Arrays.stream(hypotheses).map(i -> sentences[i]).toArray());
  }
}
