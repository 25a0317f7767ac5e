package io.palavra.kernels.arithmetic;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Exponential} for a vector at a time.
 *
 * <p>The one method that returns a vector: five loops need its twenty operations. A loop calls it
 * once, and a method has one such loop, so that HotSpot inlines it before the method is too big.
 */
final class VectorExponential {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private VectorExponential() {}

  static FloatVector exp(FloatVector value) {
    FloatVector x = value.min(Exponential.LIMIT).max(-Exponential.LIMIT);
    FloatVector round = FloatVector.broadcast(SPECIES, Exponential.ROUND);
    FloatVector shifted = x.fma(FloatVector.broadcast(SPECIES, Exponential.LOG2_E), round);
    FloatVector k = shifted.sub(round);
    FloatVector r = k.fma(FloatVector.broadcast(SPECIES, -Exponential.LN2_HIGH), x);
    r = k.fma(FloatVector.broadcast(SPECIES, -Exponential.LN2_LOW), r);
    FloatVector p = FloatVector.broadcast(SPECIES, Exponential.C6);
    p = p.fma(r, FloatVector.broadcast(SPECIES, Exponential.C5));
    p = p.fma(r, FloatVector.broadcast(SPECIES, Exponential.C4));
    p = p.fma(r, FloatVector.broadcast(SPECIES, Exponential.C3));
    p = p.fma(r, FloatVector.broadcast(SPECIES, Exponential.C2));
    p = p.mul(r).fma(r, r).add(1);
    FloatVector power =
        shifted
            .reinterpretAsInts()
            .add(127)
            .lanewise(VectorOperators.LSHL, 23)
            .reinterpretAsFloats();
    return p.mul(power);
  }
}
