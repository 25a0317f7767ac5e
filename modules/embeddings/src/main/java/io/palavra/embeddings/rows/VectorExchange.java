package io.palavra.embeddings.rows;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Rows of two tables that take parts of each other. Six rows of the second table and their new
 * values stay in registers while the rows of the first go by. Serves one thread.
 */
@SuppressWarnings("checkstyle:ParameterNumber")
final class VectorExchange {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int SIX = RowMath.GROUP;

  private static final int MOST_COMPARED = 20;

  private float[] before = {};
  private int[] beforePlaces = {};
  private int beforeWidth;

  /**
   * As {@link RowMath#exchange} says, or {@link RowMath#exchangeInTurn}.
   *
   * @param inTurn whether the rows of {@code a} take their parts one after the other
   */
  void exchange(
      boolean inTurn,
      float[] a,
      int[] places,
      int rows,
      float[] b,
      int[] offsets,
      int count,
      float[] factors,
      int width) {
    boolean copied = mustBeCopied(places, rows, count);
    float[] old = copied ? copies(a, places, rows, width) : a;
    int[] oldPlaces = copied ? beforePlaces : places;
    int k = 0;
    for (; k + SIX <= count; k += SIX) {
      if (inTurn) {
        sixInTurn(a, places, rows, old, oldPlaces, b, offsets, k, factors, count, width);
      } else {
        six(a, places, rows, old, oldPlaces, b, offsets, k, factors, count, width);
      }
    }
    for (; k < count; k++) {
      if (inTurn) {
        oneInTurn(a, places, rows, old, oldPlaces, b, offsets[k], k, factors, count, width);
      } else {
        one(a, places, rows, old, oldPlaces, b, offsets[k], k, factors, count, width);
      }
    }
  }

  /** A single pass over b reads each row of a before it writes it, unless it comes again. */
  private static boolean mustBeCopied(int[] places, int rows, int count) {
    boolean onePass = count == 1 || count == SIX;
    return !onePass || repeats(places, rows);
  }

  /** Whether a row may come twice: of many rows, copying them costs less than looking. */
  private static boolean repeats(int[] places, int rows) {
    if (rows > MOST_COMPARED) {
      return true;
    }
    for (int r = 1; r < rows; r++) {
      for (int other = 0; other < r; other++) {
        if (places[other] == places[r]) {
          return true;
        }
      }
    }
    return false;
  }

  private float[] copies(float[] a, int[] places, int rows, int width) {
    if (before.length < rows * width) {
      before = new float[rows * width];
    }
    if (beforePlaces.length < rows || beforeWidth != width) {
      beforePlaces = new int[rows];
      beforeWidth = width;
      Arrays.setAll(beforePlaces, r -> r * width);
    }
    for (int r = 0; r < rows; r++) {
      System.arraycopy(a, places[r], before, beforePlaces[r], width);
    }
    return before;
  }

  private static void one(
      float[] a,
      int[] places,
      int rows,
      float[] old,
      int[] oldPlaces,
      float[] b,
      int row,
      int k,
      float[] factors,
      int count,
      int width) {
    for (int i = 0; i < width; i += LANES) {
      FloatVector values = FloatVector.fromArray(SPECIES, b, row + i);
      FloatVector sum = values;
      for (int r = 0; r < rows; r++) {
        FloatVector factor = FloatVector.broadcast(SPECIES, factors[r * count + k]);
        sum = FloatVector.fromArray(SPECIES, old, oldPlaces[r] + i).fma(factor, sum);
        values
            .fma(factor, FloatVector.fromArray(SPECIES, a, places[r] + i))
            .intoArray(a, places[r] + i);
      }
      sum.intoArray(b, row + i);
    }
  }

  private static void oneInTurn(
      float[] a,
      int[] places,
      int rows,
      float[] old,
      int[] oldPlaces,
      float[] b,
      int row,
      int k,
      float[] factors,
      int count,
      int width) {
    for (int i = 0; i < width; i += LANES) {
      FloatVector sum = FloatVector.fromArray(SPECIES, b, row + i);
      for (int r = 0; r < rows; r++) {
        FloatVector factor = FloatVector.broadcast(SPECIES, factors[r * count + k]);
        FloatVector x = FloatVector.fromArray(SPECIES, old, oldPlaces[r] + i);
        sum.fma(factor, FloatVector.fromArray(SPECIES, a, places[r] + i))
            .intoArray(a, places[r] + i);
        sum = x.fma(factor, sum);
      }
      sum.intoArray(b, row + i);
    }
  }

