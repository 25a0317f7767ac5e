package io.palavra.kernels.arithmetic;

/**
 * An activation function whose derivative can be had from its output alone, so that a backward pass
 * needs no input kept.
 */
public enum Squash {
  /** {@code x}. */
  IDENTITY,
  /** {@code 1 / (1 + exp(-x))}. */
  SIGMOID,
  /** {@code tanh(x)}. */
  TANH,
  /** {@code max(0, x)}. */
  RELU,
  /** {@code min(1, max(0, 0.2 x + 0.5))}. */
  HARD_SIGMOID,
  /** {@code min(1, max(-1, x))}. */
  HARD_TANH,
  /** {@code x / (1 + |x|)}. */
  SOFTSIGN;

  /** The value at {@code x}, in double precision. */
  public double value(double x) {
    return switch (this) {
      case IDENTITY -> x;
      case SIGMOID -> 1 / (1 + Math.exp(-x));
      case TANH -> Math.tanh(x);
      case RELU -> Math.max(0, x);
      case HARD_SIGMOID -> Math.min(1, Math.max(0, 0.2 * x + 0.5));
      case HARD_TANH -> Math.min(1, Math.max(-1, x));
      case SOFTSIGN -> x / (1 + Math.abs(x));
    };
  }

  /** The derivative where the value is {@code y}. */
  public double slope(double y) {
    return switch (this) {
      case IDENTITY -> 1;
      case SIGMOID -> y * (1 - y);
      case TANH -> 1 - y * y;
      case RELU -> y > 0 ? 1 : 0;
      case HARD_SIGMOID -> y > 0 && y < 1 ? 0.2 : 0;
      case HARD_TANH -> y > -1 && y < 1 ? 1 : 0;
      case SOFTSIGN -> (1 - Math.abs(y)) * (1 - Math.abs(y));
    };
  }
}
