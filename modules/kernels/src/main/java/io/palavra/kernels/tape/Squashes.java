package io.palavra.kernels.tape;

import io.palavra.kernels.arithmetic.Squash;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Activations in operations of ND4J, and their derivatives by way of their values. */
final class Squashes {

  private Squashes() {}

  static INDArray value(Squash f, INDArray x) {
    return switch (f) {
      case IDENTITY -> x.dup('c');
      case SIGMOID -> Transforms.sigmoid(x, true);
      case TANH -> Transforms.tanh(x, true);
      case RELU -> Transforms.max(x, 0, true);
      case HARD_SIGMOID -> Transforms.min(Transforms.max(x.mul(0.2).addi(0.5), 0, true), 1, true);
      case HARD_TANH -> Transforms.min(Transforms.max(x, -1, true), 1, true);
      case SOFTSIGN -> x.div(Transforms.abs(x, true).addi(1));
    };
  }

  /** The derivatives where the values are {@code y}. */
  static INDArray slope(Squash f, INDArray y) {
    return switch (f) {
      case IDENTITY -> y.ulike().assign(1);
      case SIGMOID -> y.rsub(1).muli(y);
      case TANH -> y.mul(y).rsubi(1);
      case RELU -> y.gt(0).castTo(y.dataType());
      case HARD_SIGMOID -> inside(y, 0).muli(0.2);
      case HARD_TANH -> inside(y, -1);
      case SOFTSIGN -> {
        INDArray rest = Transforms.abs(y, true).rsubi(1);
        yield rest.mul(rest);
      }
    };
  }

  /** One where {@code y} is above {@code low} and below one. */
  private static INDArray inside(INDArray y, double low) {
    return y.gt(low).castTo(y.dataType()).muli(y.lt(1).castTo(y.dataType()));
  }
}
