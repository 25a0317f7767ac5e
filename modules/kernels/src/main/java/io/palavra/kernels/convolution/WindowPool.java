package io.palavra.kernels.convolution;

import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.Cores;
import io.palavra.kernels.arithmetic.RowSource;
import io.palavra.kernels.arithmetic.Transfer;
import io.palavra.kernels.recurrent.Extent;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The greatest value of each feature in stretches of a sequence.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class WindowPool<A> implements Stretches {
  private final Arithmetic<A> math;
  private final Transfer<A> transfer;
  private final Windows windows;
  private final RowStore<A> store;
  private Rows rows = new Rows(new Extent(0, 0, new boolean[0]), 0, 0, 0);
  private int features;
  private int slots;
  private A x;
  private A y;

  /** For every value of {@link #y} the step it was taken from, or -1. */
  private A chosen;

  WindowPool(Arithmetic<A> math, Transfer<A> transfer, Windows windows) {
    this.math = math;
    this.transfer = transfer;
    this.windows = windows;
    this.store = new RowStore<>(math, transfer);
    this.x = math.allocate(0);
    this.y = math.allocate(0);
    this.chosen = y;
  }

  @Override
  public void forward(INDArray source, Extent extent, INDArray out) {
    begin(extent, (int) source.size(2), (int) out.size(1));
    store.read(source, rows, x);
    pool();
    transfer.write(y, out);
  }

  /**
   * The greatest values, {@code [batch, slots, features]}, which are there until the next pass.
   *
   * @param source rows of the padded mini-batch, of which those that count are read
   */
  A forward(Extent extent, RowSource<A> source, int width, int stretches) {
    begin(extent, width, stretches);
    store.read(source, rows, features, x);
    pool();
    return y;
  }

  private void begin(Extent extent, int width, int stretches) {
    features = width;
    slots = stretches;
    rows = new Rows(extent, 0, 0, 0);
    x = RowStore.room(math, x, rows.count() * features);
    y = RowStore.room(math, y, rows.batch() * slots * features);
  }

  private void pool() {
    int all = rows.batch() * slots * features;
    math.fill(y, 0, all, 0);
    chosen = RowStore.room(math, chosen, all);
    math.fill(chosen, 0, all, -1);
    Cores.each(rows.batch(), this::pool);
  }

  private void pool(int sequence) {
    int length = rows.length(sequence);
    for (int w = 0; w < windows.count(length); w++) {
      int at = (sequence * slots + w) * features;
      int from = windows.from(length, w);
      int row = rows.start(sequence);
      math.copy(x, (row + from) * features, y, at, features);
      math.fill(chosen, at, features, from);
      for (int t = from + 1; t < windows.to(length, w); t++) {
        math.raise(x, (row + t) * features, y, at, features, t, chosen, at);
      }
    }
  }

  @Override
  public void backward(INDArray epsilon, INDArray out) {
    transfer.read(epsilon, y);
    math.fill(x, 0, rows.count() * features, 0);
    Cores.each(rows.batch(), this::spread);
    store.write(x, rows, out);
  }

  private void spread(int sequence) {
    int first = sequence * slots * features;
    for (int i = 0; i < slots * features; i++) {
      int step = (int) math.get(chosen, first + i);
      if (step >= 0) {
        int at = (rows.start(sequence) + step) * features + i % features;
        math.set(x, at, math.get(x, at) + math.get(y, first + i));
      }
    }
  }
}
