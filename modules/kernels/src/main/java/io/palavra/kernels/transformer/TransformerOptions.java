package io.palavra.kernels.transformer;

import io.palavra.kernels.attention.AttentionOptions;
import io.palavra.kernels.attention.Score;
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
 * @param attentionDropOut probability that a weight of attention is dropped in training
 */
public record TransformerOptions(
    int features,
    int memory,
    int heads,
    int inner,
    boolean normFirst,
    double dropOut,
    double attentionDropOut) {

  /** Checks what fits together. */
  public TransformerOptions {
    Checks.positive("features", features);
    Checks.positive("memory", memory);
    Checks.positive("heads", heads);
    Checks.positive("inner", inner);
    Checks.dropping("dropOut", dropOut);
    Checks.dropping("attentionDropOut", attentionDropOut);
    if (features % heads != 0) {
      throw new IllegalArgumentException(
          "features must be a multiple of the " + heads + " heads, got " + features);
    }
  }

  /** All weights of attention are kept. */
  public TransformerOptions(
      int features, int memory, int heads, int inner, boolean normFirst, double dropOut) {
    this(features, memory, heads, inner, normFirst, dropOut, 0);
  }

  /**
   * One of a block's attentions.
   *
   * @param asked features of a step of what is looked at
   * @param causal whether a step may look at itself and those before it alone
   */
  AttentionOptions attention(int asked, boolean causal) {
    return new AttentionOptions(
        Score.SCALED_DOT, features, asked, features, heads, features, causal, attentionDropOut);
  }
}
