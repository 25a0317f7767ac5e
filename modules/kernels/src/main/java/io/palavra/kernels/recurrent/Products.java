package io.palavra.kernels.recurrent;

import io.palavra.kernels.arithmetic.Floor;

/**
 * What some weights produce, row by row, on its way to the pre-activations: as it is, or normalised
 * and times a gain (Ba, Kiros and Hinton, "Layer Normalization", 2016, equations 20 to 31). On the
 * way back it holds the gradients of what the weights produce.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class Products<A> {
  /** Added to variances, as everywhere in this module. */
  static final double EPSILON = 1e-5;

  private final Floor<A> floor;
  private final boolean normalised;

  /** Bounds of the groups of columns that have a mean and a variance of their own. */
  private final int[] cuts;

  private final int width;

  /** Where the gains lie among a cell's biases. */
  private final int gain;

  private A values;
  private A normal;
  private double[] scales = {};

  Products(Floor<A> floor, boolean normalised, int gain, int... cuts) {
    this.floor = floor;
    this.normalised = normalised;
    this.gain = gain;
    this.cuts = cuts.clone();
    this.width = cuts[cuts.length - 1];
    this.values = floor.math().allocate(0);
    this.normal = values;
  }

  /** Makes room. */
  void begin(int rows) {
    values = floor.room(values, rows * width);
    if (normalised) {
      normal = floor.room(normal, rows * width);
      int groups = rows * (cuts.length - 1);
      scales = scales.length >= groups ? scales : new double[groups];
    }
  }

  /** The products, {@code [rows, width]}, and later their gradients. */
  A values() {
    return values;
  }

  /** Sets rows to zero. */
  void clear(int from, int to) {
    floor.math().fill(values, from * width, (to - from) * width, 0);
  }

  /** Adds what becomes of a row to {@code out}. */
  void forward(int row, A biases, A out, int offset) {
    int at = row * width;
    if (!normalised) {
      floor.math().add(values, at, out, offset, width);
      return;
    }
    int groups = cuts.length - 1;
    for (int i = 0; i < groups; i++) {
      int from = at + cuts[i];
      scales[row * groups + i] =
          floor.rows().normalise(values, from, normal, from, cuts[i + 1] - cuts[i], EPSILON);
    }
    floor.math().multiplyAdd(normal, at, biases, gain, out, offset, width);
  }

  /**
   * Replaces a row by its gradient.
   *
   * @param d the gradient of what {@link #forward} added to
   * @param work room for a row
   */
  void backward(int row, A biases, A d, int offset, A work) {
    int at = row * width;
    if (!normalised) {
      floor.math().copy(d, offset, values, at, width);
      return;
    }
    floor.math().multiply(d, offset, biases, gain, work, 0, width);
    clear(row, row + 1);
    int groups = cuts.length - 1;
    for (int i = 0; i < groups; i++) {
      int from = at + cuts[i];
      floor
          .rows()
          .normaliseBack(
              normal,
              from,
              work,
              cuts[i],
              values,
              from,
              cuts[i + 1] - cuts[i],
              scales[row * groups + i]);
    }
  }

  /**
   * Adds the gradients of the gains to those of the biases.
   *
   * @param d gradients of what {@link #forward} added to, of all rows
   * @param stride from one row of it to the next
   */
  void gainGradient(A d, int offset, int stride, int rows, A biasGradients) {
    for (int row = 0; normalised && row < rows; row++) {
      floor
          .math()
          .multiplyAdd(d, offset + row * stride, normal, row * width, biasGradients, gain, width);
    }
  }
}
