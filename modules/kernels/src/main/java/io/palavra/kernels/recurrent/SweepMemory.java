package io.palavra.kernels.recurrent;

import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.OuterProduct;
import io.palavra.kernels.arithmetic.Transfer;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * What belongs to one {@link Sweep}.
 *
 * <p>The arrays that bring the weights in carry their gradients out: the sweep has packed the
 * weights by then.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class SweepMemory<A> implements RecurrenceMemory {
  private final Arithmetic<A> math;
  private final Transfer<A> transfer;
  private final Sweep<A> sweep;
  private final List<A> outers = new ArrayList<>();
  private final List<A> startGradients = new ArrayList<>();
  private final A inputWeights;
  private final A recurrentWeights;
  private final A biases;
  private final A biasGradients;
  private A state;
  private A below;

  SweepMemory(Arithmetic<A> math, Transfer<A> transfer, Sweep<A> sweep) {
    this.math = math;
    this.transfer = transfer;
    this.sweep = sweep;
    outers.add(math.allocate(0));
    this.state = math.allocate(0);
    this.below = state;
    this.inputWeights = math.allocate(sweep.width * sweep.inputs);
    this.recurrentWeights = math.allocate(sweep.width * sweep.units);
    this.biases = math.allocate(sweep.biases());
    this.biasGradients = math.allocate(sweep.biases());
  }

  @Override
  public void weights(Weights weights, boolean training) {
    transfer.read(weights.input().transpose(), inputWeights);
    transfer.read(products(weights).transpose(), recurrentWeights);
    transfer.read(flat(weights.bias()), 0, sweep.peepholes, biases);
    if (sweep.gains > sweep.peepholes) {
      A part = math.allocate(sweep.gains - sweep.peepholes);
      transfer.read(peepholes(weights).transpose(), part);
      math.copy(part, 0, biases, sweep.peepholes, sweep.gains - sweep.peepholes);
    }
    weights
        .gains()
        .ifPresent(
            gains -> {
              A part = math.allocate((int) gains.length());
              transfer.read(flat(gains), part);
              math.copy(part, 0, biases, sweep.gains, (int) gains.length());
            });
    sweep.weights(inputWeights, recurrentWeights, biases, training);
  }

  private static INDArray flat(INDArray vector) {
    return vector.reshape(vector.length());
  }

  /** The recurrent weights without the peepholes. */
  private INDArray products(Weights weights) {
    return weights.recurrent().get(NDArrayIndex.all(), NDArrayIndex.interval(0, sweep.width));
  }

  private INDArray peepholes(Weights weights) {
    return weights
        .recurrent()
        .get(NDArrayIndex.all(), NDArrayIndex.interval(sweep.width, weights.recurrent().size(1)));
  }

  @Override
  public void start(int kind, INDArray states) {
    int units = sweep.units;
    state = sweep.room(state, sweep.packing.batch() * units);
    transfer.read(states, state);
    for (int rank = 0; rank < sweep.packing.batch(); rank++) {
      math.copy(
          state,
          sweep.packing.sequence(rank) * units,
          sweep.state(kind),
          sweep.packing.start(rank, sweep.reversed) * units,
          units);
    }
  }

  @Override
  public void end(int kind, INDArray out) {
    int units = sweep.units;
    state = sweep.room(state, sweep.packing.batch() * units);
    for (int rank = 0; rank < sweep.packing.batch(); rank++) {
      math.copy(
          sweep.state(kind),
          sweep.packing.end(rank) * units,
          state,
          sweep.packing.sequence(rank) * units,
          units);
    }
    transfer.write(state, out);
  }

  /** The gradients of the sweep's output, {@code [padded rows, units]}, for each kind of state. */
  List<A> outers() {
    return outers;
  }

  /** The gradient of the input, {@code [rows, inputs]}. */
  A below() {
    return below;
  }

  /** Makes room for the gradient of the input. */
  void below(int length) {
    below = sweep.room(below, length);
  }

  /** Makes room for {@code length} elements in the gradients of {@code kinds} kinds of state. */
  void outers(int kinds, int length) {
    while (outers.size() < kinds) {
      outers.add(math.allocate(0));
    }
    for (int kind = 0; kind < kinds; kind++) {
      outers.set(kind, sweep.room(outers.get(kind), length));
    }
  }

  /** Makes room for the gradients of the states before the first steps. */
  void startGradients(int kinds, int length) {
    while (startGradients.size() < kinds) {
      startGradients.add(math.allocate(0));
    }
    for (int kind = 0; kind < kinds; kind++) {
      startGradients.set(kind, sweep.room(startGradients.get(kind), length));
    }
  }

  /** Takes over those of the sequences of ranks {@code from} to {@code to}. */
  void takeHands(Hands<A> hands, int from, int to) {
    int units = sweep.units;
    for (int rank = from; rank < to; rank++) {
      int at = sweep.packing.sequence(rank) * units;
      math.copy(hands.hidden, (rank - from) * units, startGradients.get(0), at, units);
      if (startGradients.size() > 1) {
        math.copy(hands.memory, (rank - from) * units, startGradients.get(1), at, units);
      }
    }
  }

  /**
   * Copies the gradients of the states of one kind before the first step, {@code [batch, units]}.
   */
  @Override
  public void startGradient(int kind, INDArray out) {
    transfer.write(startGradients.get(kind), out);
  }

  List<OuterProduct<A>> products(A x) {
    return sweep.products(x, inputWeights, recurrentWeights);
  }

  void sumBiases() {
    math.fill(biasGradients, 0, sweep.biases(), 0);
    sweep.biasGradient(biasGradients);
  }

  @Override
  public void gradients(Weights gradients) {
    sweep.gather(recurrentWeights);
    transfer.write(inputWeights, gradients.input().transpose());
    transfer.write(recurrentWeights, products(gradients).transpose());
    transfer.write(biasGradients, 0, sweep.peepholes, flat(gradients.bias()));
    if (sweep.gains > sweep.peepholes) {
      A part = math.allocate(sweep.gains - sweep.peepholes);
      math.copy(biasGradients, sweep.peepholes, part, 0, sweep.gains - sweep.peepholes);
      transfer.write(part, peepholes(gradients).transpose());
    }
    gradients
        .gains()
        .ifPresent(
            gains -> {
              A part = math.allocate((int) gains.length());
              math.copy(biasGradients, sweep.gains, part, 0, (int) gains.length());
              transfer.write(part, flat(gains));
            });
  }
}
