package io.palavra.kernels.decoder;

import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.arithmetic.Scratch;
import io.palavra.kernels.arithmetic.Squash;
import io.palavra.kernels.part.Linear;
import io.palavra.kernels.part.Parameter;
import io.palavra.kernels.part.Parameters;
import io.palavra.kernels.part.Pass;
import io.palavra.kernels.part.Sheet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The steps of a decoder: {@code h = cell([x; o before], h before)}, {@code c} its look at the
 * memory, {@code o = tanh(W [h; c] + b)}. What can be done for all steps at once is; each block of
 * sequences then goes its way on one core.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class Run<A> {
  private static final int SHARE = 32;

  private final Floor<A> floor;
  private final Arithmetic<A> math;
  private final StepCell<A> cell;
  private final Optional<Looking<A>> looking;
  private final boolean feeding;
  private final int inputs;
  private final int units;
  private final int outputs;
  private final Matrix<A> input;
  private final Matrix<A> recurrent;
  private final Optional<Matrix<A>> feed;
  private final Matrix<A> hiddenOut;
  private final Optional<Matrix<A>> contextOut;
  private final Parameter<A> bias;
  private final Parameter<A> outBias;
  private final List<Hands<A>> hands = new ArrayList<>();
  private Sheet<A> memory;
  private Plan plan;

  /** Inputs in the order of the plan. */
  private A x;

  /** Outputs of the steps before, as they were fed. */
  private A before;

  /** {@code tanh(..)} of every row, then the gradients before it. */
  private A raw;

  /** The same after dropout. */
  private A fed;

  private Optional<A> keep = Optional.empty();

  Run(Floor<A> floor, Parameters<A> parameters, DecoderOptions options) {
    this.floor = floor;
    this.math = floor.math();
    this.cell = StepCell.of(floor, options.cell(), options.units());
    this.feeding = options.feeding();
    this.inputs = options.inputs();
    this.units = options.units();
    this.outputs = options.outputs();
    int gates = cell.width / units;
    this.input = new Matrix<>(floor, parameters.weights("Wx", inputs, units, gates), inputs);
    this.recurrent = new Matrix<>(floor, parameters.weights("R", units, units, gates), units);
    this.bias = parameters.bias("b", cell.biases());
    this.feed =
        feeding
            ? Optional.of(
                new Matrix<>(floor, parameters.weights("Wf", outputs, units, gates), outputs))
            : Optional.empty();
    boolean looks = options.attention() != DecoderAttention.NONE;
    this.looking =
        looks ? Optional.of(new Looking<>(floor, parameters, options)) : Optional.empty();
    this.hiddenOut = new Matrix<>(floor, parameters.weight("Wh", units, outputs), units);
    this.contextOut =
        looks
            ? Optional.of(
                new Matrix<>(
                    floor, parameters.weight("Wc", options.memory(), outputs), options.memory()))
            : Optional.empty();
    this.outBias = parameters.bias("bo", outputs);
    this.memory = new Sheet<>(floor);
    this.plan = new Plan(memory.rows());
    this.x = math.allocate(0);
    this.before = x;
    this.raw = x;
    this.fed = x;
  }

  /** Numbers of a state. */
  int stateWidth() {
    return cell.states() * units;
  }

  Sheet<A> memory() {
    return memory;
  }

  double weight(int row, int step) {
    return looking.orElseThrow().weight(row, step);
  }

  void begin(Sheet<A> newMemory, Pass pass) {
    memory = newMemory;
    looking.ifPresent(look -> look.begin(memory, pass));
    matrices().forEach(matrix -> matrix.pack(pass.training()));
  }

  private List<Matrix<A>> matrices() {
    List<Matrix<A>> all = new ArrayList<>(List.of(input, recurrent, hiddenOut));
    feed.ifPresent(all::add);
    contextOut.ifPresent(all::add);
    return all;
  }

  /**
   * Makes room.
   *
   * @param sentences for every row of the mini-batch the sequence of the memory it looks at
   */
  void room(Plan newPlan, int[] sentences, boolean training) {
    plan = newPlan;
    int rows = plan.count();
    x = floor.room(x, rows * inputs);
    before = floor.room(before, rows * outputs);
    raw = floor.room(raw, rows * outputs);
    fed = floor.room(fed, rows * outputs);
    cell.room(rows);
    boolean shared = plan.blocks().size() == 1 && floor.few(rows);
    matrices().forEach(matrix -> matrix.share(shared));
    if (looking.isPresent()) {
      int[] ordered = new int[rows];
      for (int row = 0; row < rows; row++) {
        ordered[row] = sentences[plan.source(row)];
      }
      looking.get().room(ordered, training);
    }
    while (hands.size() < plan.blocks().size()) {
      hands.add(new Hands<>(floor));
    }
  }

  /**
   * What a run goes from.
   *
   * @param x inputs, a row for each of the mini-batch
   * @param states a row for each sequence
   * @param fed outputs before the first step, a row for each sequence; zeros when empty
   * @param keep what outputs are multiplied with, a row for each of the mini-batch
   */
  record Given<A>(A x, A states, Optional<A> fed, Optional<A> keep) {}

  void forward(Given<A> given) {
    keep = given.keep();
    floor.spread(
        plan.count(),
        SHARE,
        (from, to, slot) -> {
          for (int row = from; row < to; row++) {
            math.copy(given.x(), plan.source(row) * inputs, x, row * inputs, inputs);
            math.copy(bias.value(), 0, cell.gates, row * cell.width, cell.width);
          }
          input.multiply(to - from, x, from, cell.gates, from, floor.scratch(slot));
        });
    floor.spread(
        plan.blocks().size(),
        1,
        (from, to, slot) -> {
          for (int i = from; i < to; i++) {
            lead(plan.blocks().get(i), given, hands.get(i).scratch);
          }
        });
  }

  private void lead(Plan.Block block, Given<A> given, Scratch<A> scratch) {
    for (int t = 0; t < block.steps(); t++) {
      int row = block.starts()[t];
      int count = block.active(t);
      if (t == 0) {
        for (int i = 0; i < count; i++) {
          int sequence = plan.sequence(block.place() + i);
          cell.start(given.states(), sequence * stateWidth(), row + i);
          int to = (row + i) * outputs;
          if (given.fed().isPresent()) {
            math.copy(given.fed().get(), sequence * outputs, before, to, outputs);
          } else {
            math.fill(before, to, outputs, 0);
          }
        }
      } else {
        int previous = block.starts()[t - 1];
        cell.carry(previous, row, count);
        math.copy(fed, previous * outputs, before, row * outputs, count * outputs);
      }
      feed.ifPresent(matrix -> matrix.multiply(count, before, row, cell.gates, row, scratch));
      cell.recur(row, count, recurrent, bias.value(), scratch);
      for (int i = row; i < row + count; i++) {
        cell.forward(i);
      }
      looking.ifPresent(look -> look.look(cell.hidden, row, count, scratch));
      speak(row, count, scratch);
    }
  }

  /** From states and contexts to outputs. */
  private void speak(int row, int count, Scratch<A> scratch) {
    for (int i = row; i < row + count; i++) {
      math.copy(outBias.value(), 0, raw, i * outputs, outputs);
    }
    hiddenOut.multiply(count, cell.hidden, row, raw, row, scratch);
    contextOut.ifPresent(
        matrix -> matrix.multiply(count, looking.get().contexts(), row, raw, row, scratch));
    for (int i = row; i < row + count; i++) {
      math.squash(Squash.TANH, raw, i * outputs, outputs);
    }
    math.copy(raw, row * outputs, fed, row * outputs, count * outputs);
    if (keep.isPresent()) {
      for (int i = row; i < row + count; i++) {
        int at = i * outputs;
        math.multiply(raw, at, keep.get(), plan.source(i) * outputs, fed, at, outputs);
      }
    }
  }

  /** Copies the outputs in the order of the mini-batch. */
  void store(A out) {
    for (int row = 0; row < plan.count(); row++) {
      math.copy(fed, row * outputs, out, plan.source(row) * outputs, outputs);
    }
  }

  /** Copies the states after the only step of each sequence. */
  void storeStates(A out) {
    for (int row = 0; row < plan.count(); row++) {
      cell.end(row, out, plan.source(row) * stateWidth());
    }
  }

  /** The row of the plan that is row {@code source} of the mini-batch. */
  int[] rowsBySource() {
    int[] rows = new int[plan.count()];
    for (int row = 0; row < rows.length; row++) {
      rows[plan.source(row)] = row;
    }
    return rows;
  }

  /**
   * Goes back.
   *
   * @param outer gradients of the outputs, in the order of the mini-batch
   * @param inner adds the gradients of the inputs likewise
   * @param states sets the gradients of the first states, a row for each sequence
   */
  void backward(A outer, A inner, A states) {
    floor.spread(
        plan.blocks().size(),
        1,
        (from, to, slot) -> {
          for (int i = from; i < to; i++) {
            back(plan.blocks().get(i), outer, states, hands.get(i));
          }
        });
    int rows = plan.count();
    looking.ifPresent(look -> look.finish(cell.hidden));
    hiddenOut.gradient(cell.hidden, raw, rows);
    contextOut.ifPresent(matrix -> matrix.gradient(looking.get().contexts(), raw, rows));
    Linear.sumColumns(floor, raw, rows, outputs, outBias.gradient());
    input.gradient(x, cell.gates, rows);
    feed.ifPresent(matrix -> matrix.gradient(before, cell.gates, rows));
    recurrent.gradient(cell.before, cell.recurrentGradients(), rows);
    cell.biasGradients(rows, bias.gradient());
    floor.spread(
        rows,
        SHARE,
        (from, to, slot) -> {
          math.fill(x, from * inputs, (to - from) * inputs, 0);
          input.multiplyBack(to - from, cell.gates, from, x, from, floor.scratch(slot));
          for (int row = from; row < to; row++) {
            math.add(x, row * inputs, inner, plan.source(row) * inputs, inputs);
          }
        });
  }

  private void back(Plan.Block block, A outer, A states, Hands<A> hand) {
    int width = stateWidth();
    hand.begin(floor, block.size(), width, outputs, units, memory, cell.width);
    for (int t = block.steps() - 1; t >= 0; t--) {
      int row = block.starts()[t];
      int count = block.active(t);
      listen(row, count, outer, hand);
      math.fill(hand.lift, 0, count * units, 0);
      hiddenOut.multiplyBack(count, raw, row, hand.lift, 0, hand.scratch);
      if (looking.isPresent()) {
        math.fill(hand.context, 0, count * memory.width(), 0);
        contextOut.get().multiplyBack(count, raw, row, hand.context, 0, hand.scratch);
        looking.get().back(hand.context, hand.lift, hand.work, row, count, hand.scratch);
      }
      for (int i = 0; i < count; i++) {
        math.add(hand.lift, i * units, hand.state, i * width, units);
        cell.backward(row + i, hand.state, i * width, hand.gates);
      }
      math.fill(hand.lift, 0, count * units, 0);
      recurrent.multiplyBack(count, cell.recurrentGradients(), row, hand.lift, 0, hand.scratch);
      for (int i = 0; i < count; i++) {
        math.add(hand.lift, i * units, hand.state, i * width, units);
      }
      if (feed.isPresent()) {
        math.fill(hand.fed, 0, count * outputs, 0);
        feed.get().multiplyBack(count, cell.gates, row, hand.fed, 0, hand.scratch);
      }
    }
    for (int i = 0; i < block.size(); i++) {
      math.copy(hand.state, i * width, states, plan.sequence(block.place() + i) * width, width);
    }
  }

  /** From the gradients of outputs to those before {@code tanh}, which take their place. */
  private void listen(int row, int count, A outer, Hands<A> hand) {
    for (int i = 0; i < count; i++) {
      int at = i * outputs;
      int from = plan.source(row + i) * outputs;
      math.add(outer, from, hand.fed, at, outputs);
      if (keep.isPresent()) {
        math.multiply(hand.fed, at, keep.get(), from, hand.fed, at, outputs);
      }
    }
    math.slope(Squash.TANH, raw, row * outputs, hand.fed, 0, count * outputs);
    math.copy(hand.fed, 0, raw, row * outputs, count * outputs);
    math.fill(hand.fed, 0, count * outputs, 0);
  }

  /** What one block carries back over the steps. */
  private static final class Hands<A> {
    private final Scratch<A> scratch = new Scratch<>();
    private A state;
    private A fed;
    private A lift;
    private A context;
    private A work;
    private A gates;

    Hands(Floor<A> floor) {
      state = floor.math().allocate(0);
      fed = state;
      lift = state;
      context = state;
      work = state;
      gates = state;
    }

    void begin(
        Floor<A> floor, int size, int width, int outputs, int units, Sheet<A> memory, int gate) {
      state = floor.room(state, size * width);
      fed = floor.room(fed, size * outputs);
      lift = floor.room(lift, size * units);
      context = floor.room(context, size * memory.width());
      work = floor.room(work, memory.rows().time());
      gates = floor.room(gates, gate);
      floor.math().fill(state, 0, size * width, 0);
      floor.math().fill(fed, 0, size * outputs, 0);
    }
  }
}
