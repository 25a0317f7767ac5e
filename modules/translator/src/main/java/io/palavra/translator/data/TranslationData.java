package io.palavra.translator.data;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.Catalog;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.catalog.GivenSets;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.Located;
import io.palavra.pipeline.corpus.ParallelText;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.split.PairSplitter;
import io.palavra.pipeline.split.Split;
import io.palavra.pipeline.split.SplitOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * Sentence pairs, shared out.
 *
 * @param given what the data set brings
 * @param split the three parts
 */
public record TranslationData(GivenSets<ParallelText> given, Split<ParallelText> split) {
  private static final double HELD_OUT = 0.04;

  /** The pairs that were asked for, in three parts. */
  public static TranslationData of(DataRequest request) {
    GivenSets<ParallelText> given = Catalog.standard().parallel(request);
    return new TranslationData(
        given, PairSplitter.split(given, new SplitOptions(HELD_OUT, HELD_OUT, "palavra")));
  }

  /** The pairs that a finished model is scored on: the test part, or all there is. */
  public static List<ParallelText> test(DataRequest request) {
    GivenSets<ParallelText> given = Catalog.standard().parallel(request);
    return pairs(given.test().orElse(given.train()));
  }

  /** The pairs to learn from; complaints as {@link #pairs}. */
  public List<ParallelText> trainPairs() {
    return part(split.train().corpus(), "training");
  }

  /** The pairs to choose by; complaints as {@link #pairs}. */
  public List<ParallelText> devPairs() {
    return part(split.dev().corpus(), "development");
  }

  /** The pairs to test on; complaints as {@link #pairs}. */
  public List<ParallelText> testPairs() {
    return part(split.test().corpus(), "test");
  }

  private static List<ParallelText> part(Corpus<ParallelText> corpus, String part) {
    return pairs(corpus, "more sentence pairs; none of these fell to the " + part + " part");
  }

  /**
   * Every pair of a corpus.
   *
   * @throws BadInputException for a pair one side of which is blank, naming its line, and where
   *     there is no pair
   */
  public static List<ParallelText> pairs(Corpus<ParallelText> corpus) {
    return pairs(corpus, "sentence pairs; there is none");
  }

  private static List<ParallelText> pairs(Corpus<ParallelText> corpus, String some) {
    List<ParallelText> pairs = new ArrayList<>();
    try (RecordStream<ParallelText> records = corpus.open()) {
      while (records.hasNext()) {
        Located<ParallelText> record = records.next();
        ParallelText pair = record.value();
        if (pair.source().isBlank()) {
          throw record.place().complaint("", "a sentence; the source is empty");
        }
        if (pair.target().isBlank()) {
          throw record.place().inAligned().complaint("", "a sentence; the translation is empty");
        }
        pairs.add(pair);
      }
    }
    if (pairs.isEmpty()) {
      throw BadInputException.of(corpus.name(), some);
    }
    return pairs;
  }
}
