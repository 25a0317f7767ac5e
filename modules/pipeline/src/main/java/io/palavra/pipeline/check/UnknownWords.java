package io.palavra.pipeline.check;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.palavra.pipeline.token.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many tokens of dev and test train does not have. Knows words by their 64-bit hash, the first
 * two million of dev and test; tokens beyond are left out of the rate.
 */
final class UnknownWords implements Inspector {
  private static final int MOST_WORDS = 2_000_000;
  private static final double MANY = 0.1;
  private static final double VERY_MANY = 0.2;
  private static final int SHOWN = 8;
  private static final Hasher64 HASH = Hashing.komihash5_0();

  private final HashTable ids = new HashTable();
  private final Map<Part, long[]> counts = new EnumMap<>(Part.class);
  private final List<String> firstWords = new ArrayList<>();
  private final BitSet known = new BitSet();
  private boolean train;

  @Override
  public void see(Row row) {
    if (row.part() == Part.TRAIN) {
      train = true;
      for (Token token : row.tokens()) {
        int id = ids.get(HASH.hashCharsToLong(token.text()));
        if (id >= 0) {
          known.set(id);
        }
      }
      return;
    }
    for (Token token : row.tokens()) {
      long hash = HASH.hashCharsToLong(token.text());
      int id = ids.get(hash);
      if (id < 0 && ids.size() < MOST_WORDS) {
        id = ids.size();
        ids.putIfAbsent(hash, id);
        if (id < 1000 * SHOWN) {
          firstWords.add(token.text());
        }
      }
      if (id >= 0) {
        count(row.part(), id);
      }
    }
  }

  private void count(Part part, int id) {
    long[] of = counts.computeIfAbsent(part, p -> new long[1024]);
    if (id >= of.length) {
      of = Arrays.copyOf(of, Math.max(id + 1, of.length * 2));
      counts.put(part, of);
    }
    of[id]++;
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    if (!train) {
      return findings;
    }
    counts.forEach(
        (part, of) -> {
          long unknown = 0;
          long all = 0;
          List<String> words = new ArrayList<>();
          for (int id = 0; id < of.length; id++) {
            all += of[id];
            if (of[id] > 0 && !known.get(id)) {
              unknown += of[id];
              if (words.size() < SHOWN && id < firstWords.size()) {
                words.add(Excerpt.of(firstWords.get(id)));
              }
            }
          }
          double rate = all == 0 ? 0 : (double) unknown / all;
          if (rate >= MANY) {
            findings.add(
                new Finding(
                    rate >= VERY_MANY ? Severity.WARNING : Severity.NOTE,
                    FindingKind.UNKNOWN_WORDS,
                    part.toString(),
                    unknown,
                    String.format(
                        Locale.ROOT,
                        "train has never seen %.1f %% of the tokens: %s ...",
                        100 * rate,
                        String.join(", ", words)),
                    List.of()));
          }
        });
    return findings;
  }
}
