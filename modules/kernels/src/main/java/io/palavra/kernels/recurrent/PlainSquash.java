package io.palavra.kernels.recurrent;

import io.palavra.kernels.arithmetic.Squash;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** An activation in operations of ND4J, with its derivative by way of its value. */
record PlainSquash(IActivation activation, Squash squash) {

  static PlainSquash of(IActivation activation) {
    return new PlainSquash(activation, Activations.squash(activation));
  }

  /** Replaces {@code x} by the values at {@code x}. */
  void apply(INDArray x) {
    if (squash == Squash.HARD_SIGMOID) {
      // ND4J's own multiplies by 0.2 in single precision whatever the type.
      x.muli(0.2).addi(0.5);
      x.assign(Transforms.min(Transforms.max(x, 0, true), 1, true));
      return;
    }
    INDArray value = activation.getActivation(x, true);
    if (value != x) {
      x.assign(value);
    }
  }

  /** The derivatives where the values are {@code y}. */
  INDArray slope(INDArray y) {
    return switch (squash) {
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
