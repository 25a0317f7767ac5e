package io.palavra.kernels.arithmetic;

import java.lang.invoke.VarHandle;
import java.util.Objects;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of twelve, eight or six rows and two vectors of columns, for machines with thirty-two
 * vector registers (AVX-512): twenty-four sums, two vectors of the right-hand side and a factor.
 *
 * <p>A turn is one term. Its factors lie side by side on the left-hand side, so that one index
 * serves them all and no term has to be filled up. What keeps the sums in registers is what {@link
 * VectorTiles} says, and one thing more: the place of the sums comes in twice, once to load and
 * once to store them. Where it is the same number, the compiler keeps the rows' offsets from the
 * first to the second, and moves an address that the loop needs to and fro for them, in every turn,
 * by the units that multiply.
 */
final class VectorTallTiles {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int PANEL = VectorTiles.PANEL;
  private static final int SPAN = VectorTiles.SPAN;
  private static final int MOST = VectorTiles.MOST;

  private VectorTallTiles() {}

  /**
   * Rows of the tile that comes next where {@code rows} are left: twelve are the quickest for each,
   * and as few as possible are idle.
   */
  static int height(int rows) {
    if (rows > 16 || rows > 8 && rows <= 12) {
      return 12;
    }
    return rows > 6 ? 8 : 6;
  }

  /** As {@link VectorTiles#tile}. */
  @SuppressWarnings("checkstyle:ParameterNumber")
  static void tile(
      int height,
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      int depth,
      float[] c,
      int cOffset,
      int stride) {
    switch (height) {
      case 12 -> twelve(a, aOffset, b, bOffset, depth, c, cOffset, stride, cOffset, stride);
      case 8 -> eight(a, aOffset, b, bOffset, depth, c, cOffset, stride, cOffset, stride);
      default -> six(a, aOffset, b, bOffset, depth, c, cOffset, stride, cOffset, stride);
    }
  }

