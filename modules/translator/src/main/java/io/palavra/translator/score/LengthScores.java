package io.palavra.translator.score;

import java.util.ArrayList;
import java.util.List;

/** Scores of short and of long sentences apart: what a vector of fixed size forgets shows here. */
public final class LengthScores {
  private static final int[] FROM = {1, 6, 11, 16, 21, 26, 31, 41, 51};

  private LengthScores() {}

  /**
   * Sentences of like length.
   *
   * @param from least words of the source, as white space parts them
   * @param to most words; {@code Integer.MAX_VALUE} where there is no limit
   * @param sentences how many
   * @param bleu of them alone
   * @param chrf of them alone
   * @param length words of the translations for each word of the references
   */
  public record Bucket(int from, int to, int sentences, double bleu, double chrf, double length) {

    /** {@code 6-10}, {@code 51+}. */
    public String name() {
      return to == Integer.MAX_VALUE ? from + "+" : from + "-" + to;
    }
  }

  /** The lengths that occur, short ones first. */
  public static List<Bucket> of(Translated test) {
    List<Bucket> buckets = new ArrayList<>();
    for (int k = 0; k < FROM.length; k++) {
      int to = k + 1 < FROM.length ? FROM[k + 1] - 1 : Integer.MAX_VALUE;
      List<String> ours = new ArrayList<>();
      List<String> references = new ArrayList<>();
      for (int i = 0; i < test.size(); i++) {
        int words = Translated.words(test.sources().get(i));
        if (words >= FROM[k] && words <= to) {
          ours.add(test.ours().get(i));
          references.add(test.references().get(i));
        }
      }
      if (!ours.isEmpty()) {
        buckets.add(bucket(FROM[k], to, ours, references));
      }
    }
    return buckets;
  }

  private static Bucket bucket(int from, int to, List<String> ours, List<String> references) {
    int written = ours.stream().mapToInt(Translated::words).sum();
    int due = references.stream().mapToInt(Translated::words).sum();
    return new Bucket(
        from,
        to,
        ours.size(),
        Bleu.standard().of(ours, references),
        new ChrF().of(ours, references),
        due == 0 ? 0 : (double) written / due);
  }
}
