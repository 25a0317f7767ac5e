package io.palavra.kernels.transformer;

import io.palavra.kernels.part.Checks;

/**
 * The size of a Transformer block.
 *
 * @param features of a step, in and out
 * @param memory features of a step of the memory that a decoder attends to
 * @param heads side by side, of which {@code features} is a multiple
 * @param inner size of the feed-forward layer
 * @param normFirst whether each part is normalised before it rather than behind
 * @param dropOut probability that an element is dropped before it is added, and inside the
 *     feed-forward layer
 */
public record TransformerOptions(
    int features, int memory, int heads, int inner, boolean normFirst, double dropOut) {

  /** Checks what fits together. */
  public TransformerOptions {
    Checks.positive("features", features);
    Checks.positive("memory", memory);
    Checks.positive("heads", heads);
    Checks.positive("inner", inner);
    Checks.dropping("dropOut", dropOut);
    if (features % heads != 0) {
      throw new IllegalArgumentException(
          "features must be a multiple of the " + heads + " heads, got " + features);
    }
  }
}
