package io.palavra.kernels.attention;

import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.part.Dropout;
import io.palavra.kernels.part.Pass;

/**
 * Drops weights behind the softmax, each by itself, and scales the others up, in training alone. A
 * query may lose all of its weights; its mean is then zero. The weights themselves stay as they
 * are: the softmax's way back needs them, and so does who looks where it looked.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class WeightDropout<A> {
  private final Floor<A> floor;
  private final double probability;
  private A left;
  private long seed;
  private boolean dropping;

  WeightDropout(Floor<A> floor, double probability) {
    this.floor = floor;
    this.probability = probability;
    this.left = floor.math().allocate(0);
  }

  /** Begins a pass over so many weights. */
  void begin(int count, Pass pass) {
    dropping = pass.dropping() && probability > 0;
    if (dropping) {
      seed = pass.seeds().getAsLong();
      left = floor.room(left, count);
    }
  }

  /**
   * Drops some of a row's weights.
   *
   * @param seen how many of the row may be other than zero
   * @param n how many it has
   */
  void drop(A weights, int at, int seen, int n) {
    if (dropping) {
      Arithmetic<A> math = floor.math();
      Dropout.draw(math, seed, probability, left, at, at + seen);
      math.multiply(weights, at, left, at, left, at, seen);
      math.fill(left, at + seen, n - seen, 0);
    }
  }

  /** What values are multiplied with, at the places of the weights. */
  A left(A weights) {
    return dropping ? left : weights;
  }

  /**
   * From the gradients of what is left of {@code n} weights to those of their scores, in place.
   *
   * <p>With {@code y} for a weight, {@code z} for what is left of it and {@code g} for its gradient
   * that is {@code z g - y sum(z g)}: so nobody need remember what was drawn.
   */
  void back(A weights, int at, A slope, int slopeAt, int n) {
    if (!dropping) {
      floor.rows().softmaxBack(floor.math(), weights, at, slope, slopeAt, n);
      return;
    }
    floor.math().multiply(left, at, slope, slopeAt, slope, slopeAt, n);
    double sum = floor.rows().sum(slope, slopeAt, n);
    floor.rows().addScaled(-sum, weights, at, slope, slopeAt, n);
  }
}
