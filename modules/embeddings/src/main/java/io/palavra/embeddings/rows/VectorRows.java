package io.palavra.embeddings.rows;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Vector API. Six rows at a time, with the dimension as the outer loop: the six sums stay in
 * registers and a piece of {@code x} is loaded once for all six. Lanes are added up in a fixed
 * order by hand, since {@code reduceLanes} promises none.
 */
final class VectorRows implements RowMath {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private final float[] lanes = new float[GROUP * LANES];

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public String description() {
    return "Vector API with " + LANES + " lanes";
  }

  @Override
  public float dot(float[] x, int xOffset, float[] y, int yOffset, int width) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = 0; i < width; i += LANES) {
      sum = load(x, xOffset + i).fma(load(y, yOffset + i), sum);
    }
    sum.intoArray(lanes, 0);
    return total(0);
  }

  @Override
  public void addScaled(float factor, float[] x, int xOffset, float[] y, int yOffset, int width) {
    FloatVector factors = FloatVector.broadcast(SPECIES, factor);
    for (int i = 0; i < width; i += LANES) {
      load(x, xOffset + i).fma(factors, load(y, yOffset + i)).intoArray(y, yOffset + i);
    }
  }

  @Override
  public void dots(
      float[] x, float[] table, int[] offsets, int count, float[] products, int width) {
    int k = 0;
    for (; k + GROUP <= count; k += GROUP) {
      dotSix(x, table, offsets, k, products, width);
    }
    for (; k < count; k++) {
      products[k] = dot(x, 0, table, offsets[k], width);
    }
  }

  private void dotSix(float[] x, float[] table, int[] offsets, int k, float[] products, int width) {
    int a = offsets[k];
    int b = offsets[k + 1];
    int c = offsets[k + 2];
    int d = offsets[k + 3];
    int e = offsets[k + 4];
    int f = offsets[k + 5];
    FloatVector sumA = FloatVector.zero(SPECIES);
    FloatVector sumB = sumA;
    FloatVector sumC = sumA;
    FloatVector sumD = sumA;
    FloatVector sumE = sumA;
    FloatVector sumF = sumA;
    for (int i = 0; i < width; i += LANES) {
      FloatVector piece = load(x, i);
      sumA = piece.fma(load(table, a + i), sumA);
      sumB = piece.fma(load(table, b + i), sumB);
      sumC = piece.fma(load(table, c + i), sumC);
      sumD = piece.fma(load(table, d + i), sumD);
      sumE = piece.fma(load(table, e + i), sumE);
      sumF = piece.fma(load(table, f + i), sumF);
    }
    sumA.intoArray(lanes, 0);
    sumB.intoArray(lanes, LANES);
    sumC.intoArray(lanes, 2 * LANES);
    sumD.intoArray(lanes, 3 * LANES);
    sumE.intoArray(lanes, 4 * LANES);
    sumF.intoArray(lanes, 5 * LANES);
    for (int j = 0; j < GROUP; j++) {
      products[k + j] = total(j * LANES);
    }
  }

  private float total(int from) {
    float even = lanes[from];
    float odd = lanes[from + 1];
    for (int j = 2; j < LANES; j += 2) {
      even += lanes[from + j];
      odd += lanes[from + j + 1];
    }
    return even + odd;
  }

  @Override
  public void exchange(
      float[] x, float[] sum, float[] table, int[] offsets, int count, float[] factors, int width) {
    int k = 0;
    for (; k + GROUP <= count; k += GROUP) {
      exchangeSix(x, sum, table, offsets, k, factors, width);
    }
    for (; k < count; k++) {
      FloatVector factor = FloatVector.broadcast(SPECIES, factors[k]);
      int row = offsets[k];
      for (int i = 0; i < width; i += LANES) {
        FloatVector values = load(table, row + i);
        values.fma(factor, load(sum, i)).intoArray(sum, i);
        load(x, i).fma(factor, values).intoArray(table, row + i);
      }
    }
  }

  private static void exchangeSix(
      float[] x, float[] sum, float[] table, int[] offsets, int k, float[] factors, int width) {
    int a = offsets[k];
    int b = offsets[k + 1];
    int c = offsets[k + 2];
    int d = offsets[k + 3];
    int e = offsets[k + 4];
    int f = offsets[k + 5];
    FloatVector byA = FloatVector.broadcast(SPECIES, factors[k]);
    FloatVector byB = FloatVector.broadcast(SPECIES, factors[k + 1]);
    FloatVector byC = FloatVector.broadcast(SPECIES, factors[k + 2]);
    FloatVector byD = FloatVector.broadcast(SPECIES, factors[k + 3]);
    FloatVector byE = FloatVector.broadcast(SPECIES, factors[k + 4]);
    FloatVector byF = FloatVector.broadcast(SPECIES, factors[k + 5]);
    for (int i = 0; i < width; i += LANES) {
      FloatVector piece = load(x, i);
      FloatVector total = load(sum, i);
      total = exchangeOne(piece, total, table, a + i, byA);
      total = exchangeOne(piece, total, table, b + i, byB);
      total = exchangeOne(piece, total, table, c + i, byC);
      total = exchangeOne(piece, total, table, d + i, byD);
      total = exchangeOne(piece, total, table, e + i, byE);
      total = exchangeOne(piece, total, table, f + i, byF);
      total.intoArray(sum, i);
    }
  }

  private static FloatVector exchangeOne(
      FloatVector piece, FloatVector total, float[] table, int at, FloatVector factor) {
    FloatVector values = load(table, at);
    piece.fma(factor, values).intoArray(table, at);
    return values.fma(factor, total);
  }

  @Override
  public void scan(float[] x, float[] table, int offset, int rows, float[] products, int width) {
    int row = 0;
    for (; row + 4 <= rows; row += 4) {
      scanFour(x, table, offset + row * width, products, row, width);
    }
    for (; row < rows; row++) {
      products[row] = dot(x, 0, table, offset + row * width, width);
    }
  }

  private void scanFour(
      float[] x, float[] table, int offset, float[] products, int row, int width) {
    FloatVector sumA = FloatVector.zero(SPECIES);
    FloatVector sumB = sumA;
    FloatVector sumC = sumA;
    FloatVector sumD = sumA;
    for (int i = 0; i < width; i += LANES) {
      FloatVector piece = load(x, i);
      sumA = piece.fma(load(table, offset + i), sumA);
      sumB = piece.fma(load(table, offset + width + i), sumB);
      sumC = piece.fma(load(table, offset + 2 * width + i), sumC);
      sumD = piece.fma(load(table, offset + 3 * width + i), sumD);
    }
    sumA.intoArray(lanes, 0);
    sumB.intoArray(lanes, LANES);
    sumC.intoArray(lanes, 2 * LANES);
    sumD.intoArray(lanes, 3 * LANES);
    for (int j = 0; j < 4; j++) {
      products[row + j] = total(j * LANES);
    }
  }

  private static FloatVector load(float[] array, int offset) {
    return FloatVector.fromArray(SPECIES, array, offset);
  }
}
