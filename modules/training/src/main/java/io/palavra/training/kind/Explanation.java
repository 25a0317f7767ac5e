package io.palavra.training.kind;

import io.palavra.pipeline.token.Token;
import java.util.Arrays;
import java.util.List;

/**
 * What the tokens of a text did for one label.
 *
 * @param classification the decision that is explained; its text is the one that was read, after
 *     cleaning
 * @param label the label that the rest is about; of a classifier that gives several labels, one of
 *     those it gave, or the most probable where it gave none
 * @param probability of that label
 * @param tokens the tokens as read, with their offsets in that text
 * @param occlusion by token: how much log-odds of the label are lost when it is unknown
 * @param gradient by token: gradient times input of the label's logit
 * @param firings stretches of tokens that fired units of the network, those first that spoke most
 *     for the label; none where a network has no such units
 */
public record Explanation(
    Classification classification,
    String label,
    double probability,
    List<Token> tokens,
    double[] occlusion,
    double[] gradient,
    List<Firing> firings) {

  /** Of the one label given, by a network without units that look at stretches. */
  public Explanation(
      Classification classification, List<Token> tokens, double[] occlusion, double[] gradient) {
    this(
        classification,
        classification.label(),
        classification.probability(),
        tokens,
        occlusion,
        gradient,
        List.of());
  }

  /** The greatest occlusion of a token, for or against; above 0. */
  public double strongest() {
    return Math.max(1e-9, Arrays.stream(occlusion).map(Math::abs).max().orElse(0));
  }
}
