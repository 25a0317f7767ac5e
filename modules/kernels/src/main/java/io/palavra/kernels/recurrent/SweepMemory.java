package io.palavra.kernels.recurrent;

import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.OuterProduct;
import io.palavra.kernels.arithmetic.Transfer;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The way between one sweep and ND4J's arrays: weights and states in, states and gradients out.
 *
 * <p>The arrays that bring the weights in carry their gradients out: the sweep has packed the
 * weights by then.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class SweepMemory<A> {
  private final Arithmetic<A> math;
  private final Transfer<A> transfer;
  private final Sweep<A> sweep;
  private A outer;
  private final A inputWeights;
  private final A recurrentWeights;
  private final A biases;
  private final A biasGradients;
  private A state;

  SweepMemory(Arithmetic<A> math, Transfer<A> transfer, Sweep<A> sweep) {
    this.math = math;
    this.transfer = transfer;
    this.sweep = sweep;
    this.outer = math.allocate(0);
    this.state = math.allocate(0);
    this.inputWeights = math.allocate(sweep.width * sweep.inputs);
    this.recurrentWeights = math.allocate(sweep.width * sweep.units);
    this.biases = math.allocate(sweep.biases());
    this.biasGradients = math.allocate(sweep.biases());
  }

  /** Takes over {@code [inputs, width]}, {@code [units, width]} and the biases. */
  void weights(INDArray input, INDArray recurrent, INDArray bias, boolean training) {
    transfer.read(input.transpose(), inputWeights);
    transfer.read(recurrent.transpose(), recurrentWeights);
    transfer.read(bias.reshape(bias.length()), biases);
    sweep.weights(inputWeights, recurrentWeights, biases, training);
  }

  /** Sets the states before the first step, {@code [batch, units]}. */
  void start(INDArray hidden) {
    put(hidden, sweep.hidden);
  }

  /** Sets the memories before the first step, {@code [batch, units]}. */
  void startMemory(INDArray memory) {
    put(memory, ((LstmSweep<A>) sweep).memory());
  }

  private void put(INDArray source, A slots) {
    int n = sweep.extent.batch() * sweep.units;
    state = sweep.room(state, n);
    transfer.read(source, state);
    math.copy(state, 0, slots, sweep.first() * sweep.units, n);
  }

  /** Copies the states after the last step, {@code [batch, units]}. */
  void end(INDArray hidden) {
    take(sweep.hidden, hidden);
  }

  /** Copies the memories after the last step, {@code [batch, units]}. */
  void endMemory(INDArray memory) {
    take(((LstmSweep<A>) sweep).memory(), memory);
  }

  private void take(A slots, INDArray out) {
    int n = sweep.extent.batch() * sweep.units;
    state = sweep.room(state, n);
    math.copy(slots, sweep.last() * sweep.units, state, 0, n);
    transfer.write(state, out);
  }

  /** The gradient of the sweep's output, {@code [rows, units]}. */
  A outer() {
    return outer;
  }

  /** Makes room for {@code length} elements in it. */
  void outer(int length) {
    outer = sweep.room(outer, length);
  }

  List<OuterProduct<A>> products(A x) {
    return sweep.products(x, inputWeights, recurrentWeights);
  }

  void sumBiases() {
    math.fill(biasGradients, 0, sweep.biases(), 0);
    sweep.biasGradient(biasGradients, 0, sweep.biases());
  }

  /** Copies the gradients of the last backward pass, in the shapes of {@link #weights}. */
  void gradients(INDArray input, INDArray recurrent, INDArray bias) {
    transfer.write(inputWeights, input.transpose());
    transfer.write(recurrentWeights, recurrent.transpose());
    transfer.write(biasGradients, bias.reshape(bias.length()));
  }
}
