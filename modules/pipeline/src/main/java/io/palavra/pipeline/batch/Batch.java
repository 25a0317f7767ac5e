package io.palavra.pipeline.batch;

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

  /** The number of tokens that count. */
  public long tokens() {
    long sum = 0;
    for (int length : lengths) {
      sum += length;
    }
    return sum;
  }
}
