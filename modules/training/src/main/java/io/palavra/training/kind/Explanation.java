package io.palavra.training.kind;

import io.palavra.pipeline.token.Token;
import java.util.List;

/**
 * What the tokens of a text did for its class.
 *
 * @param classification the decision that is explained; its text is the one that was read, after
 *     cleaning
 * @param tokens the tokens as read, with their offsets in that text
 * @param occlusion by token: how much log-odds of the class are lost when it is unknown
 * @param gradient by token: gradient times input of the class's logit
 * @param firings stretches of tokens that fired units of the network, those first that spoke most
 *     for the class; none where a network has no such units
 */
public record Explanation(
    Classification classification,
    List<Token> tokens,
    double[] occlusion,
    double[] gradient,
    List<Firing> firings) {

  /** Of a network without units that look at stretches. */
  public Explanation(
      Classification classification, List<Token> tokens, double[] occlusion, double[] gradient) {
    this(classification, tokens, occlusion, gradient, List.of());
  }
}
