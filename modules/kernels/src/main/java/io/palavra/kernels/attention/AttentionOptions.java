package io.palavra.kernels.attention;

import io.palavra.kernels.part.Checks;
import java.util.Objects;

/**
 * What kind of attention.
 *
 * @param score of a query and a key
 * @param queries features of a query
 * @param memory features of a step of the memory
 * @param size of queries and keys after their projection, all heads together; not used by {@link
 *     Score#DOT} and {@link Score#GENERAL}
 * @param heads side by side; 1 but for {@link Score#SCALED_DOT}
 * @param outputs features of the result; those of the memory but for {@link Score#SCALED_DOT}
 * @param causal whether a step may look at itself and those before it alone
 * @param attentionDropOut probability that a weight is dropped in training, behind the softmax
 */
public record AttentionOptions(
    Score score,
    int queries,
    int memory,
    int size,
    int heads,
    int outputs,
    boolean causal,
    double attentionDropOut) {

  /** Checks what fits together. */
  public AttentionOptions {
    Objects.requireNonNull(score);
    Checks.positive("queries", queries);
    Checks.positive("memory", memory);
    Checks.positive("size", size);
    Checks.positive("heads", heads);
    Checks.positive("outputs", outputs);
    Checks.dropping("attentionDropOut", attentionDropOut);
    if (score != Score.SCALED_DOT && heads != 1) {
      throw new IllegalArgumentException("heads must be 1 for score " + score + ", got " + heads);
    }
    if (score != Score.SCALED_DOT && outputs != memory) {
      throw new IllegalArgumentException(
          "outputs must be the "
              + memory
              + " features of the memory for score "
              + score
              + ", got "
              + outputs);
    }
    if (size % heads != 0) {
      throw new IllegalArgumentException(
          "size must be a multiple of the " + heads + " heads, got " + size);
    }
    if (score == Score.DOT && queries != memory) {
      throw new IllegalArgumentException(
          "queries and memory must have the same number of features for score DOT, got "
              + queries
              + " and "
              + memory);
    }
    if (causal && score == Score.ADDITIVE) {
      throw new IllegalArgumentException("causal attention has products for scores, got ADDITIVE");
    }
  }

  /** All weights are kept. */
  public AttentionOptions(
      Score score, int queries, int memory, int size, int heads, int outputs, boolean causal) {
    this(score, queries, memory, size, heads, outputs, causal, 0);
  }
}
