package io.palavra.kernels.embedding;

import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.Cores;
import io.palavra.kernels.arithmetic.Transfer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Looks rows of a table up, and sums what comes back for the same row in the order in which it was
 * looked up.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class RowSums<A> implements Rows {
  /** Rows that are one task. */
  private static final int ROWS = 256;

  private final Arithmetic<A> math;
  private final Transfer<A> transfer;
  private final int width;
  private A vectors;
  private A totals;
  private int[] rows = {};

  RowSums(Arithmetic<A> math, Transfer<A> transfer, int width) {
    this.math = math;
    this.transfer = transfer;
    this.width = width;
    this.vectors = math.allocate(0);
    this.totals = math.allocate(0);
  }

  @Override
  public int[] rows() {
    return rows;
  }

  @Override
  public void lookUp(INDArray table, Bags bags, INDArray out) {
    vectors = room(vectors, bags.ids().length * width);
    INDArray flat = out.reshape('c', bags.steps(), width);
    if (bags.singles()) {
      tasks(
          bags.steps(),
          (from, to) -> {
            gather(table, bags.ids(), from, to);
            transfer.write(vectors, from, to, flat);
          });
    } else {
      tasks(bags.ids().length, (from, to) -> gather(table, bags.ids(), from, to));
      means(bags);
      transfer.write(totals, 0, bags.steps(), flat);
    }
  }

  private void gather(INDArray table, int[] ids, int from, int to) {
    int i = from;
    while (i < to) {
      int end = i;
      while (end < to && ids[end] >= 0) {
        end++;
      }
      transfer.gather(table, ids, i, end, vectors);
      i = end;
      while (i < to && ids[i] < 0) {
        math.fill(vectors, i * width, width, 0);
        i++;
      }
    }
  }

  /** Makes {@link #totals} the means of the steps' vectors, in the order of their ids. */
  private void means(Bags bags) {
    totals = room(totals, bags.steps() * width);
    math.fill(totals, 0, bags.steps() * width, 0);
    for (int i = 0; i < bags.ids().length; i++) {
      math.addScaled(bags.share(i), vectors, i * width, totals, bags.step(i) * width, width);
    }
  }

  @Override
  public void clear(int[] which, INDArray gradient) {
    totals = room(totals, which.length * width);
    tasks(
        which.length,
        (from, to) -> {
          math.fill(totals, from * width, (to - from) * width, 0);
          transfer.scatter(totals, which, from, to, gradient);
        });
  }

  @Override
  public void add(INDArray outer, Bags bags, INDArray gradient) {
    vectors = room(vectors, bags.steps() * width);
    int[] ids = bags.ids();
    int batch = (int) outer.size(1);
    int steps = Math.max(1, ROWS / batch);
    tasks((int) outer.size(0), steps, (from, to) -> transfer.read(outer, from, to, vectors));
    long[] order = new long[ids.length];
    int count = 0;
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] >= 0) {
        order[count++] = (long) ids[i] << 32 | i;
      }
    }
    Arrays.sort(order, 0, count);
    int[] starts = new int[count + 1];
    int distinct = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || order[i] >> 32 != order[i - 1] >> 32) {
        starts[distinct++] = i;
      }
    }
    starts[distinct] = count;
    rows = new int[distinct];
    for (int k = 0; k < distinct; k++) {
      rows[k] = (int) (order[starts[k]] >> 32);
    }
    totals = room(totals, distinct * width);
    tasks(
        distinct,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            sum(bags, order, starts[k], starts[k + 1], k * width);
          }
          transfer.scatter(totals, rows, from, to, gradient);
        });
  }

  private void sum(Bags bags, long[] order, int from, int to, int at) {
    if (bags.singles()) {
      math.copy(vectors, (int) order[from] * width, totals, at, width);
      for (int i = from + 1; i < to; i++) {
        math.add(vectors, (int) order[i] * width, totals, at, width);
      }
      return;
    }
    math.fill(totals, at, width, 0);
    for (int i = from; i < to; i++) {
      int id = (int) order[i];
      math.addScaled(bags.share(id), vectors, bags.step(id) * width, totals, at, width);
    }
  }

  private A room(A array, int length) {
    return math.length(array) >= length ? array : math.allocate(length);
  }

  private static void tasks(int n, Span span) {
    tasks(n, ROWS, span);
  }

  private static void tasks(int n, int size, Span span) {
    Cores.each(
        (n + size - 1) / size, task -> span.run(task * size, Math.min(n, (task + 1) * size)));
  }

  /** Work on a range of rows. */
  private interface Span {
    void run(int from, int to);
  }
}
