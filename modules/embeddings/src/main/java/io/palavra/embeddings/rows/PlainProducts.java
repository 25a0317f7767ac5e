package io.palavra.embeddings.rows;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * Dot products in plain Java. The compiler may not reorder a sum, so eight sums that do not wait
 * for each other go on at a time: two rows with four, whose numbers are loaded once for all.
 */
final class PlainProducts {
  /** Whether a product is added in one instruction; where there is none for it, it is very slow. */
  private static final boolean FUSED = fused();

  private static final int FOUR = 4;

  private PlainProducts() {}

  /** As {@link RowMath#products} says. */
  static void of(
      float[] a,
      int[] places,
      int rows,
      float[] b,
      int[] offsets,
      int count,
      float[] products,
      int width) {
    int k = 0;
    for (; k + FOUR <= count; k += FOUR) {
      int r = 0;
      for (; r + 2 <= rows; r += 2) {
        twoTimesFour(
            a, places[r], places[r + 1], b, offsets, k, products, r * count + k, count, width);
      }
      if (r < rows) {
        oneTimesFour(a, places[r], b, offsets, k, products, r * count + k, width);
      }
    }
    for (; k < count; k++) {
      for (int r = 0; r < rows; r++) {
        products[r * count + k] = of(a, places[r], b, offsets[k], width);
      }
    }
  }

  /** One product; the width is a multiple of four. */
  static float of(float[] x, int xOffset, float[] y, int yOffset, int width) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    for (int i = 0; i < width; i += FOUR) {
      a = sum(x[xOffset + i], y[yOffset + i], a);
      b = sum(x[xOffset + i + 1], y[yOffset + i + 1], b);
      c = sum(x[xOffset + i + 2], y[yOffset + i + 2], c);
      d = sum(x[xOffset + i + 3], y[yOffset + i + 3], d);
    }
    return (a + b) + (c + d);
  }

  @SuppressWarnings("checkstyle:ParameterNumber")
  private static void twoTimesFour(
      float[] x,
      int first,
      int second,
      float[] table,
      int[] offsets,
      int k,
      float[] products,
      int to,
      int count,
      int width) {
    int a = offsets[k];
    int b = offsets[k + 1];
    int c = offsets[k + 2];
    int d = offsets[k + 3];
    float sumA = 0;
    float sumB = 0;
    float sumC = 0;
    float sumD = 0;
    float otherA = 0;
    float otherB = 0;
    float otherC = 0;
    float otherD = 0;
    for (int i = 0; i < width; i++) {
      float one = x[first + i];
      float two = x[second + i];
      float number = table[a + i];
      sumA = sum(one, number, sumA);
      otherA = sum(two, number, otherA);
      number = table[b + i];
      sumB = sum(one, number, sumB);
      otherB = sum(two, number, otherB);
      number = table[c + i];
      sumC = sum(one, number, sumC);
      otherC = sum(two, number, otherC);
      number = table[d + i];
      sumD = sum(one, number, sumD);
      otherD = sum(two, number, otherD);
    }
    put(sumA, sumB, sumC, sumD, products, to);
    put(otherA, otherB, otherC, otherD, products, to + count);
  }

  /** Even and odd places apart, so that there are eight sums, too. */
  private static void oneTimesFour(
      float[] x, int at, float[] table, int[] offsets, int k, float[] products, int to, int width) {
    int a = offsets[k];
    int b = offsets[k + 1];
    int c = offsets[k + 2];
    int d = offsets[k + 3];
    float sumA = 0;
    float sumB = 0;
    float sumC = 0;
    float sumD = 0;
    float oddA = 0;
    float oddB = 0;
    float oddC = 0;
    float oddD = 0;
    for (int i = 0; i < width; i += 2) {
      float one = x[at + i];
      float two = x[at + i + 1];
      sumA = sum(one, table[a + i], sumA);
      oddA = sum(two, table[a + i + 1], oddA);
      sumB = sum(one, table[b + i], sumB);
      oddB = sum(two, table[b + i + 1], oddB);
      sumC = sum(one, table[c + i], sumC);
      oddC = sum(two, table[c + i + 1], oddC);
      sumD = sum(one, table[d + i], sumD);
      oddD = sum(two, table[d + i + 1], oddD);
    }
    put(sumA + oddA, sumB + oddB, sumC + oddC, sumD + oddD, products, to);
  }

  private static void put(float a, float b, float c, float d, float[] products, int to) {
    products[to] = a;
    products[to + 1] = b;
    products[to + 2] = c;
    products[to + 3] = d;
  }

  private static float sum(float x, float y, float before) {
    return FUSED ? Math.fma(x, y, before) : before + x * y;
  }

  private static boolean fused() {
    try {
      HotSpotDiagnosticMXBean vm =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      return vm != null && Boolean.parseBoolean(vm.getVMOption("UseFMA").getValue());
    } catch (RuntimeException | LinkageError e) {
      return false;
    }
  }
}
