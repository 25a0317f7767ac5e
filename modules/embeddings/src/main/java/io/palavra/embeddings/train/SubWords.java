package io.palavra.embeddings.train;

import io.palavra.embeddings.rows.FloatRows;
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
  private final FloatRows input;
  private final int width;
  private final int slots;
  private final float[] means;
  private final float[] factors;
  private final int[] places;
  private int[] sentence = {};
  private int entered;
  private int left;

  /**
   * @param reach the most words on either side of a centre
   */
  SubWords(RowMath math, InputRows rows, FloatRows input, int reach) {
    this.math = math;
    this.rows = rows;
    this.input = input;
    this.width = input.width();
    this.slots = 2 * reach + 2;
    this.means = new float[(2 * slots + 2) * width];
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
      math.sum(input.numbers(), places, factors, count, means, place(entered), width);
      System.arraycopy(means, place(entered), means, before(entered), width);
    }
  }

  private int locate(int word) {
    int start = rows.start(word);
    int count = rows.end(word) - start;
    for (int i = 0; i < count; i++) {
      places[i] = input.place(rows.row(start + i));
    }
    return count;
  }

  @Override
  public void leave(int to) {
    for (; left < to; left++) {
      int place = place(left);
      int count = locate(sentence[left]);
      math.addDifference(1, means, place, before(left), input.numbers(), places, count, width);
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

  /** Where the mean of the word at {@code position} lies as it was when it entered. */
  private int before(int position) {
    return slots * width + place(position);
  }

  @Override
  public int spare(int i) {
    return (2 * slots + i) * width;
  }

  @Override
  public int rows(int position) {
    return rows.end(sentence[position]) - rows.start(sentence[position]);
  }
}
