package io.palavra.kernels.convolution;

import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.arithmetic.Packed;
import io.palavra.kernels.arithmetic.RowSource;
import io.palavra.kernels.forward.KnownRows;
import io.palavra.kernels.forward.Lookup;
import java.util.ArrayList;
import java.util.List;

/**
 * Windows of ids' vectors times filters, without vectors: the product of a window is the sum of
 * what the filter makes of each of its steps, and that has to be computed once for an id and a
 * place in the window.
 */
final class StepProducts {
  /** Rows that are worth a task. */
  private static final int ROWS = 32;

  private final Floor<float[]> floor = Floor.floats();
  private final Arithmetic<float[]> math = floor.math();
  private final List<FilterBank<float[]>> banks;

  /** Where the products of each bank begin in a row: {@code [place in the window, filter]}. */
  private final List<Integer> columns = new ArrayList<>();

  private final int features;
  private final int width;

  /** The weights of all places side by side. */
  private final Packed<float[]> weights = new Packed<>();

  private final KnownRows known;
  private float[] x = {};
  private Lookup words;

  /**
   * Of banks that keep their weights.
   *
   * @param features numbers of a vector
   */
  StepProducts(List<FilterBank<float[]>> banks, int features) {
    this.banks = List.copyOf(banks);
    this.features = features;
    int column = 0;
    for (FilterBank<float[]> bank : banks) {
      columns.add(column);
      column += bank.width() * bank.filters();
    }
    this.width = column;
    this.known = new KnownRows(width);
    layOut();
  }

  private void layOut() {
    float[] all = new float[features * width];
    for (int i = 0; i < banks.size(); i++) {
      FilterBank<float[]> bank = banks.get(i);
      int n = bank.filters();
      for (int row = 0; row < bank.depth(); row++) {
        int to = row % features * width + columns.get(i) + row / features * n;
        math.copy(bank.byDepth(), row * n, all, to, n);
      }
    }
    math.pack(all, features, width, false, weights);
  }

  /** Sees to the products of all steps of some sequences, whose windows are asked for next. */
  void learn(Lookup input, int batch) {
    words = input;
    known.learn(input, batch, this::make);
  }

  private void make(int count, RowSource<float[]> vectors, float[] out, int at) {
    x = floor.room(x, count * features);
    floor.spread(
        count,
        ROWS,
        (from, to, slot) -> {
          for (int row = from; row < to; row++) {
            vectors.read(row, x, row * features);
          }
          int begin = at + from * width;
          math.fill(out, begin, (to - from) * width, 0);
          math.multiplyRows(
              to - from, x, from * features, weights, out, begin, floor.scratch(slot));
        });
  }

  /**
   * Adds the products of a window with all filters of a bank.
   *
   * @param first the step of the sequence that the window begins with; those beyond the sequence's
   *     ends are zeros
   */
  void add(int bank, int sequence, int first, float[] z, int at) {
    int n = banks.get(bank).filters();
    int length = words.steps(sequence);
    int end = Math.min(length - first, banks.get(bank).width());
    for (int place = Math.max(0, -first); place < end; place++) {
      int id = words.id(sequence, first + place);
      int from = known.offset(id) + columns.get(bank) + place * n;
      math.add(known.array(id), from, z, at, n);
    }
  }
}
