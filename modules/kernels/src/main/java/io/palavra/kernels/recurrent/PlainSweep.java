package io.palavra.kernels.recurrent;

import io.palavra.kernels.plain.Keep;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * {@link Sweep} in operations of ND4J: the same slots, the same rows, the same treatment of masked
 * steps.
 */
abstract class PlainSweep implements RecurrenceMemory {
  final int units;
  final int width;
  final boolean reversed;
  final PlainSquash content;
  final PlainSquash gate;
  final DataType type;
  final int inputs;
  final CellOptions options;
  private final Keep gateRoom;
  private final Keep rawRoom;
  private final Keep hiddenRoom;
  private final Keep seenRoom;
  private final Optional<PlainNorm> inputNorm;
  private final Optional<PlainNorm> recurrentNorm;
  private INDArray input;
  INDArray recurrent;
  INDArray bias;

  /** Pre-activations, then activations, then their gradients: {@code [rows, width]}. */
  INDArray gates;

  /** Pre-activations, where an activation needs them. */
  private INDArray raw;

  /** Hidden states: {@code [steps + 1 slots * batch, units]}. */
  INDArray hidden;

  /** Hidden states as the recurrent weights see them. */
  INDArray seen;

  PlainBatch batch;
  private INDArray keep;
  private INDArray outer;
  private INDArray hand;

  /**
   * A sweep of one cell.
   *
   * @param cuts bounds of the columns of pre-activations that are normalised together
   */
  PlainSweep(RecurrentCell cell, DataType type, boolean reversed, int... cuts) {
    this.inputs = Math.toIntExact(cell.getNIn());
    this.units = Math.toIntExact(cell.getNOut());
    this.options = cell.options();
    this.width = cell.kind().gates() * units;
    this.reversed = reversed;
    this.type = type;
    this.content = PlainSquash.of(cell.getActivationFn());
    this.gate = cell.kind() == CellKind.SIMPLE ? content : PlainSquash.of(cell.gateFunction());
    this.gateRoom = new Keep(type);
    this.rawRoom = new Keep(type);
    this.hiddenRoom = new Keep(type);
    this.seenRoom = new Keep(type);
    this.inputNorm = norm(options.layerNorm(), cuts);
    this.recurrentNorm = norm(options.layerNorm() && !options.resetBefore(), cuts);
  }

  static PlainSweep of(RecurrentCell cell, DataType type, boolean reversed) {
    return switch (cell.kind()) {
      case LSTM -> new PlainLstm(cell, type, reversed);
      case GRU ->
          cell.options().resetBefore()
              ? new PlainGruBefore(cell, type, reversed)
              : new PlainGru(cell, type, reversed);
      case SIMPLE -> new PlainRnn(cell, type, reversed);
    };
  }

  /** Normalisation of groups of so many gates each. */
  final Optional<PlainNorm> norm(boolean wanted, int... cuts) {
    long[] columns = new long[cuts.length];
    for (int i = 0; i < cuts.length; i++) {
      columns[i] = (long) cuts[i] * units;
    }
    return wanted ? Optional.of(new PlainNorm(type, columns)) : Optional.empty();
  }

  @Override
  public void weights(Weights weights, boolean training) {
    input = weights.input();
    recurrent = columns(weights.recurrent(), 0, width);
    bias = weights.bias().reshape(1, weights.bias().length());
    weights
        .gains()
        .map(gains -> gains.reshape(1, gains.length()))
        .ifPresent(
            gains -> {
              inputNorm.ifPresent(norm -> norm.gain(columns(gains, 0, width)));
              recurrentNorm.ifPresent(norm -> norm.gain(columns(gains, width, width)));
            });
  }

  /** Makes room for a mini-batch; the first slot of the states is zero. */
  void begin(PlainBatch newBatch, INDArray keepHidden) {
    batch = newBatch;
    keep = keepHidden;
    gates = gateRoom.shaped(rows(), width);
    raw = raw() ? rawRoom.shaped(rows(), width) : gates;
    hidden = hiddenRoom.shaped(rows() + batch.size(), units);
    seen = dropping() ? seenRoom.shaped(rows() + batch.size(), units) : hidden;
    slot(hidden, first()).assign(0);
    inputNorm.ifPresent(norm -> norm.begin(rows()));
    recurrentNorm.ifPresent(norm -> norm.begin(rows()));
  }

  final long rows() {
    return (long) batch.steps() * batch.size();
  }

