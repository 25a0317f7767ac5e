package io.palavra.kernels.pooling;

import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.Cores;
import io.palavra.kernels.arithmetic.Transfer;
import io.palavra.kernels.recurrent.Extent;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Pooling over time of rows {@code step * batch + sequence}.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class Pool<A> implements Pooler {
  private final Arithmetic<A> math;
  private final Transfer<A> transfer;
  private final PoolingKind kind;
  private A x;
  private A y;
  private Extent extent = new Extent(0, 0, new boolean[0]);
  private int width;

  /** For every feature of every sequence the step it was taken from. */
  private A chosen;

  /** For every sequence how many steps count, and the last of them. */
  private int[] counts = {};

  private int[] lasts = {};

  Pool(Arithmetic<A> math, Transfer<A> transfer, PoolingKind kind) {
    this.math = math;
    this.transfer = transfer;
    this.kind = kind;
    this.x = math.allocate(0);
    this.y = math.allocate(0);
    this.chosen = y;
  }

  @Override
  public void forward(INDArray source, Extent newExtent, INDArray out) {
    extent = newExtent;
    width = (int) source.size(2);
    int batch = extent.batch();
    x = room(x, extent.rows() * width);
    y = room(y, batch * width);
    chosen = room(chosen, batch * width);
    counts = counts.length >= batch ? counts : new int[batch];
    lasts = lasts.length >= batch ? lasts : new int[batch];
    int size = Math.max(1, 256 / batch);
    Cores.each(
        (extent.steps() + size - 1) / size,
        task -> transfer.read(source, task * size, Math.min(extent.steps(), (task + 1) * size), x));
    Cores.each(batch, this::pool);
    transfer.write(y, out);
  }

  private void pool(int sequence) {
    int at = sequence * width;
    math.fill(y, at, width, 0);
    counts[sequence] = 0;
    for (int t = 0; t < extent.steps(); t++) {
      int row = t * extent.batch() + sequence;
      if (extent.counts(row)) {
        if (kind == PoolingKind.MAX && counts[sequence] == 0) {
          math.copy(x, row * width, y, at, width);
          math.fill(chosen, at, width, t);
        } else if (kind == PoolingKind.MAX) {
          math.raise(x, row * width, y, at, width, t, chosen, at);
        } else if (kind != PoolingKind.LAST) {
          math.add(x, row * width, y, at, width);
        }
        counts[sequence]++;
        lasts[sequence] = t;
      }
    }
    if (counts[sequence] > 0 && kind == PoolingKind.LAST) {
      math.copy(x, (lasts[sequence] * extent.batch() + sequence) * width, y, at, width);
    } else if (counts[sequence] > 0 && kind == PoolingKind.MEAN) {
      math.scale(y, at, width, 1.0 / counts[sequence]);
    }
  }

  @Override
  public void backward(INDArray epsilon, INDArray out) {
    int batch = extent.batch();
    transfer.read(epsilon, y);
    Cores.each(batch, this::spread);
    int size = Math.max(1, 256 / batch);
    Cores.each(
        (extent.steps() + size - 1) / size,
        task -> transfer.write(x, task * size, Math.min(extent.steps(), (task + 1) * size), out));
  }

  private void spread(int sequence) {
    int at = sequence * width;
    for (int t = 0; t < extent.steps(); t++) {
      math.fill(x, (t * extent.batch() + sequence) * width, width, 0);
    }
    if (counts[sequence] == 0) {
      return;
    }
    if (kind == PoolingKind.MAX) {
      for (int j = at; j < at + width; j++) {
        int row = (int) math.get(chosen, j) * extent.batch() + sequence;
        math.set(x, row * width + j - at, math.get(y, j));
      }
      return;
    }
    if (kind == PoolingKind.MEAN) {
      math.scale(y, at, width, 1.0 / counts[sequence]);
    }
    int first = kind == PoolingKind.LAST ? lasts[sequence] : 0;
    for (int t = first; t < extent.steps(); t++) {
      int row = t * extent.batch() + sequence;
      if (extent.counts(row) && (kind != PoolingKind.LAST || t == first)) {
        math.copy(y, at, x, row * width, width);
      }
    }
  }

  private A room(A array, int length) {
    return math.length(array) >= length ? array : math.allocate(length);
  }
}
