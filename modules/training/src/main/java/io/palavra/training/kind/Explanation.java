package io.palavra.training.kind;

import io.palavra.pipeline.token.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

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

  /**
   * A stretch of the text.
   *
   * @param text as it was read
   * @param occlusion of the token there; empty between tokens
   */
  public record Piece(String text, OptionalDouble occlusion) {}

  /**
   * The text cut into its tokens and what is between them; joined, the pieces are the text. Tokens
   * that share characters are one piece, with the occlusion of the one that says most.
   */
  public List<Piece> pieces() {
    String text = classification.text();
    List<Piece> pieces = new ArrayList<>();
    int at = 0;
    int next = 0;
    while (next < tokens.size()) {
      int start = tokens.get(next).start();
      int end = tokens.get(next).end();
      double strongest = occlusion[next++];
      while (next < tokens.size() && tokens.get(next).start() < end) {
        end = Math.max(end, tokens.get(next).end());
        strongest = Math.abs(occlusion[next]) > Math.abs(strongest) ? occlusion[next] : strongest;
        next++;
      }
      if (start > at) {
        pieces.add(new Piece(text.substring(at, start), OptionalDouble.empty()));
      }
      pieces.add(new Piece(text.substring(start, end), OptionalDouble.of(strongest)));
      at = end;
    }
    if (at < text.length()) {
      pieces.add(new Piece(text.substring(at), OptionalDouble.empty()));
    }
    return List.copyOf(pieces);
  }

  /** The greatest occlusion of a token, for or against; above 0. */
  public double strongest() {
    return Math.max(1e-9, Arrays.stream(occlusion).map(Math::abs).max().orElse(0));
  }
}
