package io.palavra.kernels.convolution;

import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.Cores;
import io.palavra.kernels.arithmetic.WindowBlock;
import io.palavra.kernels.arithmetic.WindowMaxima;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The greatest value of every filter over time without the values in between. A window is laid out
 * once for the filters of all widths: it is as wide as the widest, and a narrower filter is
 * multiplied by the part in its midst that it sees. Of several sequences only the windows that
 * there are take part, not what lies between them.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class FilterMaxima<A> {
  /** Sequences share the work where there are so many windows for each task; else widths do. */
  private static final int WINDOWS = 64;

  private final Arithmetic<A> math;
  private final WindowMaxima<A> maxima;
  private final List<FilterBank<A>> banks;
  private final Border border;
  private final int features;
  private final int outputs;
  private final List<WindowBlock<A>> blocks = new ArrayList<>();
  private A marks;

  /**
   * @param banks the filters of each width
   * @param outputs of all of them
   */
  FilterMaxima(
      Arithmetic<A> math,
      WindowMaxima<A> maxima,
      List<FilterBank<A>> banks,
      Border border,
      int features,
      int outputs) {
    this.math = math;
    this.maxima = maxima;
    this.border = border;
    this.features = features;
    this.outputs = outputs;
    this.marks = math.allocate(0);
    this.banks =
        banks.stream()
            .sorted(Comparator.comparingInt(bank -> -bank.width() * bank.filters()))
            .toList();
  }

  /**
   * Finds the greatest values.
   *
   * @param x the rows
   * @param y {@code [batch, outputs]}
   * @param chosen which window each was taken from, or -1
   */
  void find(A x, Rows rows, A y, int[] chosen) {
    int all = rows.batch() * outputs;
    marks = RowStore.room(math, marks, all);
    for (int b = 0; b < rows.batch(); b++) {
      boolean live = rows.length(b) > 0;
      math.fill(y, b * outputs, outputs, live ? Double.NEGATIVE_INFINITY : 0);
      math.fill(marks, b * outputs, outputs, live ? 0 : -1);
    }
    int parts = Math.max(1, Math.min(rows.batch(), rows.live() / WINDOWS));
    boolean together = parts >= Cores.count();
    int ranges = Math.min(parts, 4 * Cores.count());
    int tasks = together ? ranges : ranges * banks.size();
    while (blocks.size() < tasks) {
      blocks.add(new WindowBlock<>());
    }
    Cores.each(
        tasks,
        task -> {
          int part = together ? task : task / banks.size();
          Span span = new Span(rows, rows.cut(part, ranges), rows.cut(part + 1, ranges));
          int bank = task % banks.size();
          find(x, span, together ? banks : banks.subList(bank, bank + 1), y, blocks.get(task));
        });
    for (int i = 0; i < all; i++) {
      chosen[i] = (int) math.get(marks, i);
    }
  }

  private void find(A x, Span span, List<FilterBank<A>> some, A y, WindowBlock<A> block) {
    int before = 0;
    for (FilterBank<A> bank : some) {
      before = Math.max(before, before(bank));
    }
    int wide = 0;
    for (FilterBank<A> bank : some) {
      wide = Math.max(wide, before - before(bank) + bank.width());
    }
    int[] sequences = new int[WINDOWS];
    block.clear(wide * features);
    for (int b = span.from(); b < span.to(); b++) {
      int windows = 0;
      for (FilterBank<A> bank : some) {
        windows = Math.max(windows, border.windows(span.rows().length(b), bank.width() - 1));
      }
      for (int i = 0; i < windows; i++) {
        sequences[block.size()] = b;
        block.add((span.rows().start(b) - before + i) * features, i);
        if (block.full()) {
          raise(x, span, some, before, sequences, y, block);
          block.clear(wide * features);
        }
      }
    }
    raise(x, span, some, before, sequences, y, block);
  }

  private int before(FilterBank<A> bank) {
    return border.before(bank.width() - 1);
  }

  private void raise(
      A x,
      Span span,
      List<FilterBank<A>> some,
      int before,
      int[] sequences,
      A y,
      WindowBlock<A> block) {
    maxima.lay(block, x);
    for (FilterBank<A> bank : some) {
      for (int i = 0; i < block.size(); i++) {
        int length = span.rows().length(sequences[i]);
        boolean there = block.mark(i) < border.windows(length, bank.width() - 1);
        block.place(i, there ? sequences[i] * outputs + bank.output() : -1);
      }
      maxima.raise(block, (before - before(bank)) * features, bank.packed(), y, marks);
    }
  }

  /** Sequences {@code from} (inclusive) to {@code to} (exclusive). */
  private record Span(Rows rows, int from, int to) {}
}
