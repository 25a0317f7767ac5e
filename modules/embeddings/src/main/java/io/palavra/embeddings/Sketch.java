package io.palavra.embeddings;

import io.palavra.embeddings.rows.FloatRows;
import io.palavra.embeddings.rows.RowMath;
import io.palavra.embeddings.rows.RowMaths;
import java.util.Arrays;
import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.stream.IntStream;

/**
 * A copy of a table with a byte for each number, and how far at most the cosine of each row is from
 * what its bytes say. A search reads this quarter of the table and then the few rows that may be
 * among the nearest: nothing is lost, since every row whose cosine can reach the best ones is
 * looked at.
 *
 * <p>A row is {@code x = step * bytes + rest}. By Cauchy and Schwarz the rest changes the product
 * with a query of length 1 by no more than its own length, which is measured here; both products
 * are rounded, each by no more than the numbers of a row times the unit of rounding times the
 * lengths (Higham 2002, "Accuracy and Stability of Numerical Algorithms", 3.1).
 */
final class Sketch {
  private static final int PART = 1 << 14;
  private static final int BLOCK = 256;
  private static final int LARGEST_BYTE = 127;

  /** A length whose square, or that of its parts, may have left the range of a float. */
  private static final float LONGEST = 1e18f;

  private static final float SHORTEST = 1e-15f;

  private final int width;
  private final int packedWidth;
  private final int lanes;
  private final int[] packed;
  private final float[] factors;
  private final float[] bounds;

  /**
   * @param rows the table
   * @param lengths of its rows
   */
  Sketch(FloatRows rows, float[] lengths) {
    this.width = rows.width();
    this.lanes = RowMaths.best().lanes();
    this.packedWidth = (width + 4 * lanes - 1) / (4 * lanes) * lanes;
    this.packed = new int[Math.multiplyExact(lengths.length, packedWidth)];
    this.factors = new float[lengths.length];
    this.bounds = new float[lengths.length];
    parts().forEach(part -> pack(part, rows, lengths));
  }

  private IntStream parts() {
    return IntStream.range(0, (factors.length + PART - 1) / PART).parallel();
  }

  private void pack(int part, FloatRows rows, float[] lengths) {
    int to = Math.min(factors.length, (part + 1) * PART);
    for (int row = part * PART; row < to; row++) {
      pack(row, rows.numbers(), rows.place(row), lengths[row]);
    }
  }

  private void pack(int row, float[] table, int at, float length) {
    if (length == 0) {
      return;
    }
    if (!(length > SHORTEST && length < LONGEST)) {
      bounds[row] = Float.POSITIVE_INFINITY;
      return;
    }
    float largest = 0;
    for (int i = at; i < at + width; i++) {
      largest = Math.max(largest, Math.abs(table[i]));
    }
    float step = largest / LARGEST_BYTE;
    float scale = LARGEST_BYTE / largest;
    double rest = 0;
    for (int i = 0; i < width; i++) {
      float value = table[at + i];
      int near = (int) (value * scale + (LARGEST_BYTE + 1.5f)) - (LARGEST_BYTE + 1);
      double error = value - (double) step * near;
      rest += error * error;
      int block = i / (4 * lanes);
      int inBlock = i % (4 * lanes);
      packed[row * packedWidth + block * lanes + inBlock % lanes] |=
          (near & 0xff) << 8 * (inBlock / lanes);
    }
    double lost = Math.sqrt(rest) / length;
    double rounding = (width + 16) * 0x1p-22 * (1 + lost);
    factors[row] = step / length * RowMath.PACKED_UNIT;
    bounds[row] = (float) (lost * (1 + 1e-4) + rounding);
  }

  /**
   * The rows whose cosine may be among the greatest, rising.
   *
   * @param query of length 1, as wide as a row
   * @param count how many of the greatest, fewer than there are rows
   */
  int[] candidates(float[] query, int count) {
    float[] wide = Arrays.copyOf(query, 4 * packedWidth);
    DoubleAccumulator bar = new DoubleAccumulator(Math::max, Double.NEGATIVE_INFINITY);
    Found[] found = parts().mapToObj(part -> look(part, wide, count, bar)).toArray(Found[]::new);
    float least = (float) bar.get();
    return Arrays.stream(found).flatMapToInt(one -> one.reaching(least)).toArray();
  }

  /** Rows of a part whose cosine is at most so much. */
  private record Found(int[] rows, float[] most, int size) {
    IntStream reaching(float least) {
      return IntStream.range(0, size).filter(i -> most[i] >= least).map(i -> rows[i]);
    }
  }

  private Found look(int part, float[] query, int count, DoubleAccumulator bar) {
    RowMath math = RowMaths.best();
    int to = Math.min(factors.length, (part + 1) * PART);
    float[] products = new float[BLOCK];
    float[] best = new float[count];
    Arrays.fill(best, Float.NEGATIVE_INFINITY);
    float least = (float) bar.get();
    int[] rows = new int[64];
    float[] most = new float[64];
    int size = 0;
    for (int at = part * PART; at < to; at += BLOCK) {
      int n = Math.min(BLOCK, to - at);
      math.scanPacked(query, packed, at * packedWidth, n, products, packedWidth);
      for (int i = 0; i < n; i++) {
        float near = products[i] * factors[at + i];
        float bound = bounds[at + i];
        if (near + bound < least) {
          continue;
        }
        if (size == rows.length) {
          rows = Arrays.copyOf(rows, 2 * size);
          most = Arrays.copyOf(most, 2 * size);
        }
        rows[size] = at + i;
        most[size++] = near + bound;
        least = Math.max(least, insert(best, near - bound));
      }
    }
    bar.accumulate(best[0]);
    return new Found(rows, most, size);
  }

  /** Keeps the greatest values, the least of them first; returns that. */
  private static float insert(float[] best, float value) {
    if (value > best[0]) {
      int i = 0;
      for (; i + 1 < best.length && best[i + 1] < value; i++) {
        best[i] = best[i + 1];
      }
      best[i] = value;
    }
    return best[0];
  }
}