  /**
   * Twelve rows, written out, since sums in arrays would not stay in registers.
   *
   * @param again {@code cOffset} once more
   * @param step {@code stride} once more
   */
  @SuppressWarnings({"checkstyle:ParameterNumber", "checkstyle:MethodLength"})
  private static void twelve(
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      int depth,
      float[] c,
      int cOffset,
      int stride,
      int again,
      int step) {
    int right = Objects.checkIndex(bOffset, MOST);
    int end = Objects.checkIndex(depth, VectorTiles.CHUNK + 1);
    int left = Objects.checkIndex(aOffset, MOST);
    FloatVector s0x = FloatVector.fromArray(SPECIES, c, cOffset);
    FloatVector s0y = FloatVector.fromArray(SPECIES, c, cOffset + LANES);
    int from1 = cOffset + stride;
    FloatVector s1x = FloatVector.fromArray(SPECIES, c, from1);
    FloatVector s1y = FloatVector.fromArray(SPECIES, c, from1 + LANES);
    int from2 = from1 + stride;
    FloatVector s2x = FloatVector.fromArray(SPECIES, c, from2);
    FloatVector s2y = FloatVector.fromArray(SPECIES, c, from2 + LANES);
    int from3 = from2 + stride;
    FloatVector s3x = FloatVector.fromArray(SPECIES, c, from3);
    FloatVector s3y = FloatVector.fromArray(SPECIES, c, from3 + LANES);
    int from4 = from3 + stride;
    FloatVector s4x = FloatVector.fromArray(SPECIES, c, from4);
    FloatVector s4y = FloatVector.fromArray(SPECIES, c, from4 + LANES);
    int from5 = from4 + stride;
    FloatVector s5x = FloatVector.fromArray(SPECIES, c, from5);
    FloatVector s5y = FloatVector.fromArray(SPECIES, c, from5 + LANES);
    int from6 = from5 + stride;
    FloatVector s6x = FloatVector.fromArray(SPECIES, c, from6);
    FloatVector s6y = FloatVector.fromArray(SPECIES, c, from6 + LANES);
    int from7 = from6 + stride;
    FloatVector s7x = FloatVector.fromArray(SPECIES, c, from7);
    FloatVector s7y = FloatVector.fromArray(SPECIES, c, from7 + LANES);
    int from8 = from7 + stride;
    FloatVector s8x = FloatVector.fromArray(SPECIES, c, from8);
    FloatVector s8y = FloatVector.fromArray(SPECIES, c, from8 + LANES);
    int from9 = from8 + stride;
    FloatVector s9x = FloatVector.fromArray(SPECIES, c, from9);
    FloatVector s9y = FloatVector.fromArray(SPECIES, c, from9 + LANES);
    int from10 = from9 + stride;
    FloatVector s10x = FloatVector.fromArray(SPECIES, c, from10);
    FloatVector s10y = FloatVector.fromArray(SPECIES, c, from10 + LANES);
    int from11 = from10 + stride;
    FloatVector s11x = FloatVector.fromArray(SPECIES, c, from11);
    FloatVector s11y = FloatVector.fromArray(SPECIES, c, from11 + LANES);
    for (int p = 0; p < end; p++) {
      int j = right + p * PANEL;
      int i = left + p * SPAN;
      FloatVector x0 = FloatVector.fromArray(SPECIES, b, j);
      FloatVector y0 = FloatVector.fromArray(SPECIES, b, j + LANES);
      VarHandle.loadLoadFence();
      FloatVector r0 = FloatVector.broadcast(SPECIES, a[i]);
      s0x = r0.fma(x0, s0x);
      s0y = r0.fma(y0, s0y);
      VarHandle.loadLoadFence();
      FloatVector r1 = FloatVector.broadcast(SPECIES, a[i + 1]);
      s1x = r1.fma(x0, s1x);
      s1y = r1.fma(y0, s1y);
      VarHandle.loadLoadFence();
      FloatVector r2 = FloatVector.broadcast(SPECIES, a[i + 2]);
      s2x = r2.fma(x0, s2x);
      s2y = r2.fma(y0, s2y);
      VarHandle.loadLoadFence();
      FloatVector r3 = FloatVector.broadcast(SPECIES, a[i + 3]);
      s3x = r3.fma(x0, s3x);
      s3y = r3.fma(y0, s3y);
      VarHandle.loadLoadFence();
      FloatVector r4 = FloatVector.broadcast(SPECIES, a[i + 4]);
      s4x = r4.fma(x0, s4x);
      s4y = r4.fma(y0, s4y);
      VarHandle.loadLoadFence();
      FloatVector r5 = FloatVector.broadcast(SPECIES, a[i + 5]);
      s5x = r5.fma(x0, s5x);
      s5y = r5.fma(y0, s5y);
      VarHandle.loadLoadFence();
      FloatVector r6 = FloatVector.broadcast(SPECIES, a[i + 6]);
      s6x = r6.fma(x0, s6x);
      s6y = r6.fma(y0, s6y);
      VarHandle.loadLoadFence();
      FloatVector r7 = FloatVector.broadcast(SPECIES, a[i + 7]);
      s7x = r7.fma(x0, s7x);
      s7y = r7.fma(y0, s7y);
      VarHandle.loadLoadFence();
      FloatVector r8 = FloatVector.broadcast(SPECIES, a[i + 8]);
      s8x = r8.fma(x0, s8x);
      s8y = r8.fma(y0, s8y);
      VarHandle.loadLoadFence();
      FloatVector r9 = FloatVector.broadcast(SPECIES, a[i + 9]);
      s9x = r9.fma(x0, s9x);
      s9y = r9.fma(y0, s9y);
      VarHandle.loadLoadFence();
      FloatVector r10 = FloatVector.broadcast(SPECIES, a[i + 10]);
      s10x = r10.fma(x0, s10x);
      s10y = r10.fma(y0, s10y);
      VarHandle.loadLoadFence();
      FloatVector r11 = FloatVector.broadcast(SPECIES, a[i + 11]);
      s11x = r11.fma(x0, s11x);
      s11y = r11.fma(y0, s11y);
    }
    s0x.intoArray(c, again);
    s0y.intoArray(c, again + LANES);
    int to1 = again + step;
    s1x.intoArray(c, to1);
    s1y.intoArray(c, to1 + LANES);
    int to2 = to1 + step;
    s2x.intoArray(c, to2);
    s2y.intoArray(c, to2 + LANES);
    int to3 = to2 + step;
    s3x.intoArray(c, to3);
    s3y.intoArray(c, to3 + LANES);
    int to4 = to3 + step;
    s4x.intoArray(c, to4);
    s4y.intoArray(c, to4 + LANES);
    int to5 = to4 + step;
    s5x.intoArray(c, to5);
    s5y.intoArray(c, to5 + LANES);
    int to6 = to5 + step;
    s6x.intoArray(c, to6);
    s6y.intoArray(c, to6 + LANES);
    int to7 = to6 + step;
    s7x.intoArray(c, to7);
    s7y.intoArray(c, to7 + LANES);
    int to8 = to7 + step;
    s8x.intoArray(c, to8);
    s8y.intoArray(c, to8 + LANES);
    int to9 = to8 + step;
    s9x.intoArray(c, to9);
    s9y.intoArray(c, to9 + LANES);
    int to10 = to9 + step;
    s10x.intoArray(c, to10);
    s10y.intoArray(c, to10 + LANES);
    int to11 = to10 + step;
    s11x.intoArray(c, to11);
    s11y.intoArray(c, to11 + LANES);
  }

