package io.palavra.kernels.output;

import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.arithmetic.Packed;
import io.palavra.kernels.part.Choices;
import io.palavra.kernels.part.Ranked;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A softmax over a short list of labels for each row. The scores of all labels that any list has
 * are one product for all rows; each row's own are then taken out of them, so that a row's
 * probabilities do not hang on other rows' lists.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class Shortlists<A> implements Choices.Among<A> {
  /** Labels of a slice. */
  private static final int SLICE = 512;

  /** Rows of a task. */
  private static final int ROWS = 32;

  private final Floor<A> floor;
  private final int in;
  private final int labels;
  private final int[][] lists;

  /** Where each list's labels stand among those of all lists. */
  private final int[][] places;

  private final int longest;
  private final int width;
  private final List<Slice> slices = new ArrayList<>();
  private final Ranks<A> ranks;
  private A scores;
  private A own;

  /**
   * @param weights {@code [labels, in]}
   * @param bias {@code [labels]}
   * @param lists labels, ascending
   */
  Shortlists(Floor<A> floor, A weights, A bias, int in, int labels, int[][] lists) {
    this.floor = floor;
    this.in = in;
    this.labels = labels;
    this.lists = lists;
    BitSet listed = new BitSet(labels);
    int most = 0;
    for (int[] list : lists) {
      requireAscending(list, labels);
      Arrays.stream(list).forEach(listed::set);
      most = Math.max(most, list.length);
    }
    this.longest = most;
    int[] all = listed.stream().toArray();
    this.width = all.length;
    this.places = new int[lists.length][];
    for (int i = 0; i < lists.length; i++) {
      places[i] = Arrays.stream(lists[i]).map(label -> Arrays.binarySearch(all, label)).toArray();
    }
    for (int from = 0; from < width; from += SLICE) {
      int to = Math.min(width, from + SLICE);
      slices.add(new Slice(from, Arrays.copyOfRange(all, from, to), weights, bias));
    }
    this.ranks = new Ranks<>(floor, 1);
    this.scores = floor.math().allocate(0);
    this.own = scores;
  }

  private static void requireAscending(int[] list, int labels) {
    int last = -1;
    for (int label : list) {
      if (label <= last || label >= labels) {
        throw new IllegalArgumentException(
            "label " + label + " behind " + last + "; expected ascending ones below " + labels);
      }
      last = label;
    }
    if (list.length == 0) {
      throw new IllegalArgumentException("expected a label in every list");
    }
  }

  @Override
  public Ranked rank(A x, int[] ofRows, int most) {
    int count = ofRows.length;
    scores = floor.room(scores, Math.multiplyExact(count, width));
    own = floor.room(own, Math.multiplyExact(count, longest));
    ranks.room(count, Math.min(most, longest));
    int groups = (count + ROWS - 1) / ROWS;
    floor.spread(
        groups * slices.size(),
        1,
        (from, to, slot) -> {
          for (int item = from; item < to; item++) {
            int row = item % groups * ROWS;
            int end = Math.min(count, row + ROWS);
            slices.get(item / groups).score(x, row, end, count, slot);
          }
        });
    floor.spread(
        count,
        1,
        (from, to, slot) -> {
          for (int row = from; row < to; row++) {
            takeOwn(row, ofRows[row], count);
          }
        });
    double[] logs = new double[count];
    for (int row = 0; row < count; row++) {
      logs[row] = ranks.log(row);
    }
    return new Scored(ofRows.clone(), logs);
  }

  private void takeOwn(int row, int list, int count) {
    int[] from = places[list];
    int at = row * longest;
    for (int i = 0; i < from.length; i++) {
      int place = from[i];
      Slice slice = slices.get(place / SLICE);
      int score = slice.at(row, count) + place - slice.from;
      floor.math().set(own, at + i, floor.math().get(scores, score));
    }
    ranks.note(row, 0, 0, own, at, from.length);
  }

  /** The rows that were asked for last. */
  private final class Scored implements Ranked {
    private final int[] ofRows;
    private final double[] logs;

    Scored(int[] ofRows, double[] logs) {
      this.ofRows = ofRows;
      this.logs = logs;
    }

    @Override
    public int[] best(int row) {
      int[] list = lists[ofRows[row]];
      return Arrays.stream(ranks.best(row)).map(place -> list[place]).toArray();
    }

    @Override
    public float logProbability(int row, int label) {
      int place = Arrays.binarySearch(lists[ofRows[row]], label);
      return place < 0 ? Float.NEGATIVE_INFINITY : log(row, place);
    }

    private float log(int row, int place) {
      return (float) (floor.math().get(own, row * longest + place) - logs[row]);
    }

    @Override
    public float[] logProbabilities(int row) {
      float[] all = new float[labels];
      Arrays.fill(all, Float.NEGATIVE_INFINITY);
      int[] list = lists[ofRows[row]];
      for (int place = 0; place < list.length; place++) {
        all[list[place]] = log(row, place);
      }
      return all;
    }
  }

  /** Some neighbours among the labels of all lists. */
  private final class Slice {
    private final int from;
    private final int width;
    private final Packed<A> packed = new Packed<>();
    private final A bias;

    Slice(int from, int[] its, A weights, A allBias) {
      this.from = from;
      this.width = its.length;
      this.bias = floor.math().allocate(width);
      A rows = floor.math().allocate(width * in);
      for (int i = 0; i < width; i++) {
        floor.math().copy(weights, its[i] * in, rows, i * in, in);
        floor.math().copy(allBias, its[i], bias, i, 1);
      }
      floor.math().pack(rows, in, width, true, packed);
    }

    /** Where the scores of a row lie. */
    int at(int row, int count) {
      return from * count + row * width;
    }

    void score(A x, int row, int end, int count, int slot) {
      for (int i = row; i < end; i++) {
        floor.math().copy(bias, 0, scores, at(i, count), width);
      }
      floor
          .math()
          .multiplyRows(
              end - row, x, row * in, packed, scores, at(row, count), floor.scratch(slot));
    }
  }
}
