package io.palavra.kernels.recurrent;

import io.palavra.kernels.arithmetic.Activations;
import io.palavra.kernels.arithmetic.Squash;
import java.util.Optional;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * {@link Curve} in operations of ND4J: the derivative of what the kernels have is taken from its
 * value.
 */
record PlainSquash(IActivation activation, Optional<Squash> squash) {

  static PlainSquash of(IActivation activation) {
    Activations.requireFixed(activation);
    return new PlainSquash(activation, Activations.known(activation));
  }

  /** Whether the derivative is taken from what the activation was given. */
  boolean needsInput() {
    return squash.isEmpty();
  }

  /** Replaces {@code x} by the values at {@code x}. */
  void apply(INDArray x) {
    if (squash.equals(Optional.of(Squash.HARD_SIGMOID))) {
      // ND4J's own multiplies by 0.2 in single precision whatever the type.
      x.muli(0.2).addi(0.5);
      x.assign(Transforms.min(Transforms.max(x, 0, true), 1, true));
      return;
    }
    INDArray value = activation.getActivation(needsInput() ? x.dup('c') : x, true);
    if (value != x) {
      x.assign(value);
    }
  }

  /**
   * The gradient of what the activation was given; a new array.
   *
   * @param x what it was given; read only where {@link #needsInput}
   * @param y its values there
   * @param d the gradient of the values
   */
  INDArray back(INDArray x, INDArray y, INDArray d) {
    return needsInput()
        ? activation.backprop(x.dup('c'), d.dup('c')).getFirst()
        : slope(squash.get(), y).muli(d);
  }

  private static INDArray slope(Squash f, INDArray y) {
    return switch (f) {
      case IDENTITY -> y.ulike().assign(1);
      case SIGMOID -> y.rsub(1).muli(y);
      case TANH -> y.mul(y).rsubi(1);
      case RELU -> y.gt(0).castTo(y.dataType());
      case HARD_SIGMOID -> inside(y, 0, 1).muli(0.2);
      case HARD_TANH -> inside(y, -1, 1);
      case SOFTSIGN -> {
        INDArray rest = Transforms.abs(y, true).rsubi(1);
        yield rest.muli(rest.dup());
      }
    };
  }

  private static INDArray inside(INDArray y, double low, double high) {
    return y.gt(low).castTo(y.dataType()).muli(y.lt(high).castTo(y.dataType()));
  }
}
