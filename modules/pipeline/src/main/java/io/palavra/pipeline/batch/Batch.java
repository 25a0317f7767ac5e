package io.palavra.pipeline.batch;

import java.util.Arrays;

/**
 * A padded mini-batch. Rows are padded at the end with {@link
 * io.palavra.pipeline.vocabulary.Vocabulary#PAD}.
 *
 * @param ids {@code [batch, time]} token ids
 * @param lengths {@code [batch]} tokens of each row that count, at least 1
 * @param labels {@code [batch]} class index of each row; empty where there are no labels
 */
public record Batch(int[][] ids, int[] lengths, int[] labels) {

  /** The number of rows. */
  public int size() {
    return ids.length;
  }

  /** The padded length. */
  public int time() {
    return ids.length == 0 ? 0 : ids[0].length;
  }

  /** The same padded to so many steps where it has fewer. */
  public Batch atLeast(int time) {
    if (time() >= time) {
      return this;
    }
    int[][] wider = Arrays.stream(ids).map(row -> Arrays.copyOf(row, time)).toArray(int[][]::new);
    return new Batch(wider, lengths, labels);
  }

  /** The number of tokens that count. */
  public long tokens() {
    long sum = 0;
    for (int length : lengths) {
      sum += length;
    }
    return sum;
  }
}
