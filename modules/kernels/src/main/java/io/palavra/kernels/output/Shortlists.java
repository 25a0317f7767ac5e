package io.palavra.kernels.output;

import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.part.Choices;
import io.palavra.kernels.part.Ranked;
import java.util.Arrays;

/**
 * A softmax over a short list of labels for each row. Every score is a dot product with the label's
 * own weights: one product for the labels of all lists would have some ten times as many scores as
 * are wanted.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class Shortlists<A> implements Choices.Among<A> {
  private final Floor<A> floor;
  private final A weights;
  private final A bias;
  private final int in;
  private final int labels;
  private final int[][] lists;
  private final int longest;
  private final Ranks<A> ranks;
  private A scores;

  /**
   * @param weights {@code [labels, in]}
   * @param bias {@code [labels]}
   * @param lists labels, ascending
   */
  Shortlists(Floor<A> floor, A weights, A bias, int in, int labels, int[][] lists) {
    this.floor = floor;
    this.weights = weights;
    this.bias = bias;
    this.in = in;
    this.labels = labels;
    this.lists = lists;
    int most = 0;
    for (int[] list : lists) {
      requireAscending(list, labels);
      most = Math.max(most, list.length);
    }
    this.longest = most;
    this.ranks = new Ranks<>(floor, 1);
    this.scores = floor.math().allocate(0);
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
    scores = floor.room(scores, Math.multiplyExact(count, longest));
    ranks.room(count, Math.min(most, longest));
    floor.spread(
        count,
        1,
        (from, to, slot) -> {
          for (int row = from; row < to; row++) {
            score(x, row, lists[ofRows[row]]);
          }
        });
    double[] logs = new double[count];
    for (int row = 0; row < count; row++) {
      logs[row] = ranks.log(row);
    }
    return new Scored(ofRows.clone(), logs);
  }

  private void score(A x, int row, int[] list) {
    int at = row * longest;
    floor.rows().dots(x, row * in, weights, list, in, scores, at);
    for (int i = 0; i < list.length; i++) {
      double score = floor.math().get(scores, at + i) + floor.math().get(bias, list[i]);
      floor.math().set(scores, at + i, score);
    }
    ranks.note(row, 0, 0, scores, at, list.length);
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
      return (float) (floor.math().get(scores, row * longest + place) - logs[row]);
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
}
