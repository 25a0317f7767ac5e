package io.palavra.embeddings.phrases;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.option.OptionRange;
import java.util.Objects;

/**
 * Which words are joined.
 *
 * @param score of a pair
 * @param threshold pairs above it are joined: 100 for Mikolov's score of a large text, 0.5 for NPMI
 * @param minCount rarer words and pairs are not; it is the discount of Mikolov's score, too
 * @param mostWords distinct words, and distinct pairs, held while counting
 */
public record PhraseOptions(PhraseScore score, double threshold, int minCount, int mostWords) {

  /** Checks every value. */
  public PhraseOptions {
    Objects.requireNonNull(score, "score");
    if (!Double.isFinite(threshold)) {
      throw BadInputException.of("threshold", Double.toString(threshold), "a finite number");
    }
    if (score == PhraseScore.NPMI && !(threshold >= -1 && threshold < 1)) {
      throw BadInputException.of(
          "threshold", Double.toString(threshold), "from -1 to below 1, as NPMI is");
    }
    OptionRange.within("minCount", minCount, 1, Integer.MAX_VALUE);
    OptionRange.within("mostWords", mostWords, 1, Integer.MAX_VALUE);
  }

  /** As word2phrase: Mikolov's score above 100, five times at least. */
  public static PhraseOptions defaults() {
    return new PhraseOptions(PhraseScore.MIKOLOV, 100, 5, 20_000_000);
  }
}
