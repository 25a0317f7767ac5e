package io.palavra.kernels.part;

import io.palavra.kernels.arithmetic.Cores;
import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.arithmetic.Shares;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A matrix {@code [rows, width]} with its gradient. Whoever reads its values adds to its gradient
 * on the way back, or, where it comes first, sets it: zeros for all, long before, would be written
 * to memory and read from there again. The memory is kept from one mini-batch to the next.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class Sheet<A> {
  /** Rows that are worth a task. */
  private static final int SHARE = 64;

  private final Floor<A> floor;
  private Rows rows = Rows.single(0);
  private int width;
  private A values;
  private A gradients;
  private A padded;

  /** Whether the gradients are zero though their memory is not. */
  private volatile boolean blank;

  /** A sheet without rows yet. */
  public Sheet(Floor<A> floor) {
    this.floor = floor;
    this.values = floor.math().allocate(0);
    this.gradients = floor.math().allocate(0);
    this.padded = floor.math().allocate(0);
  }

  /**
   * Makes room; the values are whatever they are, the gradients zero.
   *
   * @param training whether there will be gradients
   */
  public void shape(Rows newRows, int newWidth, boolean training) {
    rows = newRows;
    width = newWidth;
    int length = Math.multiplyExact(rows.count(), width);
    values = floor.room(values, length);
    if (training) {
      gradients = floor.room(gradients, length);
    }
    blank = training;
  }

  /** Which steps the rows are. */
  public Rows rows() {
    return rows;
  }

  /** Columns. */
  public int width() {
    return width;
  }

  /** The values, row-major. */
  public A values() {
    return values;
  }

  /** The gradients, row-major. */
  public A gradients() {
    if (blank) {
      clear();
    }
    return gradients;
  }

  private synchronized void clear() {
    if (blank) {
      Shares shares = Shares.of(rows.count(), SHARE, Floor.slots());
      Cores.each(shares.count(), share -> clear(shares.from(share), shares.to(share)));
      blank = false;
    }
  }

  /** Sets the gradients of some rows to zero. */
  public void clear(int from, int to) {
    floor.math().fill(gradients, from * width, (to - from) * width, 0);
  }

  /**
   * Whether no one has asked for the gradients yet, so that they are whatever they are: who is told
   * so gives those of every row a first value before they are added to or read.
   */
  public synchronized boolean claimGradients() {
    boolean first = blank;
    blank = false;
    return first;
  }

  /** Adds the gradients of some rows of a sheet of the same shape, or sets them to these. */
  public void give(Sheet<A> other, int from, int to, boolean first) {
    int at = from * width;
    int n = (to - from) * width;
    if (first) {
      floor.math().copy(other.gradients(), at, gradients, at, n);
    } else {
      floor.math().add(other.gradients(), at, gradients, at, n);
    }
  }

  /** Copies the values from {@code [batch, width, time]}, or {@code [batch, width]} when flat. */
  public void load(INDArray source) {
    read(source, values);
  }

  /** Copies the gradients likewise. */
  public void loadGradients(INDArray source) {
    claimGradients();
    read(source, gradients);
  }

  /** Copies the values to {@code [batch, width, time]}, with zeros where there is no row. */
  public void store(INDArray out) {
    write(values, out);
  }

  /** Copies the gradients likewise. */
  public void storeGradients(INDArray out) {
    write(gradients(), out);
  }

  private static INDArray timeBeforeWidth(INDArray array) {
    return array.rank() == 3 ? array.permute(0, 2, 1) : array;
  }

  private int sequencesOfATask() {
    return Math.max(1, SHARE / Math.max(1, rows.time()));
  }

  private void read(INDArray source, A out) {
    INDArray array = timeBeforeWidth(source);
    boolean whole = rows.whole();
    padded = whole ? padded : floor.room(padded, rows.batch() * rows.time() * width);
    A to = whole ? out : padded;
    floor.spread(
        rows.batch(),
        sequencesOfATask(),
        (first, end, slot) -> {
          floor.transfer().read(array, first, end, to);
          int last = whole ? 0 : rows.from(end - 1) + rows.length(end - 1);
          for (int row = rows.from(first); row < last; row++) {
            floor.math().copy(padded, rows.place(row) * width, out, row * width, width);
          }
        });
  }

  private void write(A source, INDArray target) {
    INDArray array = timeBeforeWidth(target);
    boolean whole = rows.whole();
    padded = whole ? padded : floor.room(padded, rows.batch() * rows.time() * width);
    A from = whole ? source : padded;
    floor.spread(
        rows.batch(),
        sequencesOfATask(),
        (first, end, slot) -> {
          if (!whole) {
            int slice = rows.time() * width;
            floor.math().fill(padded, first * slice, (end - first) * slice, 0);
            int last = rows.from(end - 1) + rows.length(end - 1);
            for (int row = rows.from(first); row < last; row++) {
              floor.math().copy(source, row * width, padded, rows.place(row) * width, width);
            }
          }
          floor.transfer().write(from, first, end, array);
        });
  }
}