  /** The same for eight rows. */
  @SuppressWarnings({"checkstyle:ParameterNumber", "checkstyle:MethodLength"})
  private static void eight(
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      int depth,
      float[] c,
      int cOffset,
      int stride,
      int again,
      int step) {
    int right = Objects.checkIndex(bOffset, MOST);
    int end = Objects.checkIndex(depth, VectorTiles.CHUNK + 1);
    int left = Objects.checkIndex(aOffset, MOST);
    FloatVector s0x = FloatVector.fromArray(SPECIES, c, cOffset);
    FloatVector s0y = FloatVector.fromArray(SPECIES, c, cOffset + LANES);
    int from1 = cOffset + stride;
    FloatVector s1x = FloatVector.fromArray(SPECIES, c, from1);
    FloatVector s1y = FloatVector.fromArray(SPECIES, c, from1 + LANES);
    int from2 = from1 + stride;
    FloatVector s2x = FloatVector.fromArray(SPECIES, c, from2);
    FloatVector s2y = FloatVector.fromArray(SPECIES, c, from2 + LANES);
    int from3 = from2 + stride;
    FloatVector s3x = FloatVector.fromArray(SPECIES, c, from3);
    FloatVector s3y = FloatVector.fromArray(SPECIES, c, from3 + LANES);
    int from4 = from3 + stride;
    FloatVector s4x = FloatVector.fromArray(SPECIES, c, from4);
    FloatVector s4y = FloatVector.fromArray(SPECIES, c, from4 + LANES);
    int from5 = from4 + stride;
    FloatVector s5x = FloatVector.fromArray(SPECIES, c, from5);
    FloatVector s5y = FloatVector.fromArray(SPECIES, c, from5 + LANES);
    int from6 = from5 + stride;
    FloatVector s6x = FloatVector.fromArray(SPECIES, c, from6);
    FloatVector s6y = FloatVector.fromArray(SPECIES, c, from6 + LANES);
    int from7 = from6 + stride;
    FloatVector s7x = FloatVector.fromArray(SPECIES, c, from7);
    FloatVector s7y = FloatVector.fromArray(SPECIES, c, from7 + LANES);
    for (int p = 0; p < end; p++) {
      int j = right + p * PANEL;
      int i = left + p * SPAN;
      FloatVector x0 = FloatVector.fromArray(SPECIES, b, j);
      FloatVector y0 = FloatVector.fromArray(SPECIES, b, j + LANES);
      VarHandle.loadLoadFence();
      FloatVector r0 = FloatVector.broadcast(SPECIES, a[i]);
      s0x = r0.fma(x0, s0x);
      s0y = r0.fma(y0, s0y);
      VarHandle.loadLoadFence();
      FloatVector r1 = FloatVector.broadcast(SPECIES, a[i + 1]);
      s1x = r1.fma(x0, s1x);
      s1y = r1.fma(y0, s1y);
      VarHandle.loadLoadFence();
      FloatVector r2 = FloatVector.broadcast(SPECIES, a[i + 2]);
      s2x = r2.fma(x0, s2x);
      s2y = r2.fma(y0, s2y);
      VarHandle.loadLoadFence();
      FloatVector r3 = FloatVector.broadcast(SPECIES, a[i + 3]);
      s3x = r3.fma(x0, s3x);
      s3y = r3.fma(y0, s3y);
      VarHandle.loadLoadFence();
      FloatVector r4 = FloatVector.broadcast(SPECIES, a[i + 4]);
      s4x = r4.fma(x0, s4x);
      s4y = r4.fma(y0, s4y);
      VarHandle.loadLoadFence();
      FloatVector r5 = FloatVector.broadcast(SPECIES, a[i + 5]);
      s5x = r5.fma(x0, s5x);
      s5y = r5.fma(y0, s5y);
      VarHandle.loadLoadFence();
      FloatVector r6 = FloatVector.broadcast(SPECIES, a[i + 6]);
      s6x = r6.fma(x0, s6x);
      s6y = r6.fma(y0, s6y);
      VarHandle.loadLoadFence();
      FloatVector r7 = FloatVector.broadcast(SPECIES, a[i + 7]);
      s7x = r7.fma(x0, s7x);
      s7y = r7.fma(y0, s7y);
    }
    s0x.intoArray(c, again);
    s0y.intoArray(c, again + LANES);
    int to1 = again + step;
    s1x.intoArray(c, to1);
    s1y.intoArray(c, to1 + LANES);
    int to2 = to1 + step;
    s2x.intoArray(c, to2);
    s2y.intoArray(c, to2 + LANES);
    int to3 = to2 + step;
    s3x.intoArray(c, to3);
    s3y.intoArray(c, to3 + LANES);
    int to4 = to3 + step;
    s4x.intoArray(c, to4);
    s4y.intoArray(c, to4 + LANES);
    int to5 = to4 + step;
    s5x.intoArray(c, to5);
    s5y.intoArray(c, to5 + LANES);
    int to6 = to5 + step;
    s6x.intoArray(c, to6);
    s6y.intoArray(c, to6 + LANES);
    int to7 = to6 + step;
    s7x.intoArray(c, to7);
    s7y.intoArray(c, to7 + LANES);
  }

