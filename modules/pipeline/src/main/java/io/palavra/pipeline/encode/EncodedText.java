package io.palavra.pipeline.encode;

import io.palavra.pipeline.token.Token;
import java.util.List;

/**
 * A text as ids, with what they stand for.
 *
 * @param ids at least one; a text without tokens is one unknown token
 * @param kept the tokens behind the ids, in order; empty for a text without tokens
 * @param tokens how many the text has, before truncation
 * @param unknown how many of {@code ids} are unknown
 */
public record EncodedText(int[] ids, List<Token> kept, int tokens, int unknown) {

  /** Copies the list. */
  public EncodedText {
    kept = List.copyOf(kept);
  }
}
