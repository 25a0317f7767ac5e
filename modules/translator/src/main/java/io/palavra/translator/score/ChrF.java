package io.palavra.translator.score;

import java.util.List;
import java.util.regex.Pattern;

/**
 * chrF2 of a corpus (Popović 2015) as sacreBLEU computes it: n-grams of characters up to 6 without
 * white space, recall twice as heavy as precision, averaged over the orders that both sides have.
 */
public record ChrF() implements CorpusScore {
  private static final int ORDERS = 6;
  private static final double BETA_SQUARED = 4;
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\\x1c-\\x1f\\x85]+");

  @Override
  public String name() {
    return "chrF2";
  }

  @Override
  public String signature() {
    return "nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no";
  }

  /** For each order: n-grams of the hypothesis, of the reference, and matches. */
  @Override
  public long[] counts(String hypothesis, String reference) {
    List<String> ours = characters(hypothesis);
    List<String> theirs = characters(reference);
    long[] counts = new long[3 * ORDERS];
    for (int n = 1; n <= ORDERS; n++) {
      int at = 3 * (n - 1);
      // An order that the reference lacks counts on neither side.
      counts[at + 1] = Math.max(0, theirs.size() - n + 1);
      counts[at] = counts[at + 1] == 0 ? 0 : Math.max(0, ours.size() - n + 1);
      counts[at + 2] = Grams.common(Grams.of(ours, n), Grams.of(theirs, n));
    }
    return counts;
  }

  @Override
  public double value(long[] counts) {
    double precision = 0;
    double recall = 0;
    int orders = 0;
    for (int at = 0; at < counts.length; at += 3) {
      if (counts[at] > 0 && counts[at + 1] > 0) {
        precision += (double) counts[at + 2] / counts[at];
        recall += (double) counts[at + 2] / counts[at + 1];
        orders++;
      }
    }
    if (orders == 0 || precision + recall == 0) {
      return 0;
    }
    precision /= orders;
    recall /= orders;
    return 100 * (1 + BETA_SQUARED) * precision * recall / (BETA_SQUARED * precision + recall);
  }

  private static List<String> characters(String line) {
    return SPACE.matcher(line).replaceAll("").codePoints().mapToObj(Character::toString).toList();
  }
}
