package io.palavra.kernels.recurrent;

import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.Cores;
import io.palavra.kernels.arithmetic.OuterProduct;
import io.palavra.kernels.arithmetic.Scratch;
import io.palavra.kernels.arithmetic.Transfer;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * One or two sweeps over the same input, their work divided among the cores: the projections by
 * rows, the recurrence by sequences, the gradients of the weights by rows of the weights. How it is
 * divided changes no bit of the result.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class Engine<A> {
  /** Rows of a projection that are one task. */
  private static final int ROWS = 256;

  /** Sequences that one task leads over the steps, at most. */
  private static final int SEQUENCES = 32;

  private final Arithmetic<A> math;
  private final Transfer<A> transfer;
  private final List<Sweep<A>> sweeps;
  private final Combination combination;
  private final List<SweepMemory<A>> memories = new ArrayList<>();
  private final List<Hands<A>> hands = new ArrayList<>();
  private A x;
  private A result;
  private A keep;
  private Extent extent;
  private Dropout dropout = Dropout.NONE;

  Engine(Arithmetic<A> math, Transfer<A> transfer, List<Sweep<A>> sweeps, Combination combination) {
    this.math = math;
    this.transfer = transfer;
    this.sweeps = List.copyOf(sweeps);
    this.combination = combination;
    for (Sweep<A> sweep : sweeps) {
      memories.add(new SweepMemory<>(math, transfer, sweep));
    }
    x = math.allocate(0);
    result = math.allocate(0);
    keep = math.allocate(0);
  }

  /** What belongs to sweep {@code i} alone: its weights, states and gradients. */
  SweepMemory<A> memory(int i) {
    return memories.get(i);
  }

  /** Width of the output. */
  int outputs() {
    return sweeps.get(0).units * (combination == Combination.CONCATENATE ? sweeps.size() : 1);
  }

  /** Loads the input and makes room; the states start at zero. */
  void begin(Start start) {
    extent = start.extent();
    dropout = start.dropout();
    int inputs = sweeps.get(0).inputs;
    x = sweeps.get(0).room(x, extent.rows() * inputs);
    boolean dropInput = dropout.input() > 0;
    if (dropInput) {
      keep = sweeps.get(0).room(keep, extent.batch() * inputs);
      Dropout.draw(math, keep, extent.batch() * inputs, dropout.input(), dropout.seed());
    }
    int slice = extent.batch() * inputs;
    steps(
        (from, to) -> {
          transfer.read(start.x(), from, to, x);
          for (int t = from; dropInput && t < to; t++) {
            math.multiply(x, t * slice, keep, 0, x, t * slice, slice);
          }
        });
    for (int i = 0; i < sweeps.size(); i++) {
      Sweep<A> sweep = sweeps.get(i);
      sweep.begin(extent, dropout.hidden() > 0);
      if (sweep.dropping) {
        Dropout.draw(
            math,
            sweep.keep,
            extent.batch() * sweep.units,
            dropout.hidden(),
            dropout.seed() + 1 + i);
      }
    }
  }

  /** Leads the sweeps over the sequences. */
  void forward() {
    int chunks = chunks(extent.rows(), ROWS);
    int block = sequencesOfATask();
    int blocks = chunks(extent.batch(), block);
    workers(Math.max(chunks, blocks) * sweeps.size());
    Cores.each(
        chunks * sweeps.size(),
        task -> {
          int from = task / sweeps.size() * ROWS;
          int to = Math.min(extent.rows(), from + ROWS);
          sweeps.get(task % sweeps.size()).project(x, from, to, scratch(task));
        });
    Cores.each(
        blocks * sweeps.size(),
        task -> {
          int from = task / sweeps.size() * block;
          int to = Math.min(extent.batch(), from + block);
          sweeps.get(task % sweeps.size()).run(from, to, scratch(task));
        });
  }

  /**
   * Writes the output of the last forward pass.
   *
   * @param out {@code [steps, batch, outputs]}
   */
  void output(INDArray out) {
    int outputs = outputs();
    result = sweeps.get(0).room(result, extent.rows() * outputs);
    steps(
        (from, to) -> {
          for (int row = from * extent.batch(); row < to * extent.batch(); row++) {
            combine(row, row * outputs, outputs);
          }
          transfer.write(result, from, to, out);
        });
  }

  private void combine(int row, int at, int outputs) {
    if (!extent.counts(row)) {
      math.fill(result, at, outputs, 0);
      return;
    }
    Sweep<A> first = sweeps.get(0);
    int units = first.units;
    math.copy(first.hidden, (first.firstOutput() + row) * units, result, at, units);
    if (sweeps.size() == 1) {
      return;
    }
    Sweep<A> second = sweeps.get(1);
    int from = (second.firstOutput() + row) * units;
    switch (combination) {
      case CONCATENATE -> math.copy(second.hidden, from, result, at + units, units);
      case MULTIPLY -> math.multiply(second.hidden, from, result, at, result, at, units);
      case ADD -> math.add(second.hidden, from, result, at, units);
      case AVERAGE -> {
        math.add(second.hidden, from, result, at, units);
        math.scale(result, at, units, 0.5);
      }
    }
  }

  /**
   * Goes back over the last forward pass, which must have been one for training.
   *
   * @param epsilon gradient of the output, {@code [steps, batch, outputs]}
   * @param limit how many steps to go back at most
   * @param inputGradient where the gradient of the input goes, {@code [steps, batch, inputs]}
   */
  void backward(INDArray epsilon, int limit, INDArray inputGradient) {
    readOuter(epsilon);
    int block = sequencesOfATask();
    int blocks = chunks(extent.batch(), block);
    workers(blocks * sweeps.size());
    Cores.each(
        blocks * sweeps.size(),
        task -> {
          int i = task % sweeps.size();
          int from = task / sweeps.size() * block;
          int to = Math.min(extent.batch(), from + block);
          sweeps.get(i).back(memories.get(i).outer(), from, to, limit, hands.get(task));
        });
    int inputs = sweeps.get(0).inputs;
    result = sweeps.get(0).room(result, extent.rows() * inputs);
    workers(chunks(extent.steps(), stepsOfATask()));
    steps((from, to) -> inputGradient(from, to, inputs, inputGradient));
    weightGradients();
  }

  private void readOuter(INDArray epsilon) {
    int units = sweeps.get(0).units;
    List<INDArray> sources = new ArrayList<>();
    for (int i = 0; i < sweeps.size(); i++) {
      boolean part = combination == Combination.CONCATENATE && sweeps.size() > 1;
      sources.add(part ? columns(epsilon, i * units, units) : epsilon);
      memories.get(i).outer(extent.rows() * units);
    }
    steps(
        (from, to) -> {
          for (int i = 0; i < sweeps.size(); i++) {
            transfer.read(sources.get(i), from, to, memories.get(i).outer());
          }
          for (int row = from * extent.batch();
              sweeps.size() > 1 && row < to * extent.batch();
              row++) {
            divide(row, units);
          }
        });
  }

  private static INDArray columns(INDArray array, int from, int count) {
    return array.get(
        NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(from, from + count));
  }

  /** Turns the gradient of the combined output into those of the two sweeps' outputs. */
  private void divide(int row, int units) {
    if (combination == Combination.MULTIPLY) {
      Sweep<A> first = sweeps.get(0);
      Sweep<A> second = sweeps.get(1);
      A outer0 = memories.get(0).outer();
      A outer1 = memories.get(1).outer();
      math.multiply(
          second.hidden,
          (second.firstOutput() + row) * units,
          outer0,
          row * units,
          outer0,
          row * units,
          units);
      math.multiply(
          first.hidden,
          (first.firstOutput() + row) * units,
          outer1,
          row * units,
          outer1,
          row * units,
          units);
    } else if (combination == Combination.AVERAGE) {
      math.scale(memories.get(0).outer(), row * units, units, 0.5);
      math.scale(memories.get(1).outer(), row * units, units, 0.5);
    }
  }

  private void inputGradient(int from, int to, int inputs, INDArray out) {
    int first = from * extent.batch();
    int end = to * extent.batch();
    math.fill(result, first * inputs, (end - first) * inputs, 0);
    Scratch<A> scratch = scratch(from / stepsOfATask());
    for (Sweep<A> sweep : sweeps) {
      sweep.inputGradient(result, first, end, scratch);
    }
    int slice = extent.batch() * inputs;
    for (int t = from; dropout.input() > 0 && t < to; t++) {
      math.multiply(result, t * slice, keep, 0, result, t * slice, slice);
    }
    transfer.write(result, from, to, out);
  }

  private void weightGradients() {
    List<OuterProduct<A>> products = new ArrayList<>();
    for (SweepMemory<A> memory : memories) {
      products.addAll(memory.products(x));
    }
    int width = sweeps.get(0).width;
    int rows = Math.max(64, chunks(chunks(width, 2 * Cores.count()), 16) * 16);
    int parts = chunks(width, rows);
    workers(products.size() * parts);
    Cores.each(
        products.size() * parts + sweeps.size(),
        task -> {
          int work = task;
          if (work >= products.size() * parts) {
            memories.get(work - products.size() * parts).sumBiases();
            return;
          }
          OuterProduct<A> product = products.get(work / parts);
          int from = work % parts * rows;
          int to = Math.min(width, from + rows);
          math.fill(
              product.out(), from * product.rightWidth(), (to - from) * product.rightWidth(), 0);
          math.accumulate(product, from, to, scratch(work));
        });
  }

  /**
   * So many sequences a task that every core has one; a multiple of four, as the products like it.
   */
  private int sequencesOfATask() {
    int share = chunks(extent.batch() * sweeps.size(), Cores.count());
    return Math.min(SEQUENCES, chunks(share, 4) * 4);
  }

  private void workers(int tasks) {
    while (hands.size() < tasks) {
      hands.add(new Hands<>());
    }
  }

  private Scratch<A> scratch(int task) {
    return hands.get(task).scratch;
  }

  private int stepsOfATask() {
    return Math.max(1, chunks(ROWS, extent.batch()));
  }

  /** Divides the steps among the cores. */
  private void steps(Span span) {
    int size = stepsOfATask();
    int parts = chunks(extent.steps(), size);
    Cores.each(parts, part -> span.run(part * size, Math.min(extent.steps(), (part + 1) * size)));
  }

  private static int chunks(int n, int size) {
    return (n + size - 1) / size;
  }

  /** Work on a range of steps. */
  private interface Span {
    void run(int from, int to);
  }
}
