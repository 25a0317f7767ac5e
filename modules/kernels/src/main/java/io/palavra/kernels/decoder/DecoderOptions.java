package io.palavra.kernels.decoder;

import io.palavra.kernels.part.Checks;
import java.util.Objects;

/**
 * What kind of decoder.
 *
 * @param cell its recurrent cell
 * @param attention how it looks at the memory
 * @param inputs features of a target step
 * @param memory features of a memory step
 * @param start features of the vector that the first state is made from; 0 for the mean of the
 *     memory's steps
 * @param units of the cell
 * @param size of the layer that scores, for additive attention
 * @param outputs features of the output
 * @param feeding whether the output of a step is an input of the next
 * @param dropOut probability that an element of the output is dropped in training
 */
public record DecoderOptions(
    DecoderCell cell,
    DecoderAttention attention,
    int inputs,
    int memory,
    int start,
    int units,
    int size,
    int outputs,
    boolean feeding,
    double dropOut) {

  /** Checks what fits together. */
  public DecoderOptions {
    Objects.requireNonNull(cell);
    Objects.requireNonNull(attention);
    Checks.positive("inputs", inputs);
    Checks.positive("memory", memory);
    Checks.positive("start", start + 1L);
    Checks.positive("units", units);
    Checks.positive("size", size);
    Checks.positive("outputs", outputs);
    Checks.dropping("dropOut", dropOut);
    if (attention == DecoderAttention.DOT && units != memory) {
      throw new IllegalArgumentException(
          "units must be the "
              + memory
              + " features of the memory for attention DOT, got "
              + units);
    }
  }
}