  /** Whether an activation needs what it was given for its derivative. */
  final boolean raw() {
    return content.needsInput() || gate.needsInput();
  }

  final boolean dropping() {
    return !keep.isEmpty();
  }

  final int first() {
    return reversed ? batch.steps() : 0;
  }

  final int last() {
    return reversed ? 0 : batch.steps();
  }

  /** The states of a slot, or the rows of a step, {@code [batch, columns]}. */
  final INDArray slot(INDArray all, int slot) {
    long from = row(slot);
    return all.get(NDArrayIndex.interval(from, from + batch.size()), NDArrayIndex.all());
  }

  /** The first row of a step. */
  final long row(int step) {
    return (long) step * batch.size();
  }

  static INDArray columns(INDArray rows, long from, long count) {
    return from == 0 && rows.size(1) == count
        ? rows
        : rows.get(NDArrayIndex.all(), NDArrayIndex.interval(from, from + count));
  }

  /** Some columns of the rows of a step. */
  private INDArray part(INDArray all, int t, long from, long count) {
    return all.get(
        NDArrayIndex.interval(row(t), row(t) + batch.size()),
        NDArrayIndex.interval(from, from + count));
  }

  /** The activations of gate {@code number} at a step, {@code [batch, units]}. */
  final INDArray gate(int t, int number) {
    return part(gates, t, (long) number * units, units);
  }

  /** Replaces the pre-activations of a gate by its activations. */
  final void activate(PlainSquash f, int t, int number) {
    activate(f, t, number, 1);
  }

  /** The same for neighbouring gates, in one call unless their units depend on each other. */
  final void activate(PlainSquash f, int t, int number, int count) {
    if (!raw()) {
      f.apply(part(gates, t, (long) number * units, (long) count * units));
      return;
    }
    for (int i = number; i < number + count; i++) {
      INDArray one = gate(t, i);
      part(raw, t, (long) i * units, units).assign(one);
      f.apply(one);
    }
  }

  /** The gradient of the pre-activations of a gate from that of its activations. */
  final INDArray back(PlainSquash f, int t, int number, INDArray d) {
    INDArray y = gate(t, number);
    return f.back(raw() ? part(raw, t, (long) number * units, units) : y, y, d);
  }

  /** The states of one kind after all steps, those of masked steps not yet zero. */
  private INDArray after(int kind) {
    long from = reversed ? 0 : batch.size();
    return state(kind).get(NDArrayIndex.interval(from, from + rows()), NDArrayIndex.all());
  }

  /** The first {@code kinds} of the states after all steps, {@code [rows, kinds * units]}. */
  final INDArray outputs(int kinds) {
    return kinds == 1 ? after(0) : Nd4j.concat(1, after(0), after(1));
  }

  void forward(INDArray x) {
    x.mmuli(input, gates);
    inputNorm.ifPresent(norm -> gates.assign(norm.forward(0, gates)));
    gates.addiRowVector(columns(bias, 0, width));
    look(first());
    for (int step = 0; step < batch.steps(); step++) {
      int t = reversed ? batch.steps() - 1 - step : step;
      int before = reversed ? t + 1 : t;
      int after = reversed ? t : t + 1;
      advance(t, before, after);
      carry(hidden, t, before, after);
      look(after);
    }
  }

  /** At masked steps the state stays what it was. */
  final void carry(INDArray states, int t, int before, int after) {
    if (batch.masked()) {
      slot(states, after)
          .muliColumnVector(batch.live(t))
          .addi(slot(states, before).mulColumnVector(batch.dead(t)));
    }
  }

  private void look(int slot) {
    if (dropping()) {
      slot(seen, slot).assign(slot(hidden, slot).mul(keep));
    }
  }

  /** What the recurrent weights make of the states before a step. */
  final INDArray recurred(int t, int before) {
    INDArray product = slot(seen, before).mmul(recurrent);
    return recurrentNorm.map(norm -> norm.forward(row(t), product)).orElse(product);
  }

  /** From the pre-activations of step {@code t} to the state in slot {@code after}. */
  abstract void advance(int t, int before, int after);

