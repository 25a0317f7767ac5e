package io.palavra.pipeline.subword;

import io.palavra.pipeline.token.Token;
import io.palavra.pipeline.token.Tokenizer;
import java.util.List;
import java.util.random.RandomGenerator;

/** A tokeniser that can cut a text in many ways, so that a network learns from all of them. */
public interface SubwordTokenizer extends Tokenizer {

  /**
   * Tokens of one of the ways to cut a text.
   *
   * @param strength from 0, the way of {@link #tokens}, to 1, the most varied
   * @throws io.palavra.pipeline.BadInputException for another strength
   */
  List<Token> sample(String text, double strength, RandomGenerator random);
}
