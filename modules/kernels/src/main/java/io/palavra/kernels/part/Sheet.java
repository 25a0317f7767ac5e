package io.palavra.kernels.part;

import io.palavra.kernels.arithmetic.Floor;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A matrix {@code [rows, width]} with its gradient. Whoever reads its values adds to its gradient
 * on the way back; the memory is kept from one mini-batch to the next.
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
      A zeros = gradients;
      int columns = width;
      floor.spread(
          rows.count(),
          SHARE,
          (from, to, slot) -> floor.math().fill(zeros, from * columns, (to - from) * columns, 0));
    }
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
    return gradients;
  }

  /** Copies the values from {@code [batch, width, time]}, or {@code [batch, width]} when flat. */
  public void load(INDArray source) {
    read(source, values);
  }

  /** Copies the gradients likewise. */
  public void loadGradients(INDArray source) {
    read(source, gradients);
  }

  /** Copies the values to {@code [batch, width, time]}, with zeros where there is no row. */
  public void store(INDArray out) {
    write(values, out);
  }

  /** Copies the gradients likewise. */
  public void storeGradients(INDArray out) {
    write(gradients, out);
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
