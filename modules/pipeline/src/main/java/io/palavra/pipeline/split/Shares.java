package io.palavra.pipeline.split;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.RecordStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/** Decides on which side of a split a text falls: {@link #TRAIN}, {@link #DEV} or {@link #TEST}. */
final class Shares {
  static final int TRAIN = 0;
  static final int DEV = 1;
  static final int TEST = 2;

  private Shares() {}

  /** By the hash alone: every text goes to a side with the side's share as probability. */
  static ToIntFunction<String> byHash(TextHash hash, double dev, double test) {
    return text -> {
      double point = hash.of(text) * 0x1p-63;
      return point < test ? TEST : point < test + dev ? DEV : TRAIN;
    };
  }

  /**
   * By rank of the hash inside each class, so that every class is shared out as asked to within one
   * text, and a class of three texts or more is on every side. A text that has several labels
   * counts for the first by name. Of a text without a character there is no side to ask for.
   *
   * @return nothing where the corpus has more than {@code most} distinct texts
   */
  static Optional<ToIntFunction<String>> byRank(
      Corpus<LabelledText> corpus, TextHash hash, double dev, double test, int most) {
    Map<Long, String> labels = new HashMap<>();
    try (RecordStream<LabelledText> records = corpus.open()) {
      while (records.hasNext()) {
        LabelledText record = records.next().value();
        if (record.text().isBlank()) {
          continue;
        }
        labels.merge(hash.of(record.text()), record.label(), (a, b) -> a.compareTo(b) <= 0 ? a : b);
        if (labels.size() > most) {
          return Optional.empty();
        }
      }
    }
    Map<String, Integer> sizes = new TreeMap<>();
    labels.values().forEach(label -> sizes.merge(label, 1, Integer::sum));
    long[] sorted = labels.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
    Map<String, Integer> taken = new HashMap<>();
    byte[] sides = new byte[sorted.length];
    for (int i = 0; i < sorted.length; i++) {
      String label = labels.get(sorted[i]);
      int rank = taken.merge(label, 1, Integer::sum) - 1;
      sides[i] = side(rank, sizes.get(label), dev, test);
    }
    return Optional.of(text -> sides[place(sorted, hash.of(text), corpus.name())]);
  }

  private static int place(long[] sorted, long hash, String source) {
    int place = Arrays.binarySearch(sorted, hash);
    if (place < 0) {
      throw BadInputException.of(source, "the same records in each pass; it was changed meanwhile");
    }
    return place;
  }

  private static byte side(int rank, int size, double dev, double test) {
    int testTexts = count(size, test);
    int devTexts = count(size, dev);
    return (byte) (rank < testTexts ? TEST : rank < testTexts + devTexts ? DEV : TRAIN);
  }

  /** A share of a class; two texts are too few to be shared out. */
  private static int count(int size, double share) {
    if (share == 0 || size < 3) {
      return 0;
    }
    return (int) Math.max(1, Math.min(Math.round(size * share), (size - 1) / 2));
  }
}
