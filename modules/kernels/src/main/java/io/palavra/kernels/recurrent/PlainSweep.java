package io.palavra.kernels.recurrent;

import io.palavra.kernels.plain.Keep;
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
  private final Keep gateRoom;
  private final Keep hiddenRoom;
  private final Keep seenRoom;
  INDArray input;
  INDArray recurrent;
  INDArray bias;

  /** Pre-activations, then activations, then their gradients: {@code [rows, width]}. */
  INDArray gates;

  /** Hidden states: {@code [steps + 1 slots * batch, units]}. */
  INDArray hidden;

  /** Hidden states as the recurrent weights see them. */
  INDArray seen;

  PlainBatch batch;
  private INDArray keep;

  PlainSweep(RecurrentCell cell, DataType type, boolean reversed) {
    this.inputs = Math.toIntExact(cell.getNIn());
    this.units = Math.toIntExact(cell.getNOut());
    this.width = cell.kind().gates() * units;
    this.reversed = reversed;
    this.type = type;
    this.content = PlainSquash.of(cell.getActivationFn());
    this.gate = cell.kind() == CellKind.SIMPLE ? content : PlainSquash.of(cell.gateFunction());
    this.gateRoom = new Keep(type);
    this.hiddenRoom = new Keep(type);
    this.seenRoom = new Keep(type);
  }

  static PlainSweep of(RecurrentCell cell, DataType type, boolean reversed) {
    if (!cell.options().equals(CellOptions.PLAIN)) {
      throw new UnsupportedOperationException(
          "peepholes, layer normalisation and a reset gate before the product have no path for a card yet: use --device cpu");
    }
    return switch (cell.kind()) {
      case LSTM -> new PlainLstm(cell, type, reversed);
      case GRU -> new PlainGru(cell, type, reversed);
      case SIMPLE -> new PlainRnn(cell, type, reversed);
    };
  }

  @Override
  public void weights(Weights weights, boolean training) {
    input = weights.input();
    recurrent = weights.recurrent();
    bias = weights.bias().reshape(1, weights.bias().length());
  }

  /** Makes room for a mini-batch; the first slot of the states is zero. */
  void begin(PlainBatch newBatch, INDArray keepHidden) {
    batch = newBatch;
    keep = keepHidden;
    gates = gateRoom.shaped((long) batch.steps() * batch.size(), width);
    hidden = hiddenRoom.shaped((batch.steps() + 1L) * batch.size(), units);
    seen = dropping() ? seenRoom.shaped((batch.steps() + 1L) * batch.size(), units) : hidden;
    slot(hidden, first()).assign(0);
  }

  private boolean dropping() {
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
    long from = (long) slot * batch.size();
    return all.get(NDArrayIndex.interval(from, from + batch.size()), NDArrayIndex.all());
  }

  static INDArray columns(INDArray rows, long from, long count) {
    return rows.get(NDArrayIndex.all(), NDArrayIndex.interval(from, from + count));
  }

  /** The outputs of all steps, {@code [rows, units]}, those of masked steps not yet zero. */
  final INDArray outputs() {
    long from = reversed ? 0 : batch.size();
    return hidden.get(
        NDArrayIndex.interval(from, from + (long) batch.steps() * batch.size()),
        NDArrayIndex.all());
  }

  void forward(INDArray x) {
    x.mmuli(input, gates);
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

  /** From the pre-activations of step {@code t} to the state in slot {@code after}. */
  abstract void advance(int t, int before, int after);

  void backward(INDArray outer, int limit) {
    INDArray hand = Nd4j.zeros(type, batch.size(), units);
    for (int step = batch.steps() - 1; step >= 0; step--) {
      int t = reversed ? batch.steps() - 1 - step : step;
      if (step < batch.steps() - limit) {
        slot(gates, t).assign(0);
        slot(recurrentGradients(), t).assign(0);
        continue;
      }
      INDArray out = slot(outer, t);
      INDArray state = hand.add(batch.masked() ? out.mulColumnVector(batch.live(t)) : out);
      INDArray direct = retreat(t, reversed ? t + 1 : t, state);
      if (batch.masked()) {
        slot(gates, t).muliColumnVector(batch.live(t));
        if (recurrentGradients() != gates) {
          slot(recurrentGradients(), t).muliColumnVector(batch.live(t));
        }
        direct.muliColumnVector(batch.live(t)).addi(hand.mulColumnVector(batch.dead(t)));
      }
      INDArray back = slot(recurrentGradients(), t).mmul(recurrent.transpose());
      hand = direct.addi(dropping() ? back.muli(keep) : back);
    }
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

  /** The gradients of what the recurrent weights produce, {@code [rows, width]}. */
  INDArray recurrentGradients() {
    return gates;
  }

  INDArray biasGradient() {
    return gates.sum(0);
  }

  @Override
  public void gradients(Weights gradients) {
    gradients.input().assign(batch.x().transpose().mmul(gates));
    long from = reversed ? batch.size() : 0;
    INDArray previous =
        seen.get(
            NDArrayIndex.interval(from, from + (long) batch.steps() * batch.size()),
            NDArrayIndex.all());
    gradients.recurrent().assign(previous.transpose().mmul(recurrentGradients()));
    gradients.bias().assign(biasGradient().reshape(gradients.bias().shape()));
  }

  @Override
  public void startGradient(int kind, INDArray out) {
    throw new UnsupportedOperationException(
        "operations of ND4J keep no gradient of the first state");
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
