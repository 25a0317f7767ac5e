package io.palavra.kernels.recurrent;

import io.palavra.kernels.arithmetic.Activations;
import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.arithmetic.Squash;
import io.palavra.kernels.arithmetic.Transfer;
import java.util.Optional;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * An activation of parts of rows: one of the kernels' own, or any of ND4J's, which is called for
 * every part by itself and many times as slow.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
abstract class Curve<A> {

  /** The curve of an activation. */
  static <A> Curve<A> of(IActivation activation, Floor<A> floor) {
    Activations.requireFixed(activation);
    return Activations.known(activation)
        .<Curve<A>>map(squash -> new Own<>(floor.math(), squash))
        .orElseGet(() -> new Foreign<>(floor, activation));
  }

  /** The kernels' own form of it, where there is one. */
  abstract Optional<Squash> squash();

  /** Whether the derivative is taken from what the activation was given, not from its value. */
  final boolean needsInput() {
    return squash().isEmpty();
  }

  /** {@code y = f(y)}. */
  abstract void apply(A y, int offset, int n);

  /**
   * {@code d *= f'(x)}, or what stands for it where elements depend on each other.
   *
   * @param x read only where {@link #needsInput}
   * @param y {@code f(x)}
   */
  abstract void slope(A x, int xOffset, A y, int yOffset, A d, int dOffset, int n);

  /** One of the kernels' own. */
  private static final class Own<A> extends Curve<A> {
    private final Arithmetic<A> math;
    private final Squash squash;

    Own(Arithmetic<A> math, Squash squash) {
      this.math = math;
      this.squash = squash;
    }

    @Override
    Optional<Squash> squash() {
      return Optional.of(squash);
    }

    @Override
    void apply(A y, int offset, int n) {
      math.squash(squash, y, offset, n);
    }

    @Override
    void slope(A x, int xOffset, A y, int yOffset, A d, int dOffset, int n) {
      math.slope(squash, y, yOffset, d, dOffset, n);
    }
  }

  /** One of ND4J's. */
  private static final class Foreign<A> extends Curve<A> {
    private final Arithmetic<A> math;
    private final Transfer<A> transfer;
    private final IActivation activation;

    Foreign(Floor<A> floor, IActivation activation) {
      this.math = floor.math();
      this.transfer = floor.transfer();
      this.activation = activation;
    }

    @Override
    Optional<Squash> squash() {
      return Optional.empty();
    }

    @Override
    void apply(A y, int offset, int n) {
      back(activation.getActivation(row(y, offset, n), true), y, offset, n);
    }

    @Override
    void slope(A x, int xOffset, A y, int yOffset, A d, int dOffset, int n) {
      INDArray gradient = activation.backprop(row(x, xOffset, n), row(d, dOffset, n)).getFirst();
      back(gradient, d, dOffset, n);
    }

    private INDArray row(A values, int offset, int n) {
      A copy = math.allocate(n);
      math.copy(values, offset, copy, 0, n);
      INDArray row = Nd4j.createUninitialized(transfer.dataType(), new long[] {1, n}, 'c');
      transfer.write(copy, row);
      return row;
    }

    private void back(INDArray row, A values, int offset, int n) {
      A copy = math.allocate(n);
      transfer.read(row, copy);
      math.copy(copy, 0, values, offset, n);
    }
  }
}
