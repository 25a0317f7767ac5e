package io.palavra.translator.score;

import java.util.List;

/**
 * BLEU of a corpus with one reference (Papineni et al. 2002) as sacreBLEU computes it (Post 2018):
 * n-grams up to 4, brevity penalty, and, where an order has no match, half of a match, a quarter
 * the next time and so on (NIST's smoothing, {@code exp}).
 *
 * @param tokenization how lines become words
 * @param lowerCase whether case is ignored
 */
public record Bleu(Tokenization tokenization, boolean lowerCase) implements CorpusScore {
  private static final int ORDERS = 4;

  /** Cased, tokenised as WMT does. */
  public static Bleu standard() {
    return new Bleu(Tokenization.MTEVAL_13A, false);
  }

  /**
   * Lower-cased and tokenised as WMT does: comparable to the figures of papers on Multi30k, which
   * tokenise by Moses and count with {@code multi-bleu.perl}.
   */
  public static Bleu lowerTokenised() {
    return new Bleu(Tokenization.MTEVAL_13A, true);
  }

  @Override
  public String name() {
    return "BLEU";
  }

  @Override
  public String signature() {
    return "nrefs:1|case:"
        + (lowerCase ? "lc" : "mixed")
        + "|eff:no|tok:"
        + tokenization.label()
        + "|smooth:exp";
  }

  /** Words of hypothesis and reference, then matches and n-grams of each order. */
  @Override
  public long[] counts(String hypothesis, String reference) {
    List<String> ours = words(hypothesis);
    List<String> theirs = words(reference);
    long[] counts = new long[2 + 2 * ORDERS];
    counts[0] = ours.size();
    counts[1] = theirs.size();
    for (int n = 1; n <= ORDERS; n++) {
      counts[2 * n] = Grams.common(Grams.of(ours, n), Grams.of(theirs, n));
      counts[2 * n + 1] = Math.max(0, ours.size() - n + 1);
    }
    return counts;
  }

  @Override
  public double value(long[] counts) {
    double logs = 0;
    double smooth = 1;
    for (int n = 1; n <= ORDERS; n++) {
      long matches = counts[2 * n];
      long grams = counts[2 * n + 1];
      if (grams == 0 || counts[2] == 0) {
        return 0;
      }
      if (matches == 0) {
        smooth *= 2;
      }
      logs += Math.log(matches == 0 ? 1 / (smooth * grams) : (double) matches / grams);
    }
    double brevity = counts[0] < counts[1] ? Math.exp(1 - (double) counts[1] / counts[0]) : 1;
    return 100 * brevity * Math.exp(logs / ORDERS);
  }

  private List<String> words(String line) {
    return lowerCase ? tokenization.lowerCased(line) : tokenization.words(line);
  }
}
