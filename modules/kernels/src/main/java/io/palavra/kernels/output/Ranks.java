package io.palavra.kernels.output;

import io.palavra.kernels.arithmetic.Floor;
import java.util.Arrays;

/**
 * What each slice of the labels says of each row: the peak of its scores, the sum of their
 * exponentials, and where its greatest scores are.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class Ranks<A> {
  private final Floor<A> floor;
  private final int slices;
  private int most;
  private double[] peaks = {};
  private double[] sums = {};

  /** {@code [rows, slices, most]}: labels, the greatest first. */
  private int[] labels = {};

  /** The same places' scores. */
  private double[] scores = {};

  /** How many labels of a slice are in order: {@code most}, or all that it has. */
  private int[] filled = {};

  Ranks(Floor<A> floor, int slices) {
    this.floor = floor;
    this.slices = slices;
  }

  void room(int rows, int newMost) {
    most = newMost;
    int cells = Math.multiplyExact(rows, slices);
    if (peaks.length < cells) {
      peaks = new double[cells];
      sums = new double[cells];
      filled = new int[cells];
    }
    if (labels.length < Math.multiplyExact(cells, most)) {
      labels = new int[cells * most];
      scores = new double[cells * most];
    }
  }

  /**
   * Takes note of a slice's scores of a row.
   *
   * @param first the slice's first label
   */
  void note(int row, int slice, int first, A values, int at, int width) {
    int cell = row * slices + slice;
    peaks[cell] = floor.rows().max(values, at, width);
    sums[cell] = floor.rows().exponentialSum(values, at, width, peaks[cell]);
    filled[cell] = 0;
    double least = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < width && most > 0; i++) {
      if (filled[cell] == most) {
        i = floor.rows().firstAbove(values, at, i, width, least);
        if (i == width) {
          return;
        }
      }
      insert(cell, first + i, floor.math().get(values, at + i));
      least = scores[cell * most + filled[cell] - 1];
    }
  }

  private void insert(int cell, int label, double score) {
    int from = cell * most;
    filled[cell] = insert(labels, scores, from, filled[cell], most, label, score);
  }

  /** Behind those that are as great; what falls out at the end is forgotten. */
  private static int insert(
      int[] labels, double[] scores, int from, int filled, int most, int label, double score) {
    int place = filled < most ? filled : most - 1;
    while (place > 0 && score > scores[from + place - 1]) {
      labels[from + place] = labels[from + place - 1];
      scores[from + place] = scores[from + place - 1];
      place--;
    }
    labels[from + place] = label;
    scores[from + place] = score;
    return Math.min(most, filled + 1);
  }

  /** The logarithm of what the exponentials of a row's scores add up to. */
  double log(int row) {
    double peak = Double.NEGATIVE_INFINITY;
    for (int cell = row * slices; cell < (row + 1) * slices; cell++) {
      peak = Math.max(peak, peaks[cell]);
    }
    double sum = 0;
    for (int cell = row * slices; cell < (row + 1) * slices; cell++) {
      sum += sums[cell] * Math.exp(peaks[cell] - peak);
    }
    return peak + Math.log(sum);
  }

  /** The labels with the greatest scores of all slices. */
  int[] best(int row) {
    int[] best = new int[most];
    double[] their = new double[most];
    int count = 0;
    for (int cell = row * slices; cell < (row + 1) * slices; cell++) {
      for (int i = cell * most; i < cell * most + filled[cell]; i++) {
        if (count == most && !(scores[i] > their[most - 1])) {
          break;
        }
        count = insert(best, their, 0, count, most, labels[i], scores[i]);
      }
    }
    return count == most ? best : Arrays.copyOf(best, count);
  }
}
