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
  /**
   * Sequences share the work where there are so many windows for each task, windows of the same
   * sequence where there are so many for each core; else widths do.
   */
  private static final int WINDOWS = 64;

  private final Arithmetic<A> math;
  private final WindowMaxima<A> maxima;
  private final List<FilterBank<A>> banks;
  private final Border border;
  private final int features;
  private final int outputs;
  private final List<WindowBlock<A>> blocks = new ArrayList<>();
  private final List<Found<A>> founds = new ArrayList<>();

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
    founds.add(new Found<>(math));
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
    Found<A> found = founds.get(0);
    found.begin(y, rows, outputs);
    int parts = Math.max(1, Math.min(rows.batch(), rows.live() / WINDOWS));
    boolean together = parts >= Cores.count();
    int slices = Math.min(Cores.count(), rows.live() / WINDOWS);
    if (together || slices < 2) {
      byRanges(x, rows, parts, together);
    } else {
      bySlices(x, rows, slices);
    }
    for (int i = 0; i < all; i++) {
      chosen[i] = (int) math.get(found.marks, i);
    }
  }

  /** Divides the sequences, and the widths unless they stay together. */
  private void byRanges(A x, Rows rows, int parts, boolean together) {
    int ranges = Math.min(parts, 4 * Cores.count());
    int tasks = together ? ranges : ranges * banks.size();
    blocks(tasks);
    Cores.each(
        tasks,
        task -> {
          int part = together ? task : task / banks.size();
          Span span =
              new Span(
                  rows, rows.cut(part, ranges), rows.cut(part + 1, ranges), 0, Integer.MAX_VALUE);
          int bank = task % banks.size();
          List<FilterBank<A>> some = together ? banks : banks.subList(bank, bank + 1);
          find(x, span, some, founds.get(0), blocks.get(task));
        });
  }

  /** Divides the windows, however few sequences they are of. */
  private void bySlices(A x, Rows rows, int slices) {
    int windows = 0;
    for (int b = 0; b < rows.batch(); b++) {
      windows += windows(banks, rows.length(b));
    }
    int all = windows;
    while (founds.size() < slices) {
      founds.add(new Found<>(math));
    }
    blocks(slices);
    Cores.each(
        slices,
        slice -> {
          Found<A> own = founds.get(slice);
          if (slice > 0) {
            own.begin(rows, outputs);
          }
          int from = (int) ((long) all * slice / slices);
          int to = (int) ((long) all * (slice + 1) / slices);
          find(x, new Span(rows, 0, rows.batch(), from, to), banks, own, blocks.get(slice));
        });
    for (int slice = 1; slice < slices; slice++) {
      founds.get(0).raise(founds.get(slice), rows.batch() * outputs);
    }
  }

  private void blocks(int tasks) {
    while (blocks.size() < tasks) {
      blocks.add(new WindowBlock<>());
    }
  }

  /** As many as the filters of some widths have of a sequence. */
  private int windows(List<FilterBank<A>> some, int length) {
    int windows = 0;
    for (FilterBank<A> bank : some) {
      windows = Math.max(windows, border.windows(length, bank.width() - 1));
    }
    return windows;
  }

  private void find(
      A x, Span span, List<FilterBank<A>> some, Found<A> found, WindowBlock<A> block) {
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
    int passed = 0;
    for (int b = span.from(); b < span.to(); b++) {
      int windows = windows(some, span.rows().length(b));
      int end = Math.min(windows, span.end() - passed);
      for (int i = Math.max(0, span.begin() - passed); i < end; i++) {
        sequences[block.size()] = b;
        block.add((span.rows().start(b) - before + i) * features, i);
        if (block.full()) {
          raise(x, span, some, before, sequences, found, block);
          block.clear(wide * features);
        }
      }
      passed += windows;
    }
    raise(x, span, some, before, sequences, found, block);
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
      Found<A> found,
      WindowBlock<A> block) {
    for (FilterBank<A> bank : some) {
      for (int i = 0; i < block.size(); i++) {
        int length = span.rows().length(sequences[i]);
        boolean there = block.mark(i) < border.windows(length, bank.width() - 1);
        block.place(i, there ? sequences[i] * outputs + bank.output() : -1);
      }
      maxima.raise(
          block, x, (before - before(bank)) * features, bank.packed(), found.y, found.marks);
    }
  }

  /**
   * Of sequences {@code from} (inclusive) to {@code to} (exclusive) windows {@code begin} to {@code
   * end}.
   */
  private record Span(Rows rows, int from, int to, int begin, int end) {}

  /** The greatest values so far, {@code [batch, outputs]}, and the windows that have them. */
  private static final class Found<A> {
    private final Arithmetic<A> math;
    private A own;
    private A y;
    private A marks;

    Found(Arithmetic<A> math) {
      this.math = math;
      this.own = math.allocate(0);
      this.y = own;
      this.marks = math.allocate(0);
    }

    /** Begins anew with values of its own. */
    void begin(Rows rows, int outputs) {
      own = RowStore.room(math, own, rows.batch() * outputs);
      begin(own, rows, outputs);
    }

    void begin(A values, Rows rows, int outputs) {
      y = values;
      marks = RowStore.room(math, marks, rows.batch() * outputs);
      for (int b = 0; b < rows.batch(); b++) {
        boolean live = rows.length(b) > 0;
        math.fill(y, b * outputs, outputs, live ? Double.NEGATIVE_INFINITY : 0);
        math.fill(marks, b * outputs, outputs, live ? 0 : -1);
      }
    }

    /** Takes over what later windows have that is greater. */
    void raise(Found<A> later, int n) {
      for (int i = 0; i < n; i++) {
        double value = math.get(later.y, i);
        double before = math.get(y, i);
        if (!(value <= before) && !Double.isNaN(before)) {
          math.set(y, i, value);
          math.set(marks, i, math.get(later.marks, i));
        }
      }
    }
  }
}
