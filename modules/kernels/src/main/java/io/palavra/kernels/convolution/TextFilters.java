package io.palavra.kernels.convolution;

import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.Cores;
import io.palavra.kernels.arithmetic.RowSource;
import io.palavra.kernels.arithmetic.Scratch;
import io.palavra.kernels.arithmetic.Squash;
import io.palavra.kernels.arithmetic.Transfer;
import io.palavra.kernels.recurrent.Extent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Filters of several widths over sequences, each filter's greatest values over time, activation.
 *
 * <p>A window of width w over rows that lie one after the other is itself a row of w times as many
 * numbers, so that all windows times all filters are one matrix product with overlapping rows. The
 * activations are monotone: the greatest value is found before them, and what remains of a pass is
 * the window that each value was taken from. The way back then goes along those windows alone.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class TextFilters<A> implements Filters {
  /** Rows of a product. */
  private static final int BLOCK = 128;

  /** Filters whose weights stay in the cache while the sequences pass by. */
  private static final int FILTERS = 8;

  private final Arithmetic<A> math;
  private final Transfer<A> transfer;
  private final Border border;
  private final Squash squash;
  private final int largest;
  private final int outputs;
  private final List<FilterBank<A>> banks = new ArrayList<>();
  private final List<Bench<A>> benches = new ArrayList<>();
  private final Optional<FilterMaxima<A>> maxima;
  private final RowStore<A> store;
  private A bias;
  private A x;
  private A y;
  private A d;
  private A dx;
  private int[] chosen = {};
  private Rows rows = new Rows(new Extent(0, 0, new boolean[0]), 0, 0, 0);
  private int features;

  TextFilters(
      Arithmetic<A> math, Transfer<A> transfer, TextFilterShape shape, Squash squash, int inputs) {
    this.math = math;
    this.transfer = transfer;
    this.border = shape.border();
    this.squash = squash;
    this.largest = shape.largest();
    this.features = inputs;
    int output = 0;
    for (int i = 0; i < shape.widths().length; i++) {
      banks.add(new FilterBank<>(math, shape.widths()[i], shape.filters()[i], inputs, output));
      output += shape.filters()[i] * largest;
    }
    this.outputs = output;
    this.maxima =
        math.windowMaxima()
            .filter(kernel -> largest == 1)
            .map(kernel -> new FilterMaxima<>(math, kernel, banks, border, inputs, outputs));
    this.store = new RowStore<>(math, transfer);
    this.bias = math.allocate(output / largest);
    this.x = math.allocate(0);
    this.y = math.allocate(0);
    this.d = math.allocate(0);
    this.dx = math.allocate(0);
  }

  @Override
  public void weights(List<INDArray> weights, INDArray biases) {
    Cores.each(banks.size(), i -> banks.get(i).read(transfer, weights.get(i)));
    transfer.read(biases.reshape(biases.length()), bias);
  }

  @Override
  public void forward(INDArray source, Extent extent, INDArray out) {
    begin(extent);
    x = RowStore.room(math, x, rows.count() * features);
    store.read(source, rows, x);
    values();
    transfer.write(y, out);
  }

  /**
   * The values, {@code [batch, outputs]}, which are there until the next pass.
   *
   * @param source rows of the padded batch, of which those that count are read
   */
  A forward(Extent extent, RowSource<A> source) {
    begin(extent);
    x = RowStore.room(math, x, rows.count() * features);
    store.read(source, rows, features, x);
    values();
    return y;
  }

  /** The products of windows that are made elsewhere. */
  interface Windows<A> {
    /** Adds those of a window that begins with a step of a sequence, with all filters of a bank. */
    void add(int bank, int sequence, int first, A z, int at);
  }

  /**
   * The values, {@code [batch, outputs]}, which are there until the next pass.
   *
   * @param windows of the sequences, each of which counts to its end
   */
  A forward(Extent extent, Windows<A> windows) {
    begin(extent);
    products(Optional.of(windows));
    return y;
  }

  List<FilterBank<A>> banks() {
    return List.copyOf(banks);
  }

  private void begin(Extent extent) {
    int widest = banks.stream().mapToInt(FilterBank::width).max().orElse(1);
    int gap = border == Border.VALID ? 0 : widest - 1;
    rows = new Rows(extent, border == Border.VALID ? widest : 0, gap, widest);
    int all = rows.batch() * outputs;
    y = RowStore.room(math, y, all);
    chosen = chosen.length >= all ? chosen : new int[all];
  }

  private void values() {
    if (maxima.isPresent()) {
      maxima.get().find(x, rows, y, chosen);
      for (int b = 0; b < rows.batch(); b++) {
        if (rows.length(b) > 0) {
          math.add(bias, 0, y, b * outputs, outputs);
          math.squash(squash, y, b * outputs, outputs);
        }
      }
    } else {
      products(Optional.empty());
    }
  }

  /** All values of the windows, one block after the other, and of each block the greatest. */
  private void products(Optional<Windows<A>> known) {
    int all = rows.batch() * outputs;
    math.fill(y, 0, all, 0);
    Arrays.fill(chosen, 0, all, -1);
    int parts = Math.min(rows.batch(), Math.max(1, rows.count() / BLOCK));
    parts = Math.min(parts, 2 * Cores.count());
    int ranges = parts;
    while (benches.size() < ranges * banks.size()) {
      benches.add(new Bench<>(math));
    }
    Cores.each(
        ranges * banks.size(),
        task -> {
          int part = task / banks.size();
          int bank = task % banks.size();
          int to = rows.cut(part + 1, ranges);
          for (int b = rows.cut(part, ranges); b < to; ) {
            b = block(bank, known, b, to, benches.get(task));
          }
        });
  }

  /** The windows of some sequences, and the greatest values of each; returns the next sequence. */
  private int block(int which, Optional<Windows<A>> known, int from, int to, Bench<A> bench) {
    FilterBank<A> bank = banks.get(which);
    int reach = bank.width() - 1;
    int first = rows.start(from) - border.before(reach);
    int end = from;
    int last = first;
    while (end < to && (end == from || last - first < BLOCK)) {
      last = rows.start(end) - border.before(reach) + border.windows(rows.length(end), reach);
      end++;
    }
    int count = Math.max(0, last - first);
    A z = bench.room(count * bank.filters());
    math.fill(z, 0, count * bank.filters(), 0);
    if (known.isEmpty()) {
      math.multiplyRows(count, x, first * features, features, bank.packed(), z, 0, bench.scratch);
    }
    for (int b = from; b < end; b++) {
      int window = rows.start(b) - border.before(reach) - first;
      int windows = border.windows(rows.length(b), reach);
      for (int i = 0; known.isPresent() && i < windows; i++) {
        int at = (window + i) * bank.filters();
        known.get().add(which, b, i - border.before(reach), z, at);
      }
      pick(bank, b, z, window, windows, bench);
    }
    return end;
  }

  private void pick(FilterBank<A> bank, int sequence, A z, int from, int windows, Bench<A> bench) {
    int at = sequence * outputs + bank.output();
    int n = bank.filters();
    if (windows == 0) {
      return;
    }
    if (largest > 1) {
      for (int f = 0; f < n; f++) {
        pickSeveral(bank, z, from, windows, f, at + f * largest);
      }
      return;
    }
    A marks = bench.marks(n);
    math.copy(z, from * n, y, at, n);
    math.fill(marks, 0, n, 0);
    for (int t = 1; t < windows; t++) {
      math.raise(z, (from + t) * n, y, at, n, t, marks, 0);
    }
    for (int f = 0; f < n; f++) {
      chosen[at + f] = (int) math.get(marks, f);
    }
    math.add(bias, bank.output(), y, at, n);
    math.squash(squash, y, at, n);
  }

  /** The greatest values of one filter in the order in which they stand in the sequence. */
  private void pickSeveral(FilterBank<A> bank, A z, int from, int windows, int filter, int at) {
    int n = bank.filters();
    int kept = 0;
    for (int t = 0; t < windows; t++) {
      double value = math.get(z, (from + t) * n + filter);
      int place = kept;
      if (kept == largest) {
        place = least(at);
        if (value <= math.get(y, at + place)) {
          continue;
        }
        for (; place < largest - 1; place++) {
          math.set(y, at + place, math.get(y, at + place + 1));
          chosen[at + place] = chosen[at + place + 1];
        }
      } else {
        kept++;
      }
      math.set(y, at + place, value);
      chosen[at + place] = t;
    }
    double b = math.get(bias, bank.output() / largest + filter);
    for (int k = 0; k < kept; k++) {
      math.set(y, at + k, math.get(y, at + k) + b);
    }
    math.squash(squash, y, at, kept);
  }

  /** The last of the least among the values from {@code at} on. */
  private int least(int at) {
    int least = 0;
    for (int k = 1; k < largest; k++) {
      if (math.get(y, at + k) <= math.get(y, at + least)) {
        least = k;
      }
    }
    return least;
  }

  @Override
  public int window(int sequence, int output) {
    return chosen[sequence * outputs + output];
  }

  @Override
  public void backward(
      INDArray epsilon, List<INDArray> weightGradients, INDArray biasGradient, INDArray out) {
    int all = rows.batch() * outputs;
    d = RowStore.room(math, d, all);
    transfer.read(epsilon, d);
    math.slope(squash, y, 0, d, 0, all);
    A biases = math.allocate(outputs / largest);
    for (int i = 0; i < banks.size(); i++) {
      FilterBank<A> bank = banks.get(i);
      INDArray byFilter = weightGradients.get(i).transpose();
      A sums = bank.gradient();
      bank.beforeTurning();
      int tasks = (bank.filters() + FILTERS - 1) / FILTERS;
      Cores.each(
          tasks,
          task -> {
            int from = task * FILTERS;
            int to = Math.min(bank.filters(), from + FILTERS);
            math.fill(sums, from * bank.depth(), (to - from) * bank.depth(), 0);
            sum(bank, from, to, sums, biases);
            bank.turn(from, to);
            transfer.write(sums, from, to, byFilter);
          });
    }
    transfer.write(biases, biasGradient.reshape(biasGradient.length()));
    dx = RowStore.room(math, dx, rows.count() * features);
    math.fill(dx, 0, rows.count() * features, 0);
    int parts = Math.min(rows.batch(), 2 * Cores.count());
    Cores.each(parts, part -> spread(rows.cut(part, parts), rows.cut(part + 1, parts)));
    store.write(dx, rows, out);
  }

  /**
   * The gradients of some filters: the windows that they took their values from, weighted. Sequence
   * by sequence, so that its rows serve all of them while they are in the cache.
   */
  private void sum(FilterBank<A> bank, int from, int to, A sums, A biases) {
    double[] biasSums = new double[to - from];
    for (int b = 0; b < rows.batch(); b++) {
      int first = rows.start(b) - border.before(bank.width() - 1);
      for (int f = from; f < to; f++) {
        int at = b * outputs + bank.output() + f * largest;
        for (int k = at; k < at + largest; k++) {
          double slope = chosen[k] < 0 ? 0 : math.get(d, k);
          if (slope != 0) {
            int row = first + chosen[k];
            biasSums[f - from] += slope;
            math.addScaled(slope, x, row * features, sums, f * bank.depth(), bank.depth());
          }
        }
      }
    }
    for (int f = from; f < to; f++) {
      math.set(biases, bank.output() / largest + f, biasSums[f - from]);
    }
  }

  /**
   * The gradient of some sequences' steps: the weights of the filters that took a value from them.
   * Rows between two sequences may be written to from both sides; nobody reads them.
   */
  private void spread(int from, int to) {
    for (FilterBank<A> bank : banks) {
      int before = border.before(bank.width() - 1);
      for (int block = 0; block < bank.filters(); block += FILTERS) {
        int end = Math.min(bank.filters(), block + FILTERS);
        for (int b = from; b < to; b++) {
          int at = b * outputs + bank.output();
          for (int k = at + block * largest; k < at + end * largest; k++) {
            double slope = chosen[k] < 0 ? 0 : math.get(d, k);
            if (slope != 0) {
              int row = rows.start(b) - before + chosen[k];
              int filter = (k - at) / largest;
              math.addScaled(
                  slope, bank.weights(), filter * bank.depth(), dx, row * features, bank.depth());
            }
          }
        }
      }
    }
  }

  /** One task's working memory. */
  private static final class Bench<A> {
    private final Arithmetic<A> math;
    private final Scratch<A> scratch = new Scratch<>();
    private A z;
    private A marks;

    Bench(Arithmetic<A> math) {
      this.math = math;
      this.z = math.allocate(0);
      this.marks = z;
    }

    A marks(int length) {
      marks = RowStore.room(math, marks, length);
      return marks;
    }

    A room(int length) {
      z = RowStore.room(math, z, length);
      return z;
    }
  }
}
