package io.palavra.embeddings.train;

import io.palavra.embeddings.rows.RowMath;
import java.util.Arrays;

/**
 * A word is the mean of its own row and those of its n-grams. The mean is taken once, when the word
 * comes into reach of the window, is learned as long as it stays, and its whole change is handed to
 * each of the rows when it leaves, as fastText does: the true gradient of a row is that divided by
 * the number of rows.
 */
final class SubWords implements Inputs {
  private final RowMath math;
  private final InputRows rows;
  private final float[] input;
  private final int width;
  private final int slots;
  private final float[] means;
  private final float[] before;
  private final float[] change;
  private final float[] factors;
  private final int[] places;
  private int[] sentence = {};
  private int entered;
  private int left;

  /**
   * @param reach the most words on either side of a centre
   */
  SubWords(RowMath math, InputRows rows, float[] input, int width, int reach) {
    this.math = math;
    this.rows = rows;
    this.input = input;
    this.width = width;
    this.slots = 2 * reach + 2;
    this.means = new float[slots * width];
    this.before = new float[slots * width];
    this.change = new float[width];
    this.factors = new float[rows.most()];
    this.places = new int[rows.most()];
  }

  @Override
  public void begin(int[] words) {
    sentence = words;
    entered = 0;
    left = 0;
  }

  @Override
  public void enter(int to) {
    for (; entered < to; entered++) {
      int count = locate(sentence[entered]);
      Arrays.fill(factors, 0, count, 1f / count);
      math.sum(input, places, factors, count, change, width);
      System.arraycopy(change, 0, means, place(entered), width);
      System.arraycopy(change, 0, before, place(entered), width);
    }
  }

  private int locate(int word) {
    int start = rows.start(word);
    int count = rows.end(word) - start;
    for (int i = 0; i < count; i++) {
      places[i] = rows.row(start + i) * width;
    }
    return count;
  }

  @Override
  public void leave(int to) {
    for (; left < to; left++) {
      int place = place(left);
      for (int i = 0; i < width; i++) {
        change[i] = means[place + i] - before[place + i];
      }
      math.addToAll(change, input, places, locate(sentence[left]), width);
    }
  }

  @Override
  public float[] table() {
    return means;
  }

  @Override
  public int place(int position) {
    return position % slots * width;
  }

  @Override
  public int rows(int position) {
    return rows.end(sentence[position]) - rows.start(sentence[position]);
  }
}
