package io.palavra.kernels.arithmetic;

import java.util.Arrays;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Single precision with the Vector API.
 *
 * <p>Products follow the scheme of Goto and van de Geijn ("Anatomy of High-Performance Matrix
 * Multiplication", ACM TOMS 34(3), 2008): the right-hand side lies in panels two vectors wide, the
 * left-hand side in groups of four rows, and a tile of four rows and one panel stays in registers
 * while the inner dimension is summed.
 */
final class VectorFloats extends PlainFloats {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Columns of a panel. */
  static final int PANEL = 2 * LANES;

  /** Rows of a tile. */
  static final int GROUP = 4;

  /**
   * How much of the inner dimension is summed at once: a panel of it stays in the first-level
   * cache.
   */
  static final int CHUNK = 256;

  /** The same for outer products, where both sides are laid out anew for every such stretch. */
  private static final int TERMS = 128;

  /**
   * Rows of an outer product whose left-hand side stays in the first-level cache beside a panel.
   */
  private static final int STRIP = 32;

  /**
   * From one group to the next in an outer product; no power of two, which would put all into the
   * same cache sets.
   */
  private static final int JUMP = TERMS * GROUP + 16;

  /** How many rows of the left-hand side are laid out at once. */
  private static final int ROWS = 64;

  @Override
  public String description() {
    return "float, Vector API with " + LANES + " lanes";
  }

  @Override
  public Optional<GatedCells<float[]>> gatedCells() {
    return Optional.of(new VectorCells(this));
  }

  @Override
  public Optional<WindowMaxima<float[]>> windowMaxima() {
    return Optional.of(new VectorWindows(this));
  }

  @Override
  public void add(float[] x, int xOffset, float[] y, int yOffset, int n) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector sum =
          FloatVector.fromArray(SPECIES, x, xOffset + i)
              .add(FloatVector.fromArray(SPECIES, y, yOffset + i));
      sum.intoArray(y, yOffset + i);
    }
    super.add(x, xOffset + bound, y, yOffset + bound, n - bound);
  }

  @Override
  public void addScaled(double factor, float[] x, int xOffset, float[] y, int yOffset, int n) {
    FloatVector f = FloatVector.broadcast(SPECIES, (float) factor);
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector product = FloatVector.fromArray(SPECIES, x, xOffset + i).mul(f);
      FloatVector.fromArray(SPECIES, y, yOffset + i).add(product).intoArray(y, yOffset + i);
    }
    super.addScaled(factor, x, xOffset + bound, y, yOffset + bound, n - bound);
  }

  @Override
  public void addTerm(double factor, float[] x, int xOffset, float[] y, int yOffset, int n) {
    FloatVector f = FloatVector.broadcast(SPECIES, (float) factor);
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector sum = FloatVector.fromArray(SPECIES, y, yOffset + i);
      f.fma(FloatVector.fromArray(SPECIES, x, xOffset + i), sum).intoArray(y, yOffset + i);
    }
    for (int i = bound; i < n; i++) {
      y[yOffset + i] = Math.fma((float) factor, x[xOffset + i], y[yOffset + i]);
    }
  }

  @Override
  public void multiply(
      float[] x, int xOffset, float[] y, int yOffset, float[] out, int outOffset, int n) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector.fromArray(SPECIES, x, xOffset + i)
          .mul(FloatVector.fromArray(SPECIES, y, yOffset + i))
          .intoArray(out, outOffset + i);
    }
    super.multiply(x, xOffset + bound, y, yOffset + bound, out, outOffset + bound, n - bound);
  }

  @Override
  public void multiplyAdd(
      float[] x, int xOffset, float[] y, int yOffset, float[] out, int outOffset, int n) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector product =
          FloatVector.fromArray(SPECIES, x, xOffset + i)
              .mul(FloatVector.fromArray(SPECIES, y, yOffset + i));
      FloatVector.fromArray(SPECIES, out, outOffset + i).add(product).intoArray(out, outOffset + i);
    }
    super.multiplyAdd(x, xOffset + bound, y, yOffset + bound, out, outOffset + bound, n - bound);
  }

  /**
   * Most vectors have no greater element after the first few steps: only the others are gone
   * through.
   */
  @Override
  public void greater(
      float[] x, int xOffset, float[] y, int yOffset, int n, int mark, int[] chosen) {
    int bound = mark < 0 ? 0 : SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector least = FloatVector.fromArray(SPECIES, y, yOffset + i);
      FloatVector value = FloatVector.fromArray(SPECIES, x, xOffset + i);
      if (!value.compare(VectorOperators.LE, least).allTrue()) {
        super.greater(x, xOffset + i, y, yOffset + i, LANES, mark, chosen);
      }
    }
    super.greater(x, xOffset + bound, y, yOffset + bound, n - bound, mark, chosen);
  }

  @Override
  public void squash(Squash f, float[] y, int yOffset, int n) {
    int done = VectorCurves.squash(f, y, yOffset, n);
    super.squash(f, y, yOffset + done, n - done);
  }

  @Override
  public void slope(Squash f, float[] y, int yOffset, float[] d, int dOffset, int n) {
    int done = VectorCurves.slope(f, y, yOffset, d, dOffset, n);
    super.slope(f, y, yOffset + done, d, dOffset + done, n - done);
  }

  @Override
  public void pack(float[] source, int depth, int width, boolean transposed, Packed<float[]> out) {
    int panels = (width + PANEL - 1) / PANEL;
    float[] data = out.shape(this, depth, width, panels * PANEL * depth);
    for (int panel = 0; panel < panels; panel++) {
      int column = panel * PANEL;
      int columns = Math.min(PANEL, width - column);
      if (transposed) {
        packTransposed(source, column * depth, depth, columns, data, panel * PANEL * depth);
      } else if (columns == PANEL) {
        layPanel(source, column, width, depth, data, panel * PANEL * depth);
      } else {
        layNarrowPanel(source, column, width, depth, columns, data, panel * PANEL * depth);
      }
    }
  }

  private static void packTransposed(
      float[] source, int from, int depth, int columns, float[] data, int to) {
    if (columns < PANEL) {
      Arrays.fill(data, to, to + PANEL * depth, 0);
    }
    for (int block = 0; block < depth; block += 8) {
      int end = Math.min(depth, block + 8);
      for (int j = 0; j < columns; j++) {
        for (int p = block; p < end; p++) {
          data[to + p * PANEL + j] = source[from + j * depth + p];
        }
      }
    }
  }

  @Override
  public void multiplyRows(
      int rows,
      float[] a,
      int aOffset,
      int aStride,
      Packed<float[]> b,
      float[] c,
      int cOffset,
      Scratch<float[]> scratch) {
    int depth = b.depth();
    int width = b.width();
    float[] left = scratch.left(this, (ROWS + GROUP) * CHUNK);
    float[] spare = scratch.tile(this, GROUP * PANEL);
    for (int row = 0; row < rows; row += ROWS) {
      int block = Math.min(ROWS, rows - row);
      for (int p = 0; p < depth; p += CHUNK) {
        int chunk = Math.min(CHUNK, depth - p);
        layRows(a, aOffset + row * aStride + p, aStride, block, chunk, left);
        for (int j = 0; j < width; j += PANEL) {
          int panel = j * depth + p * PANEL;
          int columns = Math.min(PANEL, width - j);
          for (int i = 0; i < block; i += GROUP) {
            int to = cOffset + (row + i) * width + j;
            if (columns == PANEL && i + GROUP <= block) {
              tile(left, i * chunk, b.data(), panel, chunk, c, to, width);
            } else {
              int tall = Math.min(GROUP, block - i);
              copyTile(c, to, width, spare, 0, PANEL, tall, columns);
              tile(left, i * chunk, b.data(), panel, chunk, spare, 0, PANEL);
              copyTile(spare, 0, PANEL, c, to, width, tall, columns);
            }
          }
        }
      }
    }
  }

  /** Rows in groups of four, element after element; the last group is filled up with zeros. */
  private static void layRows(float[] a, int from, int stride, int rows, int chunk, float[] out) {
    for (int i = 0; i < rows; i += GROUP) {
      if (i + GROUP <= rows) {
        layGroup(a, from + i * stride, stride, chunk, out, i * chunk);
      } else {
        layRest(a, from + i * stride, stride, rows - i, chunk, out, i * chunk);
      }
    }
  }

  private static void layGroup(float[] a, int row0, int stride, int chunk, float[] out, int to) {
    int row1 = row0 + stride;
    int row2 = row1 + stride;
    int row3 = row2 + stride;
    for (int p = 0, q = to; p < chunk; p++, q += GROUP) {
      out[q] = a[row0 + p];
      out[q + 1] = a[row1 + p];
      out[q + 2] = a[row2 + p];
      out[q + 3] = a[row3 + p];
    }
  }

  private static void layRest(
      float[] a, int from, int stride, int rows, int chunk, float[] out, int to) {
    Arrays.fill(out, to, to + GROUP * chunk, 0);
    for (int r = 0; r < rows; r++) {
      for (int p = 0; p < chunk; p++) {
        out[to + p * GROUP + r] = a[from + r * stride + p];
      }
    }
  }

  private static void copyTile(
      float[] from,
      int fromOffset,
      int fromStride,
      float[] to,
      int toOffset,
      int toStride,
      int rows,
      int columns) {
    for (int i = 0; i < rows; i++) {
      System.arraycopy(from, fromOffset + i * fromStride, to, toOffset + i * toStride, columns);
    }
  }

  /**
   * Four rows and two vectors of columns: {@code c += a b} over {@code depth} terms, two terms a
   * turn, each with variables of its own: so the JIT compiler keeps all sums in registers.
   */
  @SuppressWarnings("checkstyle:ParameterNumber")
  static void tile(
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      int depth,
      float[] c,
      int cOffset,
      int stride) {
    int row1 = cOffset + stride;
    int row2 = row1 + stride;
    int row3 = row2 + stride;
    FloatVector s00 = FloatVector.fromArray(SPECIES, c, cOffset);
    FloatVector s01 = FloatVector.fromArray(SPECIES, c, cOffset + LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, c, row1);
    FloatVector s11 = FloatVector.fromArray(SPECIES, c, row1 + LANES);
    FloatVector s20 = FloatVector.fromArray(SPECIES, c, row2);
    FloatVector s21 = FloatVector.fromArray(SPECIES, c, row2 + LANES);
    FloatVector s30 = FloatVector.fromArray(SPECIES, c, row3);
    FloatVector s31 = FloatVector.fromArray(SPECIES, c, row3 + LANES);
    int i = aOffset;
    int j = bOffset;
    for (int p = 1; p < depth; p += 2, i += 2 * GROUP, j += 2 * PANEL) {
      FloatVector x = FloatVector.fromArray(SPECIES, b, j);
      FloatVector y = FloatVector.fromArray(SPECIES, b, j + LANES);
      FloatVector r0 = FloatVector.broadcast(SPECIES, a[i]);
      s00 = r0.fma(x, s00);
      s01 = r0.fma(y, s01);
      FloatVector r1 = FloatVector.broadcast(SPECIES, a[i + 1]);
      s10 = r1.fma(x, s10);
      s11 = r1.fma(y, s11);
      FloatVector r2 = FloatVector.broadcast(SPECIES, a[i + 2]);
      s20 = r2.fma(x, s20);
      s21 = r2.fma(y, s21);
      FloatVector r3 = FloatVector.broadcast(SPECIES, a[i + 3]);
      s30 = r3.fma(x, s30);
      s31 = r3.fma(y, s31);
      FloatVector z = FloatVector.fromArray(SPECIES, b, j + PANEL);
      FloatVector w = FloatVector.fromArray(SPECIES, b, j + PANEL + LANES);
      FloatVector r4 = FloatVector.broadcast(SPECIES, a[i + 4]);
      s00 = r4.fma(z, s00);
      s01 = r4.fma(w, s01);
      FloatVector r5 = FloatVector.broadcast(SPECIES, a[i + 5]);
      s10 = r5.fma(z, s10);
      s11 = r5.fma(w, s11);
      FloatVector r6 = FloatVector.broadcast(SPECIES, a[i + 6]);
      s20 = r6.fma(z, s20);
      s21 = r6.fma(w, s21);
      FloatVector r7 = FloatVector.broadcast(SPECIES, a[i + 7]);
      s30 = r7.fma(z, s30);
      s31 = r7.fma(w, s31);
    }
    s00.intoArray(c, cOffset);
    s01.intoArray(c, cOffset + LANES);
    s10.intoArray(c, row1);
    s11.intoArray(c, row1 + LANES);
    s20.intoArray(c, row2);
    s21.intoArray(c, row2 + LANES);
    s30.intoArray(c, row3);
    s31.intoArray(c, row3 + LANES);
    if ((depth & 1) == 1) {
      lastTerm(a, i, b, j, c, cOffset, stride);
    }
  }

  /** The term that is left where there is an odd number of them. */
  private static void lastTerm(
      float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int stride) {
    FloatVector x = FloatVector.fromArray(SPECIES, b, bOffset);
    FloatVector y = FloatVector.fromArray(SPECIES, b, bOffset + LANES);
    for (int r = 0; r < GROUP; r++) {
      int row = cOffset + r * stride;
      FloatVector factor = FloatVector.broadcast(SPECIES, a[aOffset + r]);
      factor.fma(x, FloatVector.fromArray(SPECIES, c, row)).intoArray(c, row);
      factor.fma(y, FloatVector.fromArray(SPECIES, c, row + LANES)).intoArray(c, row + LANES);
    }
  }

  @Override
  public void accumulate(
      OuterProduct<float[]> product, int from, int to, Scratch<float[]> scratch) {
    int width = product.rightWidth();
    int rows = (to - from + GROUP - 1) / GROUP * GROUP;
    int panels = (width + PANEL - 1) / PANEL;
    float[] left = scratch.left(this, Math.max(rows / GROUP * JUMP, (ROWS + GROUP) * CHUNK));
    float[] right = scratch.right(this, panels * PANEL * TERMS);
    for (int p = 0; p < product.count(); p += TERMS) {
      int chunk = Math.min(TERMS, product.count() - p);
      layPanels(product, p, chunk, right);
      layColumns(product, p, chunk, from, to - from, left);
      for (int i = from; i < to; i += STRIP) {
        for (int j = 0; j < width; j += PANEL) {
          tiles(product, from, i, Math.min(to, i + STRIP), j, chunk, scratch);
        }
      }
    }
  }

  /**
   * Tiles of one panel.
   *
   * @param first the first row that is laid out on the left-hand side
   */
  @SuppressWarnings("checkstyle:ParameterNumber")
  private void tiles(
      OuterProduct<float[]> product,
      int first,
      int from,
      int to,
      int panel,
      int chunk,
      Scratch<float[]> scratch) {
    int width = product.rightWidth();
    int columns = Math.min(PANEL, width - panel);
    float[] left = scratch.left(this, 0);
    float[] right = scratch.right(this, 0);
    float[] spare = scratch.tile(this, GROUP * PANEL);
    for (int i = from; i < to; i += GROUP) {
      int at = i * width + panel;
      int group = (i - first) / GROUP * JUMP;
      if (columns == PANEL && i + GROUP <= to) {
        tile(left, group, right, panel * chunk, chunk, product.out(), at, width);
      } else {
        int tall = Math.min(GROUP, to - i);
        copyTile(product.out(), at, width, spare, 0, PANEL, tall, columns);
        tile(left, group, right, panel * chunk, chunk, spare, 0, PANEL);
        copyTile(spare, 0, PANEL, product.out(), at, width, tall, columns);
      }
    }
  }

  private static void layPanels(OuterProduct<float[]> product, int first, int chunk, float[] out) {
    int width = product.rightWidth();
    for (int j = 0; j < width; j += PANEL) {
      int from = product.rightOffset() + first * width + j;
      if (j + PANEL <= width) {
        layPanel(product.right(), from, width, chunk, out, j * chunk);
      } else {
        layNarrowPanel(product.right(), from, width, chunk, width - j, out, j * chunk);
      }
    }
  }

  private static void layPanel(float[] a, int from, int stride, int rows, float[] out, int to) {
    for (int p = 0, i = from, q = to; p < rows; p++, i += stride, q += PANEL) {
      FloatVector.fromArray(SPECIES, a, i).intoArray(out, q);
      FloatVector.fromArray(SPECIES, a, i + LANES).intoArray(out, q + LANES);
    }
  }

  private static void layNarrowPanel(
      float[] a, int from, int stride, int rows, int columns, float[] out, int to) {
    Arrays.fill(out, to, to + rows * PANEL, 0);
    for (int p = 0; p < rows; p++) {
      for (int c = 0; c < columns; c++) {
        out[to + p * PANEL + c] = a[from + p * stride + c];
      }
    }
  }

  /** Columns as {@link #layRows} lays rows, read row after row. */
  private static void layColumns(
      OuterProduct<float[]> product, int first, int chunk, int column, int columns, float[] out) {
    int stride = product.leftStride();
    float[] a = product.left();
    int from = product.leftOffset() + first * stride + column;
    int whole = columns / GROUP * GROUP;
    for (int p = 0; p < chunk; p++, from += stride) {
      int q = p * GROUP;
      for (int i = 0; i < whole; i += GROUP, q += JUMP) {
        int at = from + i;
        out[q] = a[at];
        out[q + 1] = a[at + 1];
        out[q + 2] = a[at + 2];
        out[q + 3] = a[at + 3];
      }
      for (int r = 0; whole < columns && r < GROUP; r++) {
        out[q + r] = whole + r < columns ? a[from + whole + r] : 0;
      }
    }
  }

  @Override
  public void sumColumns(float[] x, int rows, int width, float[] out, int from, int to) {
    for (int i = 0; i < rows; i++) {
      add(x, i * width + from, out, from, to - from);
    }
  }
}
