package io.palavra.embeddings.rows;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** A vector beside rows of a table that is read from end to end. Serves one thread. */
final class VectorScans {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = SPECIES.withLanes(int.class);
  private static final int HIGHEST = 0xff000000;
  private static final int LANES = SPECIES.length();

  private final float[] lanes = new float[4 * LANES];

  /** The sum of the lanes that lie from a place on. */
  float total(int from) {
    return VectorRows.total(lanes, from);
  }

  /** Products with four rows, one behind the other. */
  void four(float[] x, float[] table, int offset, float[] products, int row, int width) {
    FloatVector sumA = FloatVector.zero(SPECIES);
    FloatVector sumB = sumA;
    FloatVector sumC = sumA;
    FloatVector sumD = sumA;
    for (int i = 0; i < width; i += LANES) {
      FloatVector piece = FloatVector.fromArray(SPECIES, x, i);
      sumA = piece.fma(FloatVector.fromArray(SPECIES, table, offset + i), sumA);
      sumB = piece.fma(FloatVector.fromArray(SPECIES, table, offset + width + i), sumB);
      sumC = piece.fma(FloatVector.fromArray(SPECIES, table, offset + 2 * width + i), sumC);
      sumD = piece.fma(FloatVector.fromArray(SPECIES, table, offset + 3 * width + i), sumD);
    }
    sumA.intoArray(lanes, 0);
    sumB.intoArray(lanes, LANES);
    sumC.intoArray(lanes, 2 * LANES);
    sumD.intoArray(lanes, 3 * LANES);
    for (int j = 0; j < 4; j++) {
      products[row + j] = total(j * LANES);
    }
  }

  /**
   * Products with two rows of bytes; {@link #total} of 0 and of the lanes gives them. A byte in the
   * highest place of an integer is its value times 2^24: no shift back is needed.
   */
  void twoPacked(float[] x, int[] table, int first, int second, int width) {
    FloatVector sumA = FloatVector.zero(SPECIES);
    FloatVector sumB = sumA;
    FloatVector sumC = sumA;
    FloatVector sumD = sumA;
    FloatVector otherA = sumA;
    FloatVector otherB = sumA;
    FloatVector otherC = sumA;
    FloatVector otherD = sumA;
    for (int i = 0; i < width; i += LANES) {
      IntVector one = IntVector.fromArray(INTS, table, first + i);
      IntVector two = IntVector.fromArray(INTS, table, second + i);
      FloatVector piece = FloatVector.fromArray(SPECIES, x, 4 * i);
      IntVector top = one.lanewise(VectorOperators.LSHL, 24);
      sumA = piece.fma((FloatVector) top.convert(VectorOperators.I2F, 0), sumA);
      top = two.lanewise(VectorOperators.LSHL, 24);
      otherA = piece.fma((FloatVector) top.convert(VectorOperators.I2F, 0), otherA);
      piece = FloatVector.fromArray(SPECIES, x, 4 * i + LANES);
      top = one.lanewise(VectorOperators.LSHL, 16).and(HIGHEST);
      sumB = piece.fma((FloatVector) top.convert(VectorOperators.I2F, 0), sumB);
      top = two.lanewise(VectorOperators.LSHL, 16).and(HIGHEST);
      otherB = piece.fma((FloatVector) top.convert(VectorOperators.I2F, 0), otherB);
      piece = FloatVector.fromArray(SPECIES, x, 4 * i + 2 * LANES);
      top = one.lanewise(VectorOperators.LSHL, 8).and(HIGHEST);
      sumC = piece.fma((FloatVector) top.convert(VectorOperators.I2F, 0), sumC);
      top = two.lanewise(VectorOperators.LSHL, 8).and(HIGHEST);
      otherC = piece.fma((FloatVector) top.convert(VectorOperators.I2F, 0), otherC);
      piece = FloatVector.fromArray(SPECIES, x, 4 * i + 3 * LANES);
      top = one.and(HIGHEST);
      sumD = piece.fma((FloatVector) top.convert(VectorOperators.I2F, 0), sumD);
      top = two.and(HIGHEST);
      otherD = piece.fma((FloatVector) top.convert(VectorOperators.I2F, 0), otherD);
    }
    sumA.add(sumB).add(sumC.add(sumD)).intoArray(lanes, 0);
    otherA.add(otherB).add(otherC.add(otherD)).intoArray(lanes, LANES);
  }
}