  private static void six(
      float[] a,
      int[] places,
      int rows,
      float[] old,
      int[] oldPlaces,
      float[] table,
      int[] offsets,
      int k,
      float[] factors,
      int count,
      int width) {
    int atA = offsets[k];
    int atB = offsets[k + 1];
    int atC = offsets[k + 2];
    int atD = offsets[k + 3];
    int atE = offsets[k + 4];
    int atF = offsets[k + 5];
    for (int i = 0; i < width; i += LANES) {
      FloatVector rowA = FloatVector.fromArray(SPECIES, table, atA + i);
      FloatVector rowB = FloatVector.fromArray(SPECIES, table, atB + i);
      FloatVector rowC = FloatVector.fromArray(SPECIES, table, atC + i);
      FloatVector rowD = FloatVector.fromArray(SPECIES, table, atD + i);
      FloatVector rowE = FloatVector.fromArray(SPECIES, table, atE + i);
      FloatVector rowF = FloatVector.fromArray(SPECIES, table, atF + i);
      FloatVector sumA = rowA;
      FloatVector sumB = rowB;
      FloatVector sumC = rowC;
      FloatVector sumD = rowD;
      FloatVector sumE = rowE;
      FloatVector sumF = rowF;
      for (int r = 0, f = k; r < rows; r++, f += count) {
        FloatVector x = FloatVector.fromArray(SPECIES, old, oldPlaces[r] + i);
        FloatVector y = FloatVector.fromArray(SPECIES, a, places[r] + i);
        FloatVector byA = FloatVector.broadcast(SPECIES, factors[f]);
        y = rowA.fma(byA, y);
        sumA = x.fma(byA, sumA);
        FloatVector byB = FloatVector.broadcast(SPECIES, factors[f + 1]);
        y = rowB.fma(byB, y);
        sumB = x.fma(byB, sumB);
        FloatVector byC = FloatVector.broadcast(SPECIES, factors[f + 2]);
        y = rowC.fma(byC, y);
        sumC = x.fma(byC, sumC);
        FloatVector byD = FloatVector.broadcast(SPECIES, factors[f + 3]);
        y = rowD.fma(byD, y);
        sumD = x.fma(byD, sumD);
        FloatVector byE = FloatVector.broadcast(SPECIES, factors[f + 4]);
        y = rowE.fma(byE, y);
        sumE = x.fma(byE, sumE);
        FloatVector byF = FloatVector.broadcast(SPECIES, factors[f + 5]);
        y = rowF.fma(byF, y);
        sumF = x.fma(byF, sumF);
        y.intoArray(a, places[r] + i);
      }
      sumA.intoArray(table, atA + i);
      sumB.intoArray(table, atB + i);
      sumC.intoArray(table, atC + i);
      sumD.intoArray(table, atD + i);
      sumE.intoArray(table, atE + i);
      sumF.intoArray(table, atF + i);
    }
  }

  private static void sixInTurn(
      float[] a,
      int[] places,
      int rows,
      float[] old,
      int[] oldPlaces,
      float[] table,
      int[] offsets,
      int k,
      float[] factors,
      int count,
      int width) {
    int atA = offsets[k];
    int atB = offsets[k + 1];
    int atC = offsets[k + 2];
    int atD = offsets[k + 3];
    int atE = offsets[k + 4];
    int atF = offsets[k + 5];
    for (int i = 0; i < width; i += LANES) {
      FloatVector rowA = FloatVector.fromArray(SPECIES, table, atA + i);
      FloatVector rowB = FloatVector.fromArray(SPECIES, table, atB + i);
      FloatVector rowC = FloatVector.fromArray(SPECIES, table, atC + i);
      FloatVector rowD = FloatVector.fromArray(SPECIES, table, atD + i);
      FloatVector rowE = FloatVector.fromArray(SPECIES, table, atE + i);
      FloatVector rowF = FloatVector.fromArray(SPECIES, table, atF + i);
      for (int r = 0, f = k; r < rows; r++, f += count) {
        FloatVector x = FloatVector.fromArray(SPECIES, old, oldPlaces[r] + i);
        FloatVector y = FloatVector.fromArray(SPECIES, a, places[r] + i);
        FloatVector byA = FloatVector.broadcast(SPECIES, factors[f]);
        y = rowA.fma(byA, y);
        rowA = x.fma(byA, rowA);
        FloatVector byB = FloatVector.broadcast(SPECIES, factors[f + 1]);
        y = rowB.fma(byB, y);
        rowB = x.fma(byB, rowB);
        FloatVector byC = FloatVector.broadcast(SPECIES, factors[f + 2]);
        y = rowC.fma(byC, y);
        rowC = x.fma(byC, rowC);
        FloatVector byD = FloatVector.broadcast(SPECIES, factors[f + 3]);
        y = rowD.fma(byD, y);
        rowD = x.fma(byD, rowD);
        FloatVector byE = FloatVector.broadcast(SPECIES, factors[f + 4]);
        y = rowE.fma(byE, y);
        rowE = x.fma(byE, rowE);
        FloatVector byF = FloatVector.broadcast(SPECIES, factors[f + 5]);
        y = rowF.fma(byF, y);
        rowF = x.fma(byF, rowF);
        y.intoArray(a, places[r] + i);
      }
      rowA.intoArray(table, atA + i);
      rowB.intoArray(table, atB + i);
      rowC.intoArray(table, atC + i);
      rowD.intoArray(table, atD + i);
      rowE.intoArray(table, atE + i);
      rowF.intoArray(table, atF + i);
    }
  }
}
