package io.palavra.kernels.convolution;

import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.Cores;
import io.palavra.kernels.arithmetic.OuterProduct;
import io.palavra.kernels.arithmetic.Packed;
import io.palavra.kernels.arithmetic.RowSource;
import io.palavra.kernels.arithmetic.Scratch;
import io.palavra.kernels.arithmetic.Squash;
import io.palavra.kernels.arithmetic.Transfer;
import io.palavra.kernels.recurrent.Extent;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Filters of one width over sequences, a value for every step. Each step that a filter sees is a
 * matrix product of its own over shifted rows; neighbouring ones without dilation are one product
 * over overlapping rows. Of rows with one number apart from zeros, such as one-hot vectors, nothing
 * is multiplied: a row of the weights is added, to the same bits.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class StackFilters<A> implements Stack {
  /** Rows of a task on the way back. */
  private static final int ROWS = 128;

  /** Rows of a task on the way there. */
  private static final int FEW = 32;

  private final Arithmetic<A> math;
  private final Transfer<A> transfer;
  private final Squash squash;
  private final int width;
  private final int dilation;
  private final int inputs;
  private final int filters;
  private final RowStore<A> store;
  private final List<Packed<A>> forward = new ArrayList<>();
  private final List<Packed<A>> backward = new ArrayList<>();
  private final List<A> gradients = new ArrayList<>();
  private final List<Scratch<A>> benches = new ArrayList<>();
  private final SingleNumbers<A> numbers;
  private boolean single;
  private final A weights;
  private final A tap;
  private final A bias;
  private A x;
  private A y;
  private A d;
  private A dx;
  private Rows rows = new Rows(new Extent(0, 0, new boolean[0]), 0, 0, 0);

  StackFilters(
      Arithmetic<A> math,
      Transfer<A> transfer,
      Squash squash,
      int width,
      int dilation,
      int inputs,
      int filters) {
    this.math = math;
    this.transfer = transfer;
    this.squash = squash;
    this.width = width;
    this.dilation = dilation;
    this.inputs = inputs;
    this.filters = filters;
    this.store = new RowStore<>(math, transfer);
    this.numbers = new SingleNumbers<>(math);
    this.weights = math.allocate(Math.multiplyExact(Math.multiplyExact(width, inputs), filters));
    this.tap = math.allocate(inputs * filters);
    this.bias = math.allocate(filters);
    this.x = math.allocate(0);
    this.y = math.allocate(0);
    this.d = math.allocate(0);
    this.dx = math.allocate(0);
    for (int k = 0; k < (dilation == 1 ? 1 : width); k++) {
      forward.add(new Packed<>());
    }
    for (int k = 0; k < width; k++) {
      backward.add(new Packed<>());
      gradients.add(math.allocate(inputs * filters));
    }
  }

  private int reach() {
    return (width - 1) * dilation;
  }

  private int before() {
    return Border.SAME.before(reach());
  }

  @Override
  public void weights(INDArray matrix, INDArray biases) {
    transfer.read(matrix, weights);
    transfer.read(biases.reshape(biases.length()), bias);
    if (dilation == 1) {
      math.pack(weights, width * inputs, filters, false, forward.get(0));
      return;
    }
    for (int k = 0; k < width; k++) {
      math.pack(tap(k), inputs, filters, false, forward.get(k));
    }
  }

  /** The weights of one of the steps that a filter sees, until the next are asked for. */
  private A tap(int k) {
    int size = inputs * filters;
    math.copy(weights, k * size, tap, 0, size);
    return tap;
  }

  @Override
  public void forward(INDArray source, Extent extent, INDArray out) {
    begin(extent);
    store.read(source, rows, x);
    values();
    store.write(y, rows, out);
  }

  /**
   * The same from where the steps lie; the values stay here, for {@link #read}.
   *
   * @param source rows of the padded mini-batch, of which those that count are read
   */
  void forward(Extent extent, RowSource<A> source) {
    begin(extent);
    store.read(source, rows, inputs, x);
    values();
  }

  private void begin(Extent extent) {
    rows = new Rows(extent, 0, reach() - before(), reach());
    x = RowStore.room(math, x, rows.count() * inputs);
  }

  private void values() {
    single = numbers.read(x, rows.count(), inputs);
    y = RowStore.room(math, y, rows.count() * filters);
    int first = rows.start(0);
    int last = rows.batch() - 1;
    int count = rows.start(last) + rows.length(last) - first;
    int parts = Math.max(1, Math.min(count / FEW, 2 * Cores.count()));
    benches(parts);
    Cores.each(
        parts,
        part ->
            values(
                first + (int) ((long) count * part / parts),
                first + (int) ((long) count * (part + 1) / parts),
                benches.get(part)));
  }

  /** Copies the values of a sequence's {@code i}-th step that counts. */
  void read(int sequence, int i, A out, int at) {
    math.copy(y, (rows.start(sequence) + i) * filters, out, at, filters);
  }

  /** How many values a step has. */
  int filters() {
    return filters;
  }

  private int parts() {
    int parts = Math.min(rows.batch(), Math.max(1, rows.count() / ROWS));
    parts = Math.min(parts, 2 * Cores.count());
    benches(parts);
    return parts;
  }

  private void benches(int count) {
    while (benches.size() < count) {
      benches.add(new Scratch<>());
    }
  }

  /** Values of rows; those between sequences are computed, too, and nobody reads them. */
  private void values(int from, int to, Scratch<A> bench) {
    for (int row = from; row < to; row++) {
      math.copy(bias, 0, y, row * filters, filters);
      if (single) {
        takeRows(row);
      }
    }
    for (int k = 0; k < forward.size() && !single; k++) {
      math.multiplyRows(
          to - from,
          x,
          (from - before() + k * dilation) * inputs,
          inputs,
          forward.get(k),
          y,
          from * filters,
          bench);
    }
    math.squash(squash, y, from * filters, (to - from) * filters);
  }

  /** What the numbers that a step's filters see take from the weights. */
  private void takeRows(int row) {
    for (int k = 0; k < width; k++) {
      int seen = row - before() + k * dilation;
      int place = numbers.place(seen);
      if (place >= 0) {
        int from = (k * inputs + place) * filters;
        math.addTerm(numbers.value(seen), weights, from, y, row * filters, filters);
      }
    }
  }

  @Override
  public void backward(
      INDArray epsilon,
      INDArray weightGradient,
      INDArray biasGradient,
      INDArray out,
      boolean below) {
    d = RowStore.room(math, d, rows.count() * filters);
    store.read(epsilon, rows, d);
    int parts = parts();
    Cores.each(parts, part -> slopes(rows.cut(part, parts), rows.cut(part + 1, parts)));
    if (below) {
      for (int k = 0; k < width; k++) {
        math.pack(tap(k), filters, inputs, true, backward.get(k));
      }
      dx = RowStore.room(math, dx, rows.count() * inputs);
      Cores.each(parts, part -> spread(rows.cut(part, parts), rows.cut(part + 1, parts), part));
      store.write(dx, rows, out);
    }
    sums(weightGradient);
    A biases = math.allocate(filters);
    math.sumColumns(d, rows.count(), filters, biases, 0, filters);
    transfer.write(biases, biasGradient.reshape(biasGradient.length()));
  }

  private void slopes(int from, int to) {
    for (int b = from; b < to; b++) {
      int at = rows.start(b) * filters;
      math.slope(squash, y, at, d, at, rows.length(b) * filters);
    }
  }

  private void spread(int from, int to, int part) {
    if (from == to) {
      return;
    }
    int first = rows.start(from);
    int last = rows.start(to - 1) + rows.length(to - 1);
    math.fill(dx, first * inputs, (last - first) * inputs, 0);
    for (int k = 0; k < width; k++) {
      math.multiplyRows(
          last - first,
          d,
          (first + before() - k * dilation) * filters,
          filters,
          backward.get(k),
          dx,
          first * inputs,
          benches.get(part));
    }
  }

  /** The way back of {@link #takeRows} for one of the steps that a filter sees. */
  private void giveRows(int first, int last, int k, A sum) {
    for (int row = first; row < last; row++) {
      int seen = row - before() + k * dilation;
      int place = numbers.place(seen);
      if (place >= 0) {
        math.addTerm(numbers.value(seen), d, row * filters, sum, place * filters, filters);
      }
    }
  }

  private void sums(INDArray weightGradient) {
    int first = rows.start(0);
    int last = rows.start(rows.batch() - 1) + rows.length(rows.batch() - 1);
    benches(width);
    Cores.each(
        width,
        k -> {
          A sum = gradients.get(k);
          math.fill(sum, 0, inputs * filters, 0);
          if (single) {
            giveRows(first, last, k, sum);
            return;
          }
          OuterProduct<A> product =
              new OuterProduct<>(
                  x,
                  (first - before() + k * dilation) * inputs,
                  inputs,
                  d,
                  first * filters,
                  filters,
                  last - first,
                  sum);
          math.accumulate(product, 0, inputs, benches.get(k));
        });
    int size = inputs * filters;
    for (int k = 0; k < width; k++) {
      math.copy(gradients.get(k), 0, weights, k * size, size);
    }
    transfer.write(weights, weightGradient);
  }
}