  /** The same for six rows. */
  @SuppressWarnings({"checkstyle:ParameterNumber", "checkstyle:MethodLength"})
  private static void six(
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      int depth,
      float[] c,
      int cOffset,
      int stride,
      int again,
      int step) {
    int right = Objects.checkIndex(bOffset, MOST);
    int end = Objects.checkIndex(depth, VectorTiles.CHUNK + 1);
    int left = Objects.checkIndex(aOffset, MOST);
    FloatVector s0x = FloatVector.fromArray(SPECIES, c, cOffset);
    FloatVector s0y = FloatVector.fromArray(SPECIES, c, cOffset + LANES);
    int from1 = cOffset + stride;
    FloatVector s1x = FloatVector.fromArray(SPECIES, c, from1);
    FloatVector s1y = FloatVector.fromArray(SPECIES, c, from1 + LANES);
    int from2 = from1 + stride;
    FloatVector s2x = FloatVector.fromArray(SPECIES, c, from2);
    FloatVector s2y = FloatVector.fromArray(SPECIES, c, from2 + LANES);
    int from3 = from2 + stride;
    FloatVector s3x = FloatVector.fromArray(SPECIES, c, from3);
    FloatVector s3y = FloatVector.fromArray(SPECIES, c, from3 + LANES);
    int from4 = from3 + stride;
    FloatVector s4x = FloatVector.fromArray(SPECIES, c, from4);
    FloatVector s4y = FloatVector.fromArray(SPECIES, c, from4 + LANES);
    int from5 = from4 + stride;
    FloatVector s5x = FloatVector.fromArray(SPECIES, c, from5);
    FloatVector s5y = FloatVector.fromArray(SPECIES, c, from5 + LANES);
    for (int p = 0; p < end; p++) {
      int j = right + p * PANEL;
      int i = left + p * SPAN;
      FloatVector x0 = FloatVector.fromArray(SPECIES, b, j);
      FloatVector y0 = FloatVector.fromArray(SPECIES, b, j + LANES);
      VarHandle.loadLoadFence();
      FloatVector r0 = FloatVector.broadcast(SPECIES, a[i]);
      s0x = r0.fma(x0, s0x);
      s0y = r0.fma(y0, s0y);
      VarHandle.loadLoadFence();
      FloatVector r1 = FloatVector.broadcast(SPECIES, a[i + 1]);
      s1x = r1.fma(x0, s1x);
      s1y = r1.fma(y0, s1y);
      VarHandle.loadLoadFence();
      FloatVector r2 = FloatVector.broadcast(SPECIES, a[i + 2]);
      s2x = r2.fma(x0, s2x);
      s2y = r2.fma(y0, s2y);
      VarHandle.loadLoadFence();
      FloatVector r3 = FloatVector.broadcast(SPECIES, a[i + 3]);
      s3x = r3.fma(x0, s3x);
      s3y = r3.fma(y0, s3y);
      VarHandle.loadLoadFence();
      FloatVector r4 = FloatVector.broadcast(SPECIES, a[i + 4]);
      s4x = r4.fma(x0, s4x);
      s4y = r4.fma(y0, s4y);
      VarHandle.loadLoadFence();
      FloatVector r5 = FloatVector.broadcast(SPECIES, a[i + 5]);
      s5x = r5.fma(x0, s5x);
      s5y = r5.fma(y0, s5y);
    }
    s0x.intoArray(c, again);
    s0y.intoArray(c, again + LANES);
    int to1 = again + step;
    s1x.intoArray(c, to1);
    s1y.intoArray(c, to1 + LANES);
    int to2 = to1 + step;
    s2x.intoArray(c, to2);
    s2y.intoArray(c, to2 + LANES);
    int to3 = to2 + step;
    s3x.intoArray(c, to3);
    s3y.intoArray(c, to3 + LANES);
    int to4 = to3 + step;
    s4x.intoArray(c, to4);
    s4y.intoArray(c, to4 + LANES);
    int to5 = to4 + step;
    s5x.intoArray(c, to5);
    s5y.intoArray(c, to5 + LANES);
  }
}
