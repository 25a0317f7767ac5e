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
    switch (f) {
      case SIGMOID -> {
        for (int i = yOffset; i < end; i += LANES) {
          FloatVector e = VectorExponential.exp(FloatVector.fromArray(SPECIES, y, i).neg());
          FloatVector.broadcast(SPECIES, 1).div(e.add(1)).intoArray(y, i);
        }
      }
      case TANH -> {
        for (int i = yOffset; i < end; i += LANES) {
          FloatVector x = FloatVector.fromArray(SPECIES, y, i);
          FloatVector e = VectorExponential.exp(x.add(x));
          FloatVector.broadcast(SPECIES, 1)
              .sub(FloatVector.broadcast(SPECIES, 2).div(e.add(1)))
              .intoArray(y, i);
        }
      }
      case RELU -> {
        for (int i = yOffset; i < end; i += LANES) {
          FloatVector.fromArray(SPECIES, y, i).max(0).intoArray(y, i);
        }
      }
      default -> bound = 0;
    }
    return bound;
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
