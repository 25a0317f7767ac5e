package io.palavra.kernels.recurrent;

import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.arithmetic.RowSource;
import io.palavra.kernels.arithmetic.Scratch;
import java.util.List;

/**
 * What the input weights of one or two sweeps make of rows that are no sequence yet: the sweeps'
 * pre-activations side by side. Making them takes the place of what the sweeps have computed.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class Projections<A> {
  /** Rows that are worth a task. */
  private static final int ROWS = 32;

  private final List<Sweep<A>> sweeps;
  private final Floor<A> floor;
  private A x;

  Projections(List<Sweep<A>> sweeps) {
    this.sweeps = List.copyOf(sweeps);
    this.floor = sweeps.get(0).floor;
    this.x = floor.math().allocate(0);
  }

  /** Rows of a padded batch, made before. */
  interface Made<A> {
    /** Copies {@code n} pre-activations of a row, from {@code from} on. */
    void read(int row, int from, int n, A out, int at);
  }

  /** How many numbers are made of a row. */
  int width() {
    return sweeps.stream().mapToInt(sweep -> sweep.width).sum();
  }

  /**
   * Makes those of {@code count} rows.
   *
   * @param out has them one after the other, from {@code at} on
   */
  void make(int count, RowSource<A> source, A out, int at) {
    x = floor.room(x, count * sweeps.get(0).inputs);
    sweeps.forEach(sweep -> sweep.begin(count));
    floor.spread(
        count, ROWS, (from, to, slot) -> make(from, to, source, out, at, floor.scratch(slot)));
  }

  private void make(int from, int to, RowSource<A> source, A out, int at, Scratch<A> scratch) {
    int inputs = sweeps.get(0).inputs;
    for (int row = from; row < to; row++) {
      source.read(row, x, row * inputs);
    }
    int all = width();
    int column = at;
    for (Sweep<A> sweep : sweeps) {
      sweep.project(x, from, to, scratch);
      for (int row = from; row < to; row++) {
        floor.math().copy(sweep.gates, row * sweep.width, out, row * all + column, sweep.width);
      }
      column += sweep.width;
    }
  }
}
