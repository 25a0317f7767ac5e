package io.palavra.kernels.convolution;

import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.Cores;
import io.palavra.kernels.arithmetic.RowSource;
import io.palavra.kernels.arithmetic.Transfer;
import java.util.function.IntConsumer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Copies between padded arrays {@code [batch, time, width]} and {@link Rows}.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class RowStore<A> {
  /** Rows that are worth a task. */
  private static final int ROWS = 128;

  private final Arithmetic<A> math;
  private final Transfer<A> transfer;
  private A padded;

  RowStore(Arithmetic<A> math, Transfer<A> transfer) {
    this.math = math;
    this.transfer = transfer;
    this.padded = math.allocate(0);
  }

  /** {@code array}, or one with room for {@code length} elements. */
  static <A> A room(Arithmetic<A> math, A array, int length) {
    return math.length(array) >= length ? array : math.allocate(length);
  }

  /**
   * Copies the steps that count, and sets all other rows to zero.
   *
   * @param source {@code [batch, time, width]}
   * @param out {@code [rows, width]}
   */
  void read(INDArray source, Rows rows, A out) {
    int width = (int) source.size(2);
    int slice = rows.time() * width;
    padded = room(math, padded, rows.batch() * slice);
    lay(
        rows,
        width,
        out,
        b -> {
          transfer.read(source, b, b + 1, padded);
          for (int i = 0; i < rows.length(b); i++) {
            int from = b * slice + rows.step(b, i) * width;
            math.copy(padded, from, out, (rows.start(b) + i) * width, width);
          }
        });
  }

  /**
   * The same from where the steps lie.
   *
   * @param source rows of the padded mini-batch, of which those that count are read
   * @param out {@code [rows, width]}
   */
  void read(RowSource<A> source, Rows rows, int width, A out) {
    lay(
        rows,
        width,
        out,
        b -> {
          for (int i = 0; i < rows.length(b); i++) {
            int from = rows.step(b, i) * rows.batch() + b;
            source.read(from, out, (rows.start(b) + i) * width);
          }
        });
  }

  /** Divides sequences among the cores, and sets all rows but theirs to zero. */
  private void lay(Rows rows, int width, A out, IntConsumer sequence) {
    int parts =
        Math.max(1, Math.min(Math.min(rows.batch(), 2 * Cores.count()), rows.count() / ROWS));
    Cores.each(
        parts,
        part -> {
          for (int b = rows.cut(part, parts); b < rows.cut(part + 1, parts); b++) {
            sequence.accept(b);
            int live = rows.start(b) + rows.length(b);
            int end = b + 1 < rows.batch() ? rows.start(b + 1) : rows.count();
            math.fill(out, live * width, (end - live) * width, 0);
          }
        });
    math.fill(out, 0, rows.start(0) * width, 0);
  }

  /**
   * Copies the steps that count to their places, and zeros to all others.
   *
   * @param source {@code [rows, width]}
   * @param out {@code [batch, time, width]}
   */
  void write(A source, Rows rows, INDArray out) {
    int width = (int) out.size(2);
    int slice = rows.time() * width;
    padded = room(math, padded, rows.batch() * slice);
    int parts = Math.min(rows.batch(), Cores.count() * 2);
    Cores.each(
        parts,
        part -> {
          for (int b = rows.cut(part, parts); b < rows.cut(part + 1, parts); b++) {
            if (rows.length(b) < rows.time()) {
              math.fill(padded, b * slice, slice, 0);
            }
            for (int i = 0; i < rows.length(b); i++) {
              int from = (rows.start(b) + i) * width;
              math.copy(source, from, padded, b * slice + rows.step(b, i) * width, width);
            }
            transfer.write(padded, b, b + 1, out);
          }
        });
  }
}
