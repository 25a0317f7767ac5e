package io.palavra.pipeline.encode;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.option.Option;
import io.palavra.pipeline.token.TokenizerChoice;
import io.palavra.pipeline.token.TokenizerSpec;
import io.palavra.pipeline.token.Tokenizers;
import java.util.Map;

/**
 * From text to ids.
 *
 * @param tokenizer {@code words}, {@code characters}, or another name that {@link Tokenizers} knows
 * @param lowerCase whether tokens are lower-cased, by tokenisers that can
 * @param foldAccents whether accents are removed, by tokenisers that can: "não" becomes "nao"
 * @param minCount words seen less often in training are unknown words
 * @param maxVocabulary the most ids there may be, special tokens included
 * @param maxLength tokens of a text that are read
 * @param truncation which tokens of a longer text are kept
 */
public record TextOptions(
    @Option("how a text is cut") String tokenizer,
    @Option("whether tokens are lower-cased") boolean lowerCase,
    @Option("whether accents are removed") boolean foldAccents,
    @Option("rarer words are unknown words") int minCount,
    @Option("the most words, special ones included") int maxVocabulary,
    @Option("the most tokens of a text that are read") int maxLength,
    @Option("which tokens of a longer text are kept") Truncation truncation)
    implements TokenizerChoice {

  /**
   * @throws BadInputException for a value out of range, with its option's name
   */
  public TextOptions {
    Tokenizers.requireName(tokenizer);
    require(minCount >= 1, "minCount", minCount, "1 or more");
    require(maxVocabulary >= 3, "maxVocabulary", maxVocabulary, "3 or more");
    require(maxLength >= 1, "maxLength", maxLength, "1 or more");
  }

  /** Words, lower-cased, accents kept. */
  public static TextOptions defaults() {
    return new TextOptions("words", true, false, 2, 50_000, 400, Truncation.HEAD_AND_TAIL);
  }

  @Override
  public TokenizerSpec tokenizerSpec() {
    return Tokenizers.spec(
        tokenizer,
        Map.of(
            "lowerCase", String.valueOf(lowerCase),
            "foldAccents", String.valueOf(foldAccents)));
  }

  private static void require(boolean holds, String option, Object value, String expected) {
    if (!holds) {
      throw BadInputException.of("option " + option, String.valueOf(value), expected);
    }
  }
}
