package io.palavra.embeddings.train;

import java.util.stream.LongStream;

/**
 * Which share of a frequent word's places is kept: {@code sqrt(t / f) + t / f}, at most all, with
 * {@code f} the word's share of the text. This is what word2vec's and fastText's programs do; the
 * paper (Mikolov et al. 2013, equation 5) gives only the first term.
 */
public final class Subsampling {
  private final float[] keep;

  Subsampling(long[] counts, double threshold) {
    double total = 0;
    for (long count : counts) {
      total += count;
    }
    keep = new float[counts.length];
    for (int i = 0; i < keep.length; i++) {
      keep[i] = (float) share(threshold, total, counts[i]);
    }
  }

  private static double share(double threshold, double total, long count) {
    double ratio = threshold * total / count;
    return threshold == 0 ? 1 : Math.min(1, Math.sqrt(ratio) + ratio);
  }

  /**
   * How many places of a text are kept on the average in one pass.
   *
   * @param counts places of each word
   */
  public static double kept(long[] counts, double threshold) {
    double total = LongStream.of(counts).sum();
    return LongStream.of(counts).mapToDouble(n -> n * share(threshold, total, n)).sum();
  }

  /** The probability that one place of the word is kept. */
  float share(int word) {
    return keep[word];
  }

  boolean keeps(int word, Randoms random) {
    float share = keep[word];
    return share >= 1 || random.nextFloat() < share;
  }
}
