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
import io.palavra.training.kind.EvaluatedPart;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sentence pairs, shared out.
 *
 * @param asked what the data were asked for by
 * @param given what the data set brings
 * @param split the three parts
 */
public record TranslationData(
    DataRequest asked, GivenSets<ParallelText> given, Split<ParallelText> split) {
  private static final double HELD_OUT = 0.04;

  /** The pairs that were asked for, in three parts. */
  public static TranslationData of(DataRequest request) {
    GivenSets<ParallelText> given = Catalog.standard().parallel(request);
    return new TranslationData(
        request, given, PairSplitter.split(given, new SplitOptions(HELD_OUT, HELD_OUT, "palavra")));
  }

  /** The pairs of a part that a finished model is scored on; complaints as of {@link #pairs}. */
  public static List<ParallelText> part(DataRequest request, EvaluatedPart part) {
    return switch (part) {
      case TEST -> test(request);
      case DEV -> of(request).devPairs();
    };
  }

  /** The pairs that a finished model is scored on: the test part, or all there is. */
  public static List<ParallelText> test(DataRequest request) {
    GivenSets<ParallelText> given = Catalog.standard().parallel(request);
    return pairs(
        given.test().orElse(given.train()),
        named(request.test(), request),
        "sentence pairs; there is none");
  }

  /** The pairs to learn from; complaints as {@link #pairs}. */
  public List<ParallelText> trainPairs() {
    return part(split.train().corpus(), Optional.empty(), "training");
  }

  /** The pairs to choose by; complaints as {@link #pairs}. */
  public List<ParallelText> devPairs() {
    return part(split.dev().corpus(), asked.dev(), "development");
  }

  /** The pairs to test on; complaints as {@link #pairs}. */
  public List<ParallelText> testPairs() {
    return part(split.test().corpus(), asked.test(), "test");
  }

  private List<ParallelText> part(Corpus<ParallelText> corpus, Optional<Path> own, String part) {
    String some = "more sentence pairs; none of these fell to the " + part + " part";
    return pairs(corpus, named(own, asked), some);
  }

  /** A part as the user names it: by a file of its own, or by that of the whole. */
  private static String named(Optional<Path> own, DataRequest request) {
    return own.map(Path::toString).orElse(request.data());
  }

  /**
   * Every pair of a corpus.
   *
   * @throws BadInputException for a pair one side of which is blank, naming its line, and where
   *     there is no pair
   */
  public static List<ParallelText> pairs(Corpus<ParallelText> corpus) {
    return pairs(corpus, corpus.name(), "sentence pairs; there is none");
  }

  private static List<ParallelText> pairs(Corpus<ParallelText> corpus, String source, String some) {
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
      throw BadInputException.of(source, some);
    }
    return pairs;
  }
}
