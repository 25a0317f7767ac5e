package io.palavra.kernels.convolution;

import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.Transfer;
import io.palavra.kernels.recurrent.Extent;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Normalises the steps that count.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class RowNormalization<A> implements Normaliser {
  /** What is added to a variance. */
  static final double EPSILON = 1e-5;

  private final Arithmetic<A> math;
  private final Transfer<A> transfer;
  private final NormalizationKind kind;
  private final int features;
  private final RowStore<A> store;
  private final A gain;
  private final A shift;
  private final A mean;
  private final A variance;
  private final A inverse;
  private final A scratch;
  private Rows rows = new Rows(new Extent(0, 0, new boolean[0]), 0, 0, 0);
  private A x;
  private A y;
  private A d;

  /** One over the standard deviation of each row. */
  private A rowInverse;

  /** Whether the last pass took mean and variance from its own rows. */
  private boolean ownStatistics = true;

  RowNormalization(Arithmetic<A> math, Transfer<A> transfer, NormalizationKind kind, int features) {
    this.math = math;
    this.transfer = transfer;
    this.kind = kind;
    this.features = features;
    this.store = new RowStore<>(math, transfer);
    this.gain = math.allocate(features);
    this.shift = math.allocate(features);
    this.mean = math.allocate(features);
    this.variance = math.allocate(features);
    this.inverse = math.allocate(features);
    this.scratch = math.allocate(features);
    this.x = math.allocate(0);
    this.y = math.allocate(0);
    this.d = math.allocate(0);
    this.rowInverse = math.allocate(0);
  }

  @Override
  public void weights(INDArray gains, INDArray shifts) {
    transfer.read(gains.reshape(features), gain);
    transfer.read(shifts.reshape(features), shift);
  }

  @Override
  public void statistics(INDArray means, INDArray variances) {
    transfer.read(means.reshape(features), mean);
    transfer.read(variances.reshape(features), variance);
  }

  @Override
  public void forward(INDArray source, Extent extent, boolean own, INDArray out) {
    rows = new Rows(extent, 0, 0, 0);
    ownStatistics = own;
    int all = rows.count() * features;
    x = RowStore.room(math, x, all);
    y = RowStore.room(math, y, all);
    rowInverse = RowStore.room(math, rowInverse, rows.count());
    store.read(source, rows, x);
    if (kind == NormalizationKind.LAYER) {
      for (int r = 0; r < rows.count(); r++) {
        normaliseRow(r);
      }
    } else {
      normaliseColumns(own);
    }
    for (int r = 0; r < rows.count(); r++) {
      math.multiply(x, r * features, gain, 0, y, r * features, features);
      math.add(shift, 0, y, r * features, features);
    }
    store.write(y, rows, out);
  }

  private void normaliseRow(int row) {
    int at = row * features;
    double sum = 0;
    for (int j = at; j < at + features; j++) {
      sum += math.get(x, j);
    }
    double centre = sum / features;
    double squares = 0;
    for (int j = at; j < at + features; j++) {
      double off = math.get(x, j) - centre;
      squares += off * off;
    }
    double scale = 1 / Math.sqrt(squares / features + EPSILON);
    for (int j = at; j < at + features; j++) {
      math.set(x, j, (math.get(x, j) - centre) * scale);
    }
    math.set(rowInverse, row, scale);
  }

  private void normaliseColumns(boolean own) {
    int count = rows.count();
    if (own) {
      math.fill(mean, 0, features, 0);
      math.sumColumns(x, count, features, mean, 0, features);
      math.scale(mean, 0, features, 1.0 / Math.max(1, count));
    }
    for (int r = 0; r < count; r++) {
      math.addScaled(-1, mean, 0, x, r * features, features);
    }
    if (own) {
      math.fill(variance, 0, features, 0);
      for (int r = 0; r < count; r++) {
        math.multiplyAdd(x, r * features, x, r * features, variance, 0, features);
      }
      math.scale(variance, 0, features, 1.0 / Math.max(1, count));
    }
    for (int j = 0; j < features; j++) {
      math.set(inverse, j, 1 / Math.sqrt(math.get(variance, j) + EPSILON));
    }
    for (int r = 0; r < count; r++) {
      math.multiply(x, r * features, inverse, 0, x, r * features, features);
    }
  }

  @Override
  public void backward(
      INDArray epsilon, INDArray gainGradient, INDArray shiftGradient, INDArray out) {
    d = RowStore.room(math, d, rows.count() * features);
    store.read(epsilon, rows, d);
    A shifts = math.allocate(features);
    A gains = math.allocate(features);
    math.sumColumns(d, rows.count(), features, shifts, 0, features);
    for (int r = 0; r < rows.count(); r++) {
      math.multiplyAdd(d, r * features, x, r * features, gains, 0, features);
    }
    transfer.write(shifts, shiftGradient.reshape(features));
    transfer.write(gains, gainGradient.reshape(features));
    if (kind == NormalizationKind.LAYER) {
      for (int r = 0; r < rows.count(); r++) {
        spreadRow(r);
      }
    } else if (ownStatistics) {
      spreadColumns(shifts, gains);
    } else {
      scaleColumns();
    }
    store.write(d, rows, out);
  }

  private void spreadRow(int row) {
    int at = row * features;
    math.multiply(d, at, gain, 0, d, at, features);
    double sum = 0;
    double product = 0;
    for (int j = at; j < at + features; j++) {
      sum += math.get(d, j);
      product += math.get(d, j) * math.get(x, j);
    }
    double scale = math.get(rowInverse, row);
    for (int j = at; j < at + features; j++) {
      double value = math.get(d, j) - (sum + math.get(x, j) * product) / features;
      math.set(d, j, value * scale);
    }
  }

  /** {@code dx = gain / deviation * (d - mean(d) - x * mean(d * x))}. */
  private void spreadColumns(A shifts, A gains) {
    double share = 1.0 / Math.max(1, rows.count());
    math.multiply(gain, 0, inverse, 0, scratch, 0, features);
    for (int r = 0; r < rows.count(); r++) {
      int at = r * features;
      math.addScaled(-share, shifts, 0, d, at, features);
      math.multiply(x, at, gains, 0, y, at, features);
      math.addScaled(-share, y, at, d, at, features);
      math.multiply(d, at, scratch, 0, d, at, features);
    }
  }

  /** {@code dx = gain / deviation * d}. */
  private void scaleColumns() {
    math.multiply(gain, 0, inverse, 0, scratch, 0, features);
    for (int r = 0; r < rows.count(); r++) {
      math.multiply(d, r * features, scratch, 0, d, r * features, features);
    }
  }

  @Override
  public void takeStatistics(INDArray means, INDArray variances) {
    transfer.write(mean, means.reshape(features));
    transfer.write(variance, variances.reshape(features));
  }
}
