package io.palavra.embeddings.rows;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Vector API. Six rows at a time, with the dimension as the outer loop: the sums stay in
 * registers and each piece of a row is loaded once for all the rows of the other table. Lanes are
 * added up in a fixed order by hand, since {@code reduceLanes} promises none.
 */
final class VectorRows implements RowMath {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private final float[] lanes = new float[2 * GROUP * LANES];
  private final VectorScans scans = new VectorScans();
  private final VectorExchange exchange = new VectorExchange();

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
      sum =
          FloatVector.fromArray(SPECIES, x, xOffset + i)
              .fma(FloatVector.fromArray(SPECIES, y, yOffset + i), sum);
    }
    sum.intoArray(lanes, 0);
    return total(0);
  }

  @Override
  public void addScaled(float factor, float[] x, int xOffset, float[] y, int yOffset, int width) {
    FloatVector factors = FloatVector.broadcast(SPECIES, factor);
    for (int i = 0; i < width; i += LANES) {
      FloatVector.fromArray(SPECIES, x, xOffset + i)
          .fma(factors, FloatVector.fromArray(SPECIES, y, yOffset + i))
          .intoArray(y, yOffset + i);
    }
  }

  @Override
  public void products(
      float[] a,
      int[] places,
      int rows,
      float[] b,
      int[] offsets,
      int count,
      float[] products,
      int width) {
    int k = 0;
    for (; k + GROUP <= count; k += GROUP) {
      int r = 0;
      for (; r + 2 <= rows; r += 2) {
        twoTimesSix(a, places[r], places[r + 1], b, offsets, k, width);
        totals(0, products, r * count + k);
        totals(GROUP, products, (r + 1) * count + k);
      }
      if (r < rows) {
        oneTimesSix(a, places[r], b, offsets, k, width);
        totals(0, products, r * count + k);
      }
    }
    for (; k < count; k++) {
      for (int r = 0; r < rows; r++) {
        products[r * count + k] = dot(a, places[r], b, offsets[k], width);
      }
    }
  }

  private void totals(int from, float[] products, int to) {
    for (int j = 0; j < GROUP; j++) {
      products[to + j] = total((from + j) * LANES);
    }
  }

  private void twoTimesSix(
      float[] x, int first, int second, float[] table, int[] offsets, int k, int width) {
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
    FloatVector otherA = sumA;
    FloatVector otherB = sumA;
    FloatVector otherC = sumA;
    FloatVector otherD = sumA;
    FloatVector otherE = sumA;
    FloatVector otherF = sumA;
    for (int i = 0; i < width; i += LANES) {
      FloatVector one = FloatVector.fromArray(SPECIES, x, first + i);
      FloatVector two = FloatVector.fromArray(SPECIES, x, second + i);
      FloatVector row = FloatVector.fromArray(SPECIES, table, a + i);
      sumA = one.fma(row, sumA);
      otherA = two.fma(row, otherA);
      row = FloatVector.fromArray(SPECIES, table, b + i);
      sumB = one.fma(row, sumB);
      otherB = two.fma(row, otherB);
      row = FloatVector.fromArray(SPECIES, table, c + i);
      sumC = one.fma(row, sumC);
      otherC = two.fma(row, otherC);
      row = FloatVector.fromArray(SPECIES, table, d + i);
      sumD = one.fma(row, sumD);
      otherD = two.fma(row, otherD);
      row = FloatVector.fromArray(SPECIES, table, e + i);
      sumE = one.fma(row, sumE);
      otherE = two.fma(row, otherE);
      row = FloatVector.fromArray(SPECIES, table, f + i);
      sumF = one.fma(row, sumF);
      otherF = two.fma(row, otherF);
    }
    sumA.intoArray(lanes, 0);
    sumB.intoArray(lanes, LANES);
    sumC.intoArray(lanes, 2 * LANES);
    sumD.intoArray(lanes, 3 * LANES);
    sumE.intoArray(lanes, 4 * LANES);
    sumF.intoArray(lanes, 5 * LANES);
    otherA.intoArray(lanes, 6 * LANES);
    otherB.intoArray(lanes, 7 * LANES);
    otherC.intoArray(lanes, 8 * LANES);
    otherD.intoArray(lanes, 9 * LANES);
    otherE.intoArray(lanes, 10 * LANES);
    otherF.intoArray(lanes, 11 * LANES);
  }

  private void oneTimesSix(float[] x, int at, float[] table, int[] offsets, int k, int width) {
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
      FloatVector piece = FloatVector.fromArray(SPECIES, x, at + i);
      sumA = piece.fma(FloatVector.fromArray(SPECIES, table, a + i), sumA);
      sumB = piece.fma(FloatVector.fromArray(SPECIES, table, b + i), sumB);
      sumC = piece.fma(FloatVector.fromArray(SPECIES, table, c + i), sumC);
      sumD = piece.fma(FloatVector.fromArray(SPECIES, table, d + i), sumD);
      sumE = piece.fma(FloatVector.fromArray(SPECIES, table, e + i), sumE);
      sumF = piece.fma(FloatVector.fromArray(SPECIES, table, f + i), sumF);
    }
    sumA.intoArray(lanes, 0);
    sumB.intoArray(lanes, LANES);
    sumC.intoArray(lanes, 2 * LANES);
    sumD.intoArray(lanes, 3 * LANES);
    sumE.intoArray(lanes, 4 * LANES);
    sumF.intoArray(lanes, 5 * LANES);
  }

  private float total(int from) {
    return total(lanes, from);
  }

  /** The lanes of a vector that lie in an array, in a fixed order. */
  static float total(float[] lanes, int from) {
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
      float[] a,
      int[] places,
      int rows,
      float[] b,
      int[] offsets,
      int count,
      float[] factors,
      int width) {
    exchange.exchange(false, a, places, rows, b, offsets, count, factors, width);
  }

  @Override
  public void exchangeInTurn(
      float[] a,
      int[] places,
      int rows,
      float[] b,
      int[] offsets,
      int count,
      float[] factors,
      int width) {
    exchange.exchange(true, a, places, rows, b, offsets, count, factors, width);
  }

  @Override
  public void sum(
      float[] table, int[] places, float[] factors, int rows, float[] to, int toOffset, int width) {
    int i = 0;
    for (; i + 4 * LANES <= width; i += 4 * LANES) {
      sumFour(table, places, factors, rows, to, toOffset + i, i);
    }
    for (; i < width; i += LANES) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int r = 0; r < rows; r++) {
        FloatVector factor = FloatVector.broadcast(SPECIES, factors[r]);
        sum = FloatVector.fromArray(SPECIES, table, places[r] + i).fma(factor, sum);
      }
      sum.intoArray(to, toOffset + i);
    }
  }

  private static void sumFour(
      float[] table, int[] places, float[] factors, int rows, float[] to, int target, int i) {
    FloatVector sumA = FloatVector.zero(SPECIES);
    FloatVector sumB = sumA;
    FloatVector sumC = sumA;
    FloatVector sumD = sumA;
    for (int r = 0; r < rows; r++) {
      FloatVector factor = FloatVector.broadcast(SPECIES, factors[r]);
      int at = places[r] + i;
      sumA = FloatVector.fromArray(SPECIES, table, at).fma(factor, sumA);
      sumB = FloatVector.fromArray(SPECIES, table, at + LANES).fma(factor, sumB);
      sumC = FloatVector.fromArray(SPECIES, table, at + 2 * LANES).fma(factor, sumC);
      sumD = FloatVector.fromArray(SPECIES, table, at + 3 * LANES).fma(factor, sumD);
    }
    sumA.intoArray(to, target);
    sumB.intoArray(to, target + LANES);
    sumC.intoArray(to, target + 2 * LANES);
    sumD.intoArray(to, target + 3 * LANES);
  }

  @Override
  public void addDifference(
      float factor,
      float[] x,
      int after,
      int before,
      float[] table,
      int[] places,
      int rows,
      int width) {
    int i = 0;
    for (; i + 4 * LANES <= width; i += 4 * LANES) {
      addFour(factor, x, after + i, before + i, table, places, rows, i);
    }
    FloatVector factors = FloatVector.broadcast(SPECIES, factor);
    for (; i < width; i += LANES) {
      FloatVector change =
          FloatVector.fromArray(SPECIES, x, after + i)
              .sub(FloatVector.fromArray(SPECIES, x, before + i))
              .mul(factors);
      for (int r = 0; r < rows; r++) {
        int at = places[r] + i;
        FloatVector.fromArray(SPECIES, table, at).add(change).intoArray(table, at);
      }
    }
  }

  private static void addFour(
      float factor,
      float[] x,
      int after,
      int before,
      float[] table,
      int[] places,
      int rows,
      int i) {
    FloatVector factors = FloatVector.broadcast(SPECIES, factor);
    FloatVector changeA = FloatVector.fromArray(SPECIES, x, after);
    FloatVector changeB = FloatVector.fromArray(SPECIES, x, after + LANES);
    FloatVector changeC = FloatVector.fromArray(SPECIES, x, after + 2 * LANES);
    FloatVector changeD = FloatVector.fromArray(SPECIES, x, after + 3 * LANES);
    changeA = changeA.sub(FloatVector.fromArray(SPECIES, x, before)).mul(factors);
    changeB = changeB.sub(FloatVector.fromArray(SPECIES, x, before + LANES)).mul(factors);
    changeC = changeC.sub(FloatVector.fromArray(SPECIES, x, before + 2 * LANES)).mul(factors);
    changeD = changeD.sub(FloatVector.fromArray(SPECIES, x, before + 3 * LANES)).mul(factors);
    for (int r = 0; r < rows; r++) {
      int at = places[r] + i;
      FloatVector.fromArray(SPECIES, table, at).add(changeA).intoArray(table, at);
      at += LANES;
      FloatVector.fromArray(SPECIES, table, at).add(changeB).intoArray(table, at);
      at += LANES;
      FloatVector.fromArray(SPECIES, table, at).add(changeC).intoArray(table, at);
      at += LANES;
      FloatVector.fromArray(SPECIES, table, at).add(changeD).intoArray(table, at);
    }
  }

  @Override
  public void adaGrad(
      float slope, float step, float[] x, int xOffset, float[] y, int yOffset, int width) {
    for (int i = 0; i < width; i += LANES) {
      int at = xOffset + i;
      int other = yOffset + i;
      FloatVector one = FloatVector.fromArray(SPECIES, x, at);
      FloatVector two = FloatVector.fromArray(SPECIES, y, other);
      FloatVector squares = FloatVector.fromArray(SPECIES, x, at + width);
      FloatVector others = FloatVector.fromArray(SPECIES, y, other + width);
      FloatVector change = two.mul(slope);
      FloatVector back = one.mul(slope);
      one.sub(two.mul(step).div(squares.sqrt())).intoArray(x, at);
      two.sub(one.mul(step).div(others.sqrt())).intoArray(y, other);
      change.fma(change, squares).intoArray(x, at + width);
      back.fma(back, others).intoArray(y, other + width);
    }
  }

  @Override
  public void scan(float[] x, float[] table, int offset, int rows, float[] products, int width) {
    int row = 0;
    for (; row + 4 <= rows; row += 4) {
      scans.four(x, table, offset + row * width, products, row, width);
    }
    for (; row < rows; row++) {
      products[row] = dot(x, 0, table, offset + row * width, width);
    }
  }

  @Override
  public boolean packedIsFaster() {
    return true;
  }

  @Override
  public void scanPacked(
      float[] x, int[] table, int offset, int rows, float[] products, int width) {
    int row = 0;
    for (; row + 2 <= rows; row += 2) {
      int at = offset + row * width;
      scans.twoPacked(x, table, at, at + width, width);
      products[row] = scans.total(0);
      products[row + 1] = scans.total(LANES);
    }
    if (row < rows) {
      int at = offset + row * width;
      scans.twoPacked(x, table, at, at, width);
      products[row] = scans.total(0);
    }
  }
}
