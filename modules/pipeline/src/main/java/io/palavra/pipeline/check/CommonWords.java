package io.palavra.pipeline.check;

import com.dynatrace.hash4j.hashing.Hashing;
import java.util.Arrays;

/** The common words of the texts so far; at most 300,000 words are known, 8 MB. */
final class CommonWords {
  private static final int MOST_WORDS = 300_000;
  private static final int ONE_IN = 500;
  private static final double SHARE = 0.6;

  private final HashTable ids = new HashTable();
  private int[] counts = new int[1024];
  private int texts;

  void learn(String text) {
    texts++;
    words(
        text,
        hash -> {
          int id = ids.get(hash);
          if (id < 0 && ids.size() < MOST_WORDS) {
            id = ids.size();
            ids.putIfAbsent(hash, id);
            counts = id == counts.length ? Arrays.copyOf(counts, id * 2) : counts;
          }
          if (id >= 0) {
            counts[id]++;
          }
        });
  }

  /** Whether common words make up most of this text; never of a text without words. */
  boolean fill(String text) {
    int least = Math.max(3, texts / ONE_IN);
    int[] seen = new int[2];
    words(
        text,
        hash -> {
          int id = ids.get(hash);
          seen[0]++;
          seen[1] += id >= 0 && counts[id] >= least ? 1 : 0;
        });
    return seen[0] > 0 && seen[1] >= SHARE * seen[0];
  }

  private interface Words {
    void word(long hash);
  }

  private static void words(String text, Words words) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      if (Character.isLetter(c)) {
        word.append(Character.toLowerCase(c));
      } else if (word.length() > 0) {
        words.word(Hashing.komihash5_0().hashCharsToLong(word));
        word.setLength(0);
      }
    }
  }
}
