package io.palavra.kernels.arithmetic;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The {@link Squash} functions that there are vectors for, of as many elements as fill vectors. */
final class VectorCurves {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private VectorCurves() {}

  /** {@code y = f(y)} for the first elements; returns how many, of {@code n}. */
  static int squash(Squash f, float[] y, int yOffset, int n) {
    int bound = SPECIES.loopBound(n);
    int end = yOffset + bound;
    if (f == Squash.SIGMOID) {
      logistic(y, yOffset, end, -1, 0, 1);
    } else if (f == Squash.TANH) {
      logistic(y, yOffset, end, 2, 1, -2);
    } else if (f == Squash.RELU) {
      relu(y, yOffset, end);
    } else {
      return 0;
    }
    return bound;
  }

  /**
   * {@code y = low + span / (1 + exp(slope y))}: the sigmoid is {@code 1 / (1 + exp(-y))}, tanh is
   * {@code 1 - 2 / (1 + exp(2 y))}.
   */
  private static void logistic(float[] y, int from, int end, float slope, float low, float span) {
    FloatVector slopes = FloatVector.broadcast(SPECIES, slope);
    FloatVector lows = FloatVector.broadcast(SPECIES, low);
    FloatVector spans = FloatVector.broadcast(SPECIES, span);
    for (int i = from; i < end; i += LANES) {
      FloatVector e = VectorExponential.exp(FloatVector.fromArray(SPECIES, y, i).mul(slopes));
      lows.add(spans.div(e.add(1))).intoArray(y, i);
    }
  }

  private static void relu(float[] y, int from, int end) {
    for (int i = from; i < end; i += LANES) {
      FloatVector.fromArray(SPECIES, y, i).max(0).intoArray(y, i);
    }
  }

  /** {@code d *= f'(x)} with {@code y = f(x)} for the first elements; returns how many. */
  static int slope(Squash f, float[] y, int yOffset, float[] d, int dOffset, int n) {
    int bound = SPECIES.loopBound(n);
    switch (f) {
      case SIGMOID -> {
        for (int i = 0; i < bound; i += LANES) {
          FloatVector v = FloatVector.fromArray(SPECIES, y, yOffset + i);
          FloatVector slope = v.sub(v.mul(v));
          FloatVector.fromArray(SPECIES, d, dOffset + i).mul(slope).intoArray(d, dOffset + i);
        }
      }
      case TANH -> {
        for (int i = 0; i < bound; i += LANES) {
          FloatVector v = FloatVector.fromArray(SPECIES, y, yOffset + i);
          FloatVector slope = FloatVector.broadcast(SPECIES, 1).sub(v.mul(v));
          FloatVector.fromArray(SPECIES, d, dOffset + i).mul(slope).intoArray(d, dOffset + i);
        }
      }
      case RELU -> {
        FloatVector none = FloatVector.zero(SPECIES);
        for (int i = 0; i < bound; i += LANES) {
          FloatVector v = FloatVector.fromArray(SPECIES, y, yOffset + i);
          FloatVector slope = none.blend(1, v.compare(VectorOperators.GT, 0));
          FloatVector.fromArray(SPECIES, d, dOffset + i).mul(slope).intoArray(d, dOffset + i);
        }
      }
      default -> bound = 0;
    }
    return bound;
  }
}
