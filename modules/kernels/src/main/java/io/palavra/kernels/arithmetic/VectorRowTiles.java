package io.palavra.kernels.arithmetic;

import java.lang.invoke.VarHandle;
import java.util.Objects;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of a single row, read where it lies: answers to one text have no more, and a taller tile
 * would multiply rows that are not there. Four panels at once have sums enough to keep both units
 * for multiplications at work; what bounds it is how fast the panels come from the cache.
 */
final class VectorRowTiles {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int PANEL = VectorTiles.PANEL;
  private static final int MOST = VectorTiles.MOST;

  /** Panels of the wide tile. */
  static final int PANELS = 4;

  /** The greatest number of rows that are quicker one by one. */
  static final int ROWS = 2;

  private VectorRowTiles() {}

  /**
   * {@code c += a b} for {@link #PANELS} panels. Every sum takes its terms in order, as in {@link
   * VectorTiles#tile}.
   *
   * @param a the row, term after term
   * @param b the right-hand side, {@link VectorTiles#PANEL} elements a term
   * @param reach from one panel of {@code b} to the next
   * @param depth the number of terms, at most {@link VectorTiles#CHUNK}
   * @param c the sums, panel after panel
   */
  @SuppressWarnings("checkstyle:ParameterNumber")
  static void wide(
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      int reach,
      int depth,
      float[] c,
      int cOffset) {
    int left = Objects.checkIndex(aOffset, MOST);
    int right0 = Objects.checkIndex(bOffset, MOST);
    int right1 = Objects.checkIndex(bOffset + reach, MOST);
    int right2 = Objects.checkIndex(bOffset + 2 * reach, MOST);
    int right3 = Objects.checkIndex(bOffset + 3 * reach, MOST);
    int end = Objects.checkIndex(depth, VectorTiles.CHUNK + 1);
    FloatVector s0x = FloatVector.fromArray(SPECIES, c, cOffset);
    FloatVector s0y = FloatVector.fromArray(SPECIES, c, cOffset + LANES);
    FloatVector s1x = FloatVector.fromArray(SPECIES, c, cOffset + PANEL);
    FloatVector s1y = FloatVector.fromArray(SPECIES, c, cOffset + PANEL + LANES);
    FloatVector s2x = FloatVector.fromArray(SPECIES, c, cOffset + 2 * PANEL);
    FloatVector s2y = FloatVector.fromArray(SPECIES, c, cOffset + 2 * PANEL + LANES);
    FloatVector s3x = FloatVector.fromArray(SPECIES, c, cOffset + 3 * PANEL);
    FloatVector s3y = FloatVector.fromArray(SPECIES, c, cOffset + 3 * PANEL + LANES);
    for (int p = 0; p < end; p++) {
      int j = p * PANEL;
      FloatVector r = FloatVector.broadcast(SPECIES, a[left + p]);
      s0x = r.fma(FloatVector.fromArray(SPECIES, b, right0 + j), s0x);
      s0y = r.fma(FloatVector.fromArray(SPECIES, b, right0 + j + LANES), s0y);
      VarHandle.loadLoadFence();
      s1x = r.fma(FloatVector.fromArray(SPECIES, b, right1 + j), s1x);
      s1y = r.fma(FloatVector.fromArray(SPECIES, b, right1 + j + LANES), s1y);
      VarHandle.loadLoadFence();
      s2x = r.fma(FloatVector.fromArray(SPECIES, b, right2 + j), s2x);
      s2y = r.fma(FloatVector.fromArray(SPECIES, b, right2 + j + LANES), s2y);
      VarHandle.loadLoadFence();
      s3x = r.fma(FloatVector.fromArray(SPECIES, b, right3 + j), s3x);
      s3y = r.fma(FloatVector.fromArray(SPECIES, b, right3 + j + LANES), s3y);
    }
    s0x.intoArray(c, cOffset);
    s0y.intoArray(c, cOffset + LANES);
    s1x.intoArray(c, cOffset + PANEL);
    s1y.intoArray(c, cOffset + PANEL + LANES);
    s2x.intoArray(c, cOffset + 2 * PANEL);
    s2y.intoArray(c, cOffset + 2 * PANEL + LANES);
    s3x.intoArray(c, cOffset + 3 * PANEL);
    s3y.intoArray(c, cOffset + 3 * PANEL + LANES);
  }

  /** The same for one panel. */
  static void narrow(
      float[] a, int aOffset, float[] b, int bOffset, int depth, float[] c, int cOffset) {
    int left = Objects.checkIndex(aOffset, MOST);
    int right = Objects.checkIndex(bOffset, MOST);
    int end = Objects.checkIndex(depth, VectorTiles.CHUNK + 1);
    FloatVector x = FloatVector.fromArray(SPECIES, c, cOffset);
    FloatVector y = FloatVector.fromArray(SPECIES, c, cOffset + LANES);
    for (int p = 0; p < end; p++) {
      int j = right + p * PANEL;
      FloatVector r = FloatVector.broadcast(SPECIES, a[left + p]);
      x = r.fma(FloatVector.fromArray(SPECIES, b, j), x);
      y = r.fma(FloatVector.fromArray(SPECIES, b, j + LANES), y);
    }
    x.intoArray(c, cOffset);
    y.intoArray(c, cOffset + LANES);
  }
}
