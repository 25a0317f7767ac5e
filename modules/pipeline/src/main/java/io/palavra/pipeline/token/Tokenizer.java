package io.palavra.pipeline.token;

import java.util.List;

/** Text to tokens and back. Immutable and safe for use by several threads. */
public interface Tokenizer {

  /** What rebuilds an equal tokeniser. */
  TokenizerSpec spec();

  /** The tokens of a text in order, with their offsets; an empty list for a text without any. */
  List<Token> tokens(String text);

  /**
   * Complains of a text that {@link #tokens} could not cut; most tokenisers cut any.
   *
   * @throws io.palavra.pipeline.BadInputException naming what stands where in the text
   */
  default void check(String text) {}

  /**
   * Whether a token says what stands there. One that does not is an unknown word, however often it
   * comes.
   */
  default boolean knows(String token) {
    return true;
  }

  /** A text that these tokens could come from. */
  String detokenize(List<String> tokens);
}