  /**
   * Goes back.
   *
   * @param newOuter gradients of the states that are put out, {@code [rows, kinds * units]}
   */
  void backward(INDArray newOuter, int limit) {
    outer = newOuter;
    hand = Nd4j.zeros(type, batch.size(), units);
    for (int step = batch.steps() - 1; step >= 0; step--) {
      int t = reversed ? batch.steps() - 1 - step : step;
      if (step < batch.steps() - limit) {
        silence(t);
        continue;
      }
      int before = reversed ? t + 1 : t;
      INDArray direct = retreat(t, before, hand.add(outer(t, 0)));
      if (batch.masked()) {
        slot(gates, t).muliColumnVector(batch.live(t));
        if (recurrentGradients() != gates) {
          slot(recurrentGradients(), t).muliColumnVector(batch.live(t));
        }
        direct.muliColumnVector(batch.live(t)).addi(hand.mulColumnVector(batch.dead(t)));
      }
      INDArray back = recurBack(t, before);
      hand = direct.addi(dropping() ? back.muli(keep) : back);
    }
    inputNorm.ifPresent(norm -> norm.backward(0, gates));
  }

  /** Sets the gradients of a step's pre-activations to zero. */
  void silence(int t) {
    slot(gates, t).assign(0);
    slot(recurrentGradients(), t).assign(0);
    recurrentNorm.ifPresent(norm -> slot(norm.gradients(), t).assign(0));
  }

  /** Whether the states of a kind are put out. */
  final boolean putsOut(int kind) {
    return outer.size(1) > (long) kind * units;
  }

  /** The gradient of what is put out of the states of a kind after a step. */
  final INDArray outer(int t, int kind) {
    INDArray part = columns(slot(outer, t), (long) kind * units, units);
    return batch.masked() ? part.mulColumnVector(batch.live(t)) : part;
  }

  /**
   * The cell's own derivative: replaces the activations of step {@code t} by the gradients of the
   * pre-activations.
   *
   * @param state gradient of the state after the step
   * @return a new array: what of it reaches the state before the step other than through the
   *     recurrent weights
   */
  abstract INDArray retreat(int t, int before, INDArray state);

  /** What reaches the states before a step through the recurrent weights; a new array. */
  INDArray recurBack(int t, int before) {
    INDArray d = slot(recurrentGradients(), t);
    return recurrentNorm
        .map(norm -> norm.backward(row(t), d))
        .orElse(d)
        .mmul(recurrent.transpose());
  }

  /** The gradients of what is added for the previous states, {@code [rows, width]}. */
  INDArray recurrentGradients() {
    return gates;
  }

  /** The gradient of the input, {@code [rows, inputs]}. */
  final INDArray inputGradient() {
    return productGradients().mmul(input.transpose());
  }

  private INDArray productGradients() {
    return inputNorm.map(PlainNorm::gradients).orElse(gates);
  }

  INDArray biasGradient() {
    return gates.sum(0);
  }

  @Override
  public void gradients(Weights gradients) {
    gradients.input().assign(batch.x().transpose().mmul(productGradients()));
    long from = reversed ? batch.size() : 0;
    INDArray previous = seen.get(NDArrayIndex.interval(from, from + rows()), NDArrayIndex.all());
    recurrentGradient(columns(gradients.recurrent(), 0, width), previous);
    gradients.bias().assign(biasGradient().reshape(gradients.bias().shape()));
    gradients
        .gains()
        .map(gains -> gains.reshape(1, gains.length()))
        .ifPresent(
            gains -> {
              inputNorm.ifPresent(n -> columns(gains, 0, width).assign(n.gainGradient(gates)));
              recurrentGains(columns(gains, width, width));
            });
  }

  /**
   * Writes the gradient of the recurrent weights.
   *
   * @param previous the states before all steps, {@code [rows, units]}
   */
  void recurrentGradient(INDArray out, INDArray previous) {
    INDArray d = recurrentNorm.map(PlainNorm::gradients).orElse(recurrentGradients());
    out.assign(previous.transpose().mmul(d));
  }

  /** Writes the gradients of the gains of what the recurrent weights produce. */
  void recurrentGains(INDArray out) {
    recurrentNorm.ifPresent(norm -> out.assign(norm.gainGradient(recurrentGradients())));
  }

  @Override
  public void startGradient(int kind, INDArray out) {
    out.assign(hand(kind));
  }

  /** The gradient of the states of a kind before the first step. */
  INDArray hand(int kind) {
    return hand;
  }

  @Override
  public void start(int kind, INDArray states) {
    slot(state(kind), first()).assign(states);
  }

  @Override
  public void end(int kind, INDArray out) {
    out.assign(slot(state(kind), last()));
  }

  /** The states of one kind in their slots. */
  INDArray state(int kind) {
    if (kind != 0) {
      throw new IllegalStateException("this cell has no states of kind " + kind);
    }
    return hidden;
  }
}
