package io.palavra.kernels.recurrent;

import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.Cores;
import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.arithmetic.OuterProduct;
import io.palavra.kernels.arithmetic.RowSource;
import io.palavra.kernels.arithmetic.Scratch;
import io.palavra.kernels.arithmetic.Transfer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * One or two sweeps over the same input, their work divided among the cores: the projections by
 * rows, the recurrence by sequences, the gradients of the weights by rows of the weights. How it is
 * divided changes no bit of the result.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class Engine<A> implements Recurrence {
  /** Rows of a projection that are one task. */
  private static final int ROWS = 256;

  /** Rows of a projection below which a task is not worth while. */
  private static final int FEW = 32;

  /** Sequences that one task leads over the steps, at most. */
  private static final int SEQUENCES = 32;

  /** Rows of a step that make its product with the input worth while. */
  private static final int WIDE = 8;

  private final Arithmetic<A> math;
  private final Transfer<A> transfer;
  private final List<Sweep<A>> sweeps;
  private final Combination combination;

  /** Kinds of state that are put out: the hidden ones, or what else the cell remembers, too. */
  private final int kinds;

  private final List<SweepMemory<A>> memories = new ArrayList<>();
  private final List<Hands<A>> hands = new ArrayList<>();

  /** What a forward pass puts out, where it is not a sweep's states as they are. */
  private A padded;

  /** The input, {@code [rows, inputs]}. */
  private A x;

  /** For every row of the padded batch its packed row. */
  private int[] places = {};

  private A keep;
  private Packing packing;
  private int[] cuts = {};

  /** Whether a step of a stretch has rows enough for a product of its own with the input. */
  private boolean wide;

  /** Pre-activations that are there before the pass; others are products with {@link #x}. */
  private Optional<Projections.Made<A>> projected = Optional.empty();

  private int steps;
  private VariationalDropout dropout = VariationalDropout.NONE;

  Engine(Floor<A> floor, List<Sweep<A>> sweeps, Combination combination, int kinds) {
    this.math = floor.math();
    this.transfer = floor.transfer();
    this.sweeps = List.copyOf(sweeps);
    this.combination = combination;
    this.kinds = kinds;
    for (Sweep<A> sweep : sweeps) {
      memories.add(new SweepMemory<>(math, transfer, sweep));
    }
    padded = math.allocate(0);
    x = math.allocate(0);
    keep = math.allocate(0);
  }

  @Override
  public SweepMemory<A> memory(int i) {
    return memories.get(i);
  }

  @Override
  public int outputs() {
    return kinds * units() * (combination == Combination.CONCATENATE ? sweeps.size() : 1);
  }

  private int units() {
    return sweeps.get(0).units;
  }

  private int inputs() {
    return sweeps.get(0).inputs;
  }

  private A room(A array, int length) {
    return sweeps.get(0).room(array, length);
  }

  @Override
  public void begin(Start start) {
    dropout = start.dropout();
    begin(start.extent());
    load(start.x());
    dropHidden();
  }

  /**
   * Takes the input from where it lies; the states start at zero, and nothing is dropped.
   *
   * @param source rows of the padded batch, of which those that count are read
   */
  void begin(Extent extent, RowSource<A> source) {
    dropout = VariationalDropout.NONE;
    begin(extent);
    int inputs = inputs();
    x = room(x, packing.rows() * inputs);
    rows(
        (from, to) -> {
          for (int row = from; row < to; row++) {
            source.read(packing.padded(row), x, row * inputs);
          }
        });
  }

  /**
   * Takes pre-activations in the place of an input; the states start at zero, and nothing is
   * dropped.
   */
  void begin(Extent extent, Projections.Made<A> known) {
    dropout = VariationalDropout.NONE;
    begin(extent);
    projected = Optional.of(known);
  }

  /** What makes the input of {@link #begin(Extent, Projections.Made)}. */
  Projections<A> projections() {
    return new Projections<>(sweeps);
  }

  private void begin(Extent extent) {
    packing = Packing.of(extent);
    places = packing.places();
    projected = Optional.empty();
    steps = extent.steps();
    int parts = chunks(Cores.count(), sweeps.size());
    cuts = packing.divide(chunks(chunks(packing.batch(), SEQUENCES), parts) * parts);
    wide = packing.rows() >= WIDE * packing.steps() * (cuts.length - 1);
    workers(
        sweeps.size() * Math.max(cuts.length, chunks(packing.rows(), ROWS)) + 4 * Cores.count());
    for (Sweep<A> sweep : sweeps) {
      sweep.begin(packing, dropout.hidden() > 0);
    }
  }

  private void dropHidden() {
    for (int i = 0; i < sweeps.size(); i++) {
      Sweep<A> sweep = sweeps.get(i);
      if (sweep.dropping) {
        int units = sweep.units;
        A drawn = math.allocate(packing.batch() * units);
        VariationalDropout.draw(
            math, drawn, packing.batch() * units, dropout.hidden(), dropout.seed() + 1 + i);
        for (int rank = 0; rank < packing.batch(); rank++) {
          math.copy(drawn, packing.sequence(rank) * units, sweep.keep, rank * units, units);
        }
      }
    }
  }

  private void load(INDArray source) {
    int inputs = inputs();
    int rows = packing.rows();
    x = room(x, rows * inputs);
    boolean dropInput = dropout.input() > 0;
    if (dropInput) {
      keep = room(keep, packing.batch() * inputs);
      VariationalDropout.draw(
          math, keep, packing.batch() * inputs, dropout.input(), dropout.seed());
    }
    if (packing.whole()) {
      steps((from, to) -> transfer.read(source, from, to, x));
    } else {
      steps((from, to) -> transfer.read(source, from, to, places, x));
    }
    if (dropInput) {
      rows((from, to) -> drop(x, from, to));
    }
  }

  /** Multiplies rows by what their sequence keeps of its input. */
  private void drop(A array, int from, int to) {
    int inputs = inputs();
    for (int row = from; row < to; row++) {
      int sequence = packing.padded(row) % packing.batch();
      math.multiply(array, row * inputs, keep, sequence * inputs, array, row * inputs, inputs);
    }
  }

  @Override
  public void forward() {
    if (!wide && projected.isEmpty()) {
      int share = chunks(chunks(packing.rows(), Cores.count()), 4) * 4;
      int size = Math.max(FEW, Math.min(ROWS, share));
      int chunks = chunks(packing.rows(), size);
      Cores.each(
          chunks * sweeps.size(),
          task -> {
            int from = task / sweeps.size() * size;
            int to = Math.min(packing.rows(), from + size);
            sweeps.get(task % sweeps.size()).project(x, from, to, scratch(task));
          });
    }
    stretches(
        (i, from, to, hand) -> sweeps.get(i).run(ahead(i, hand.scratch), from, to, hand.scratch));
  }

  /** How the pre-activations that a sweep will need are made while it is under way. */
  private Sweep.Ahead ahead(int i, Scratch<A> scratch) {
    Sweep<A> sweep = sweeps.get(i);
    if (projected.isPresent()) {
      Projections.Made<A> known = projected.get();
      int column = i * sweep.width;
      return (from, to) -> {
        for (int row = from; row < to; row++) {
          known.read(packing.padded(row), column, sweep.width, sweep.gates, row * sweep.width);
        }
      };
    }
    return wide ? (from, to) -> sweep.project(x, from, to, scratch) : (from, to) -> {};
  }

  /** Work on the sequences of some ranks by each sweep. */
  private void stretches(Stretch<A> stretch) {
    int parts = cuts.length - 1;
    Cores.each(
        parts * sweeps.size(),
        task -> {
          int part = task / sweeps.size();
          if (cuts[part] < cuts[part + 1]) {
            stretch.work(task % sweeps.size(), cuts[part], cuts[part + 1], hands.get(task));
          }
        });
  }

  @Override
  public void output(INDArray out) {
    if (sweeps.size() == 1 && kinds == 1) {
      Sweep<A> sweep = sweeps.get(0);
      int[] after = places.clone();
      for (int at = 0; at < after.length; at++) {
        after[at] = after[at] < 0 ? after[at] : sweep.after(after[at]);
      }
      steps((from, to) -> transfer.write(sweep.state(0), after, from, to, out));
      return;
    }
    int outputs = outputs();
    padded = room(padded, packing.paddedRows() * outputs);
    int batch = packing.batch();
    steps(
        (from, to) -> {
          for (int at = from * batch; at < to * batch; at++) {
            int row = packing.packed(at);
            if (row < 0) {
              math.fill(padded, at * outputs, outputs, 0);
            } else {
              for (int kind = 0; kind < kinds; kind++) {
                combine(row, kind, padded, at * outputs + kind * units());
              }
            }
          }
          transfer.write(padded, from, to, out);
        });
  }

  /** Copies the output of the last forward pass at a row of the padded batch that counts. */
  void read(int at, A out, int to) {
    for (int kind = 0; kind < kinds; kind++) {
      combine(packing.packed(at), kind, out, to + kind * units());
    }
  }

  private void combine(int row, int kind, A out, int at) {
    Sweep<A> first = sweeps.get(0);
    int units = first.units;
    math.copy(first.state(kind), first.after(row) * units, out, at, units);
    if (sweeps.size() == 1) {
      return;
    }
    Sweep<A> second = sweeps.get(1);
    A state = second.state(kind);
    int from = second.after(row) * units;
    switch (combination) {
      case CONCATENATE -> math.copy(state, from, out, at + kinds * units, units);
      case MULTIPLY -> math.multiply(state, from, out, at, out, at, units);
      case ADD -> math.add(state, from, out, at, units);
      case AVERAGE -> {
        math.add(state, from, out, at, units);
        math.scale(out, at, units, 0.5);
      }
    }
  }

  @Override
  public void backward(INDArray epsilon, int limit, INDArray inputGradient) {
    readOuter(epsilon);
    int first = limit < steps ? steps - limit : 0;
    for (int i = 0; i < sweeps.size(); i++) {
      memories.get(i).startGradients(sweeps.get(i).states(), packing.batch() * units());
      memories.get(i).below(wide || i == 0 ? packing.rows() * inputs() : 0);
    }
    stretches(
        (i, from, to, hand) -> {
          SweepMemory<A> memory = memories.get(i);
          sweeps.get(i).back(memory.outers(), memory.below(), wide, from, to, first, hand);
          memory.takeHands(hand, from, to);
        });
    inputGradient(inputGradient);
    weightGradients();
  }

  private void readOuter(INDArray epsilon) {
    int units = units();
    List<INDArray> sources = new ArrayList<>();
    for (int i = 0; i < sweeps.size(); i++) {
      for (int kind = 0; kind < kinds; kind++) {
        boolean part = combination == Combination.CONCATENATE;
        int column = ((part ? i * kinds : 0) + kind) * units;
        sources.add(epsilon.size(2) == units ? epsilon : columns(epsilon, column, units));
      }
      memories.get(i).outers(kinds, packing.paddedRows() * units);
    }
    int batch = packing.batch();
    boolean divided = sweeps.size() > 1 && combination != Combination.CONCATENATE;
    steps(
        (from, to) -> {
          for (int k = 0; k < sources.size(); k++) {
            transfer.read(
                sources.get(k), from, to, memories.get(k / kinds).outers().get(k % kinds));
          }
          for (int at = from * batch; divided && at < to * batch; at++) {
            if (packing.packed(at) >= 0) {
              for (int kind = 0; kind < kinds; kind++) {
                divide(at, kind, units);
              }
            }
          }
        });
  }

  private static INDArray columns(INDArray array, int from, int count) {
    return array.get(
        NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(from, from + count));
  }

  /** Turns the gradient of the combined output into those of the two sweeps' outputs. */
  private void divide(int at, int kind, int units) {
    for (int i = 0; i < 2; i++) {
      A outer = memories.get(i).outers().get(kind);
      if (combination == Combination.MULTIPLY) {
        Sweep<A> other = sweeps.get(1 - i);
        int from = other.after(packing.packed(at)) * units;
        math.multiply(other.state(kind), from, outer, at * units, outer, at * units, units);
      } else if (combination == Combination.AVERAGE) {
        math.scale(outer, at * units, units, 0.5);
      }
    }
  }

  private void inputGradient(INDArray out) {
    int inputs = inputs();
    A below = memories.get(0).below();
    rows(
        (from, to) -> {
          int at = from * inputs;
          if (!wide) {
            math.fill(below, at, (to - from) * inputs, 0);
            for (Sweep<A> sweep : sweeps) {
              sweep.inputGradient(below, from, to, hands.get(from / ROWS));
            }
          } else if (sweeps.size() > 1) {
            math.add(memories.get(1).below(), at, below, at, (to - from) * inputs);
          }
          if (dropout.input() > 0) {
            drop(below, from, to);
          }
        });
    if (packing.whole()) {
      steps((from, to) -> transfer.write(below, from, to, out));
      return;
    }
    steps((from, to) -> transfer.write(below, places, from, to, out));
  }

  private void weightGradients() {
    List<OuterProduct<A>> products = new ArrayList<>();
    for (SweepMemory<A> memory : memories) {
      products.addAll(memory.products(x));
    }
    int width = sweeps.get(0).width;
    // Every task lays its right-hand side out for itself: as few as keep the cores busy.
    int tasks = chunks(Cores.count(), products.size()) * (alike() ? 1 : 2);
    int rows = Math.max(64, chunks(chunks(width, tasks), 16) * 16);
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
          int to = Math.min(product.leftWidth(), from + rows);
          if (from < to) {
            math.fill(
                product.out(), from * product.rightWidth(), (to - from) * product.rightWidth(), 0);
            math.accumulate(product, from, to, scratch(work));
          }
        });
  }

  /** Whether the products of input and recurrent weights are about as big as each other. */
  private boolean alike() {
    int least = Math.min(inputs(), units());
    return Cores.count() == 1 || 4 * Math.max(inputs(), units()) <= 5 * least;
  }

  private void workers(int tasks) {
    while (hands.size() < tasks) {
      hands.add(new Hands<>());
    }
  }

  private Scratch<A> scratch(int task) {
    return hands.get(task).scratch;
  }

  /** Divides the packed rows among the cores. */
  private void rows(Span span) {
    Cores.each(
        chunks(packing.rows(), ROWS),
        part -> span.run(part * ROWS, Math.min(packing.rows(), (part + 1) * ROWS)));
  }

  /** Divides the steps of the padded batch among the cores. */
  private void steps(Span span) {
    int size = Math.max(1, chunks(ROWS, packing.batch()));
    int parts = chunks(steps, size);
    Cores.each(parts, part -> span.run(part * size, Math.min(steps, (part + 1) * size)));
  }

  private static int chunks(int n, int size) {
    return (n + size - 1) / size;
  }

  /** Work on a range of steps or rows. */
  private interface Span {
    void run(int from, int to);
  }

  /** Work of a sweep on a range of ranks. */
  private interface Stretch<A> {
    void work(int sweep, int from, int to, Hands<A> hand);
  }
}
