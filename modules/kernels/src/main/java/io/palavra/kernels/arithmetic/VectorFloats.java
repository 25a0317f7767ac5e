package io.palavra.kernels.arithmetic;

import java.util.Arrays;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Single precision with the Vector API.
 *
 * <p>Products follow the scheme of Goto and van de Geijn ("Anatomy of High-Performance Matrix
 * Multiplication", ACM TOMS 34(3), 2008): the right-hand side lies in panels two vectors wide, the
 * left-hand side in groups of the rows of a tile, and a tile stays in registers while the inner
 * dimension is summed ({@link VectorTiles}).
 */
final class VectorFloats extends PlainFloats {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private static final int PANEL = VectorTiles.PANEL;
  private static final int TALL = VectorTiles.TALL;
  private static final int SPAN = VectorTiles.SPAN;
  private static final int CHUNK = VectorTiles.CHUNK;

  /** How many rows of the left-hand side are laid out at once, whole tiles of them. */
  private static final int ROWS = 96;

  /** What {@link #CHUNK} is to other products, where both sides of outer ones are laid out anew. */
  private static final int TERMS = 128;

  /**
   * Tiles of an outer product whose left-hand side stays in the first-level cache beside a panel.
   */
  private static final int STRIP = TALL > 6 ? 2 : 5;

  /**
   * From one group to the next in an outer product; no power of two, which would put all into the
   * same cache sets.
   */
  private static final int JUMP = TERMS * SPAN + 16;

  /** From one panel to the next in an outer product. */
  private static final int REACH = TERMS * PANEL + 16;

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

  @Override
  @SuppressWarnings("checkstyle:ParameterNumber")
  public void raise(
      float[] x,
      int xOffset,
      float[] y,
      int yOffset,
      int n,
      int mark,
      float[] marks,
      int marksOffset) {
    int bound = SPECIES.loopBound(n);
    FloatVector own = FloatVector.broadcast(SPECIES, mark);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector before = FloatVector.fromArray(SPECIES, y, yOffset + i);
      FloatVector value = FloatVector.fromArray(SPECIES, x, xOffset + i);
      VectorMask<Float> stays =
          value.compare(VectorOperators.LE, before).or(before.compare(VectorOperators.NE, before));
      value.blend(before, stays).intoArray(y, yOffset + i);
      own.blend(FloatVector.fromArray(SPECIES, marks, marksOffset + i), stays)
          .intoArray(marks, marksOffset + i);
    }
    super.raise(
        x, xOffset + bound, y, yOffset + bound, n - bound, mark, marks, marksOffset + bound);
  }

  @Override
  public void squash(Squash f, float[] y, int yOffset, int n) {
    int done = VectorCurves.squash(f, y, yOffset, n);
    if (done < n) {
      super.squash(f, y, yOffset + done, n - done);
    }
  }

  @Override
  public void slope(Squash f, float[] y, int yOffset, float[] d, int dOffset, int n) {
    int done = VectorCurves.slope(f, y, yOffset, d, dOffset, n);
    if (done < n) {
      super.slope(f, y, yOffset + done, d, dOffset + done, n - done);
    }
  }

  @Override
  public void pack(float[] source, int depth, int width, boolean transposed, Packed<float[]> out) {
    int panels = (width + PANEL - 1) / PANEL;
    int room = VectorTiles.filled(depth) * PANEL;
    float[] data = out.shape(this, depth, width, panels * room);
    for (int panel = 0; panel < panels; panel++) {
      int column = panel * PANEL;
      int columns = Math.min(PANEL, width - column);
      int to = panel * room;
      if (transposed) {
        packTransposed(source, column * depth, depth, columns, data, to);
      } else if (columns == PANEL) {
        layPanel(source, column, width, depth, data, to);
      } else {
        layNarrowPanel(source, column, width, depth, columns, data, to);
      }
      Arrays.fill(data, to + depth * PANEL, to + room, 0);
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
  @SuppressWarnings("checkstyle:ParameterNumber")
  public void multiplyColumns(
      int rows,
      float[] a,
      int aOffset,
      int aStride,
      Packed<float[]> b,
      int from,
      int to,
      float[] c,
      int cOffset,
      Scratch<float[]> scratch) {
    if (rows <= VectorRowTiles.ROWS) {
      for (int row = 0; row < rows; row++) {
        float[] spare = scratch.tile(this, TALL * PANEL);
        multiplyRow(a, aOffset + row * aStride, b, from, to, c, cOffset + row * b.width(), spare);
      }
      return;
    }
    int depth = b.depth();
    int width = b.width();
    float[] left = scratch.left(this, ROWS / TALL * VectorTiles.room(CHUNK));
    float[] spare = scratch.tile(this, TALL * PANEL);
    for (int row = 0; row < rows; row += ROWS) {
      int block = Math.min(ROWS, rows - row);
      for (int p = 0; p < depth; p += CHUNK) {
        int chunk = Math.min(CHUNK, depth - p);
        layRows(a, aOffset + row * aStride + p, aStride, block, chunk, left);
        for (int j = from; j < to; j += PANEL) {
          int panel = j * VectorTiles.filled(depth) + p * PANEL;
          int columns = Math.min(PANEL, width - j);
          int group = 0;
          for (int i = 0, tall; i < block; i += tall, group += VectorTiles.room(chunk)) {
            tall = VectorTiles.height(block - i);
            int at = cOffset + (row + i) * width + j;
            int whole = Math.min(tall, block - i);
            if (columns == PANEL && whole == tall) {
              VectorTiles.tile(tall, left, group, b.data(), panel, chunk, c, at, width);
            } else {
              copyTile(c, at, width, spare, 0, PANEL, whole, columns);
              VectorTiles.tile(tall, left, group, b.data(), panel, chunk, spare, 0, PANEL);
              copyTile(spare, 0, PANEL, c, at, width, whole, columns);
            }
          }
        }
      }
    }
  }

  /** Columns of one row, four panels at a time as long as there are so many. */
  private static void multiplyRow(
      float[] a, int row, Packed<float[]> b, int from, int end, float[] c, int to, float[] spare) {
    int reach = VectorTiles.filled(b.depth()) * PANEL;
    int wide = VectorRowTiles.PANELS * PANEL;
    for (int p = 0; p < b.depth(); p += CHUNK) {
      int chunk = Math.min(CHUNK, b.depth() - p);
      int panel = from / PANEL * reach + p * PANEL;
      int j = from;
      for (; j + wide <= end; j += wide, panel += VectorRowTiles.PANELS * reach) {
        VectorRowTiles.wide(a, row + p, b.data(), panel, reach, chunk, c, to + j);
      }
      for (; j < end; j += PANEL, panel += reach) {
        int columns = Math.min(PANEL, end - j);
        if (columns == PANEL) {
          VectorRowTiles.narrow(a, row + p, b.data(), panel, chunk, c, to + j);
        } else {
          System.arraycopy(c, to + j, spare, 0, columns);
          VectorRowTiles.narrow(a, row + p, b.data(), panel, chunk, spare, 0);
          System.arraycopy(spare, 0, c, to + j, columns);
        }
      }
    }
  }

  /** Rows in groups of a tile's, element after element. */
  private static void layRows(float[] a, int from, int stride, int rows, int chunk, float[] out) {
    int group = 0;
    for (int i = 0, tall; i < rows; i += tall, group += VectorTiles.room(chunk)) {
      tall = VectorTiles.height(rows - i);
      int whole = Math.min(tall, rows - i);
      int r = 0;
      for (; VectorTiles.TURN == 1 && r + 4 <= whole; r += 4) {
        int row = from + (i + r) * stride;
        VectorTiles.layFourRows(
            a, row, row + stride, row + 2 * stride, row + 3 * stride, chunk, out, group + r);
      }
      for (; r < whole; r++) {
        VectorTiles.layRow(a, from + (i + r) * stride, chunk, out, group + r * VectorTiles.TURN);
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

  @Override
  public void accumulate(
      OuterProduct<float[]> product, int from, int to, Scratch<float[]> scratch) {
    int width = product.rightWidth();
    int panels = (width + PANEL - 1) / PANEL;
    float[] left =
        scratch.left(
            this, Math.max(((to - from) / TALL + 2) * JUMP, ROWS / TALL * VectorTiles.room(CHUNK)));
    float[] right = scratch.right(this, panels * REACH);
    for (int p = 0; p < product.count(); p += TERMS) {
      int chunk = Math.min(TERMS, product.count() - p);
      layPanels(product, p, chunk, right);
      layColumns(product, p, chunk, from, to - from, left);
      int group = 0;
      for (int i = from, end; i < to; i = end) {
        end = i;
        int groups = 0;
        for (; groups < STRIP && end < to; groups++) {
          end += VectorTiles.height(to - end);
        }
        for (int j = 0; j < width; j += PANEL) {
          tiles(product, group, i, Math.min(to, end), to, j, chunk, scratch);
        }
        group += groups * JUMP;
      }
    }
  }

  /**
   * Tiles of one panel.
   *
   * @param first where the left-hand side of row {@code from} is laid out
   * @param last where rows end that are laid out
   */
  @SuppressWarnings("checkstyle:ParameterNumber")
  private void tiles(
      OuterProduct<float[]> product,
      int first,
      int from,
      int to,
      int last,
      int panel,
      int chunk,
      Scratch<float[]> scratch) {
    int width = product.rightWidth();
    int columns = Math.min(PANEL, width - panel);
    float[] left = scratch.left(this, 0);
    float[] right = scratch.right(this, 0);
    float[] spare = scratch.tile(this, TALL * PANEL);
    int group = first;
    for (int i = from, tall; i < to; i += tall, group += JUMP) {
      tall = VectorTiles.height(last - i);
      int at = i * width + panel;
      int whole = Math.min(tall, to - i);
      if (columns == PANEL && whole == tall) {
        VectorTiles.tile(
            tall, left, group, right, panel / PANEL * REACH, chunk, product.out(), at, width);
      } else {
        copyTile(product.out(), at, width, spare, 0, PANEL, whole, columns);
        VectorTiles.tile(tall, left, group, right, panel / PANEL * REACH, chunk, spare, 0, PANEL);
        copyTile(spare, 0, PANEL, product.out(), at, width, whole, columns);
      }
    }
  }

  private static void layPanels(OuterProduct<float[]> product, int first, int chunk, float[] out) {
    int width = product.rightWidth();
    int whole = width / PANEL * PANEL;
    int from = product.rightOffset() + first * width;
    for (int p = 0; p < chunk; p++) {
      layTerm(product.right(), from + p * width, whole, out, p * PANEL);
    }
    if (whole < width) {
      layNarrowPanel(
          product.right(), from + whole, width, chunk, width - whole, out, whole / PANEL * REACH);
    }
    for (int j = 0, q = 0; j < width; j += PANEL, q += REACH) {
      Arrays.fill(out, q + chunk * PANEL, q + VectorTiles.filled(chunk) * PANEL, 0);
    }
  }

  private static void layTerm(float[] a, int from, int width, float[] out, int to) {
    for (int j = 0, q = to; j < width; j += PANEL, q += REACH) {
      FloatVector.fromArray(SPECIES, a, from + j).intoArray(out, q);
      FloatVector.fromArray(SPECIES, a, from + j + LANES).intoArray(out, q + LANES);
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
    int from = product.leftOffset() + first * stride + column;
    for (int p = 0; p < chunk; p += VectorTiles.TURN) {
      int terms = Math.min(VectorTiles.TURN, chunk - p);
      int q = p * SPAN;
      for (int i = 0, tall; i < columns; i += tall, q += JUMP) {
        tall = VectorTiles.height(columns - i);
        int whole = Math.min(tall, columns - i);
        VectorTiles.layColumns(product.left(), from + p * stride + i, stride, whole, terms, out, q);
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
