package io.palavra.kernels.arithmetic;

import java.lang.invoke.VarHandle;
import java.util.Locale;
import java.util.Objects;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of single-precision products with the Vector API: six or four rows and two vectors of
 * columns, whose sums stay in registers while the inner dimension is summed. {@link
 * VectorTallTiles} has those for machines with more registers.
 *
 * <p>On AVX2 twelve sums, two vectors of the right-hand side and a factor take fifteen of sixteen
 * registers, and both units for multiplications have six independent sums each to work on. The JIT
 * compiler keeps to that where four things hold, as its code and the speed show. Each factor is
 * loaded behind a fence, which is no instruction on x86: otherwise all factors are loaded first and
 * sums go to memory for them. All vectors are of the preferred shape: the first use of another one
 * anywhere in the JVM makes these methods ten times as slow. The indices of both sides are those of
 * the loop times a power of two and from bases whose bounds are known: otherwise every turn checks
 * them again. And there is no other loop in the same method.
 */
final class VectorTiles {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Whether a fence between loads costs nothing. */
  private static final boolean X86 =
      System.getProperty("os.arch", "").toLowerCase(Locale.ROOT).matches("amd64|x86_64");

  /** Whether there are thirty-two registers for vectors: AVX-512. */
  private static final boolean MANY_REGISTERS = X86 && LANES == 16;

  /** Columns of a panel of the right-hand side, and of a tile. */
  static final int PANEL = 2 * LANES;

  /** Most rows of a tile; where fences cost, four, whose sums stay in registers without. */
  static final int TALL = MANY_REGISTERS ? 12 : X86 ? 6 : 4;

  private static final int LOW = 4;

  /**
   * Room for a term of a group of rows of the left-hand side: a power of two, whatever the rows.
   */
  static final int SPAN = MANY_REGISTERS ? 16 : 8;

  /**
   * How much of the inner dimension is summed at once: a panel of it stays in the first-level
   * cache.
   */
  static final int CHUNK = 256;

  /**
   * Terms a turn. Those of a row lie side by side on the left-hand side, behind them those of the
   * next row.
   */
  static final int TURN = MANY_REGISTERS ? 1 : 4;

  /** What fills up the last turn's terms of a row; zeros do on the right-hand side. */
  private static final float NOTHING = -0f;

  /** Bound of the places where a turn may begin. */
  static final int MOST = Integer.MAX_VALUE - (CHUNK + TURN) * Math.max(SPAN, PANEL);

  private VectorTiles() {}

  /** Rows of the tile that comes next where {@code rows} are left: as few as possible are idle. */
  static int height(int rows) {
    if (MANY_REGISTERS) {
      return VectorTallTiles.height(rows);
    }
    int rest = rows % TALL;
    return rest == 0 || rest > LOW ? TALL : LOW;
  }

  /**
   * {@code c += a b} for a tile. Every sum takes its terms in order, each by one fused
   * multiplication and addition, so that the kind of tile changes no bit. Nor do terms that fill up
   * a turn: adding -0 leaves every number as it is, -0 as well.
   *
   * @param height of the tile, see {@link #height}
   * @param a the left-hand side, {@link #TURN} terms of each row, then the next terms, {@link
   *     #SPAN} times {@link #TURN} elements on
   * @param b the right-hand side, {@link #PANEL} elements a term, with zeros in those that fill up
   *     the last turn
   * @param depth the number of terms, at most {@link #CHUNK}
   * @param c the sums; {@code stride} elements from one row to the next
   */
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
    int whole = filled(depth);
    if (MANY_REGISTERS) {
      VectorTallTiles.tile(height, a, aOffset, b, bOffset, whole, c, cOffset, stride);
    } else if (height > LOW) {
      six(a, aOffset, b, bOffset, whole, c, cOffset, stride);
    } else {
      four(a, aOffset, b, bOffset, whole, c, cOffset, stride);
    }
  }

  /** {@code depth} terms, filled up to whole turns. */
  static int filled(int depth) {
    return (depth + TURN - 1) / TURN * TURN;
  }

  /**
   * Lays out one to {@link #TURN} terms of rows of the left-hand side that come as columns, term
   * after term.
   */
  static void layColumns(
      float[] a, int from, int stride, int columns, int terms, float[] out, int to) {
    if (TURN == 1) {
      layTerm(a, from, columns, out, to);
      return;
    }
    if (terms < TURN) {
      for (int r = 0; r < columns; r++) {
        for (int p = 0; p < TURN; p++) {
          out[to + r * TURN + p] = p < terms ? a[from + p * stride + r] : NOTHING;
        }
      }
      return;
    }
    int from1 = from + stride;
    int from2 = from1 + stride;
    int from3 = from2 + stride;
    if (columns == TALL && TALL > LOW) {
      layTurn(a, from, from1, from2, from3, out, to);
      layTurn(a, from + 1, from1 + 1, from2 + 1, from3 + 1, out, to + TURN);
      layTurn(a, from + 2, from1 + 2, from2 + 2, from3 + 2, out, to + 2 * TURN);
      layTurn(a, from + 3, from1 + 3, from2 + 3, from3 + 3, out, to + 3 * TURN);
      layTurn(a, from + 4, from1 + 4, from2 + 4, from3 + 4, out, to + 4 * TURN);
      layTurn(a, from + 5, from1 + 5, from2 + 5, from3 + 5, out, to + 5 * TURN);
      return;
    }
    for (int r = 0; r < columns; r++) {
      layTurn(a, from + r, from1 + r, from2 + r, from3 + r, out, to + r * TURN);
    }
  }

  /**
   * Writes a whole vector, which is a term's span, where it can; what lies behind the columns is
   * not looked at.
   */
  private static void layTerm(float[] a, int from, int columns, float[] out, int to) {
    if (from <= a.length - LANES) {
      FloatVector.fromArray(SPECIES, a, from).intoArray(out, to);
    } else {
      System.arraycopy(a, from, out, to, columns);
    }
  }

  private static void layTurn(float[] a, int i0, int i1, int i2, int i3, float[] out, int to) {
    out[to] = a[i0];
    out[to + 1] = a[i1];
    out[to + 2] = a[i2];
    out[to + 3] = a[i3];
  }

  /** Elements of a group of rows of the left-hand side. */
  static int room(int depth) {
    return filled(depth) * SPAN;
  }

  /**
   * Lays out a row of the left-hand side; {@code to} is where its first term belongs. What it
   * writes behind its own terms belongs to the rows behind it, which are laid out later.
   */
  static void layRow(float[] a, int from, int depth, float[] out, int to) {
    int source = Objects.checkIndex(from, MOST);
    int target = Objects.checkIndex(to, MOST);
    int whole = Math.max(0, Math.min(depth, a.length - from - LANES + TURN));
    int end = Objects.checkIndex(whole, CHUNK + 1) - TURN + 1;
    int done = 0;
    if (LANES >= TURN && LANES <= 2 * TURN) {
      for (int p = 0; p < end; p += TURN) {
        FloatVector.fromArray(SPECIES, a, source + p).intoArray(out, target + p * SPAN);
      }
      done = whole / TURN * TURN;
    }
    for (int p = done; p < filled(depth); p++) {
      out[to + p / TURN * TURN * SPAN + p % TURN] = p < depth ? a[from + p] : NOTHING;
    }
  }

  /** Four rows at once, where a turn is one term. */
  @SuppressWarnings("checkstyle:ParameterNumber")
  static void layFourRows(
      float[] a, int from0, int from1, int from2, int from3, int depth, float[] out, int to) {
    int target = Objects.checkIndex(to, MOST);
    int end = Objects.checkIndex(depth, CHUNK + 1);
    for (int p = 0; p < end; p++) {
      int q = target + p * SPAN;
      out[q] = a[from0 + p];
      out[q + 1] = a[from1 + p];
      out[q + 2] = a[from2 + p];
      out[q + 3] = a[from3 + p];
    }
  }

  /** Whole turns of six rows, written out, since sums in arrays would not stay in registers. */
  @SuppressWarnings({"checkstyle:ParameterNumber", "checkstyle:MethodLength"})
  private static void six(
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      int depth,
      float[] c,
      int cOffset,
      int stride) {
    int left = Objects.checkIndex(aOffset, MOST);
    int right = Objects.checkIndex(bOffset, MOST);
    int end = Objects.checkIndex(depth, CHUNK + 1) - TURN + 1;
    int row1 = cOffset + stride;
    int row2 = row1 + stride;
    int row3 = row2 + stride;
    int row4 = row3 + stride;
    int row5 = row4 + stride;
    FloatVector s00 = FloatVector.fromArray(SPECIES, c, cOffset);
    FloatVector s01 = FloatVector.fromArray(SPECIES, c, cOffset + LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, c, row1);
    FloatVector s11 = FloatVector.fromArray(SPECIES, c, row1 + LANES);
    FloatVector s20 = FloatVector.fromArray(SPECIES, c, row2);
    FloatVector s21 = FloatVector.fromArray(SPECIES, c, row2 + LANES);
    FloatVector s30 = FloatVector.fromArray(SPECIES, c, row3);
    FloatVector s31 = FloatVector.fromArray(SPECIES, c, row3 + LANES);
    FloatVector s40 = FloatVector.fromArray(SPECIES, c, row4);
    FloatVector s41 = FloatVector.fromArray(SPECIES, c, row4 + LANES);
    FloatVector s50 = FloatVector.fromArray(SPECIES, c, row5);
    FloatVector s51 = FloatVector.fromArray(SPECIES, c, row5 + LANES);
    for (int p = 0; p < end; p += TURN) {
      int i = left + p * SPAN;
      int j = right + p * PANEL;
      FloatVector x0 = FloatVector.fromArray(SPECIES, b, j);
      FloatVector y0 = FloatVector.fromArray(SPECIES, b, j + LANES);
      VarHandle.loadLoadFence();
      FloatVector r0 = FloatVector.broadcast(SPECIES, a[i]);
      s00 = r0.fma(x0, s00);
      s01 = r0.fma(y0, s01);
      VarHandle.loadLoadFence();
      FloatVector r1 = FloatVector.broadcast(SPECIES, a[i + TURN]);
      s10 = r1.fma(x0, s10);
      s11 = r1.fma(y0, s11);
      VarHandle.loadLoadFence();
      FloatVector r2 = FloatVector.broadcast(SPECIES, a[i + 2 * TURN]);
      s20 = r2.fma(x0, s20);
      s21 = r2.fma(y0, s21);
      VarHandle.loadLoadFence();
      FloatVector r3 = FloatVector.broadcast(SPECIES, a[i + 3 * TURN]);
      s30 = r3.fma(x0, s30);
      s31 = r3.fma(y0, s31);
      VarHandle.loadLoadFence();
      FloatVector r4 = FloatVector.broadcast(SPECIES, a[i + 4 * TURN]);
      s40 = r4.fma(x0, s40);
      s41 = r4.fma(y0, s41);
      VarHandle.loadLoadFence();
      FloatVector r5 = FloatVector.broadcast(SPECIES, a[i + 5 * TURN]);
      s50 = r5.fma(x0, s50);
      s51 = r5.fma(y0, s51);
      FloatVector x1 = FloatVector.fromArray(SPECIES, b, j + 2 * LANES);
      FloatVector y1 = FloatVector.fromArray(SPECIES, b, j + 3 * LANES);
      VarHandle.loadLoadFence();
      FloatVector r6 = FloatVector.broadcast(SPECIES, a[i + 1]);
      s00 = r6.fma(x1, s00);
      s01 = r6.fma(y1, s01);
      VarHandle.loadLoadFence();
      FloatVector r7 = FloatVector.broadcast(SPECIES, a[i + TURN + 1]);
      s10 = r7.fma(x1, s10);
      s11 = r7.fma(y1, s11);
      VarHandle.loadLoadFence();
      FloatVector r8 = FloatVector.broadcast(SPECIES, a[i + 2 * TURN + 1]);
      s20 = r8.fma(x1, s20);
      s21 = r8.fma(y1, s21);
      VarHandle.loadLoadFence();
      FloatVector r9 = FloatVector.broadcast(SPECIES, a[i + 3 * TURN + 1]);
      s30 = r9.fma(x1, s30);
      s31 = r9.fma(y1, s31);
      VarHandle.loadLoadFence();
      FloatVector r10 = FloatVector.broadcast(SPECIES, a[i + 4 * TURN + 1]);
      s40 = r10.fma(x1, s40);
      s41 = r10.fma(y1, s41);
      VarHandle.loadLoadFence();
      FloatVector r11 = FloatVector.broadcast(SPECIES, a[i + 5 * TURN + 1]);
      s50 = r11.fma(x1, s50);
      s51 = r11.fma(y1, s51);
      FloatVector x2 = FloatVector.fromArray(SPECIES, b, j + 4 * LANES);
      FloatVector y2 = FloatVector.fromArray(SPECIES, b, j + 5 * LANES);
      VarHandle.loadLoadFence();
      FloatVector r12 = FloatVector.broadcast(SPECIES, a[i + 2]);
      s00 = r12.fma(x2, s00);
      s01 = r12.fma(y2, s01);
      VarHandle.loadLoadFence();
      FloatVector r13 = FloatVector.broadcast(SPECIES, a[i + TURN + 2]);
      s10 = r13.fma(x2, s10);
      s11 = r13.fma(y2, s11);
      VarHandle.loadLoadFence();
      FloatVector r14 = FloatVector.broadcast(SPECIES, a[i + 2 * TURN + 2]);
      s20 = r14.fma(x2, s20);
      s21 = r14.fma(y2, s21);
      VarHandle.loadLoadFence();
      FloatVector r15 = FloatVector.broadcast(SPECIES, a[i + 3 * TURN + 2]);
      s30 = r15.fma(x2, s30);
      s31 = r15.fma(y2, s31);
      VarHandle.loadLoadFence();
      FloatVector r16 = FloatVector.broadcast(SPECIES, a[i + 4 * TURN + 2]);
      s40 = r16.fma(x2, s40);
      s41 = r16.fma(y2, s41);
      VarHandle.loadLoadFence();
      FloatVector r17 = FloatVector.broadcast(SPECIES, a[i + 5 * TURN + 2]);
      s50 = r17.fma(x2, s50);
      s51 = r17.fma(y2, s51);
      FloatVector x3 = FloatVector.fromArray(SPECIES, b, j + 6 * LANES);
      FloatVector y3 = FloatVector.fromArray(SPECIES, b, j + 7 * LANES);
      VarHandle.loadLoadFence();
      FloatVector r18 = FloatVector.broadcast(SPECIES, a[i + 3]);
      s00 = r18.fma(x3, s00);
      s01 = r18.fma(y3, s01);
      VarHandle.loadLoadFence();
      FloatVector r19 = FloatVector.broadcast(SPECIES, a[i + TURN + 3]);
      s10 = r19.fma(x3, s10);
      s11 = r19.fma(y3, s11);
      VarHandle.loadLoadFence();
      FloatVector r20 = FloatVector.broadcast(SPECIES, a[i + 2 * TURN + 3]);
      s20 = r20.fma(x3, s20);
      s21 = r20.fma(y3, s21);
      VarHandle.loadLoadFence();
      FloatVector r21 = FloatVector.broadcast(SPECIES, a[i + 3 * TURN + 3]);
      s30 = r21.fma(x3, s30);
      s31 = r21.fma(y3, s31);
      VarHandle.loadLoadFence();
      FloatVector r22 = FloatVector.broadcast(SPECIES, a[i + 4 * TURN + 3]);
      s40 = r22.fma(x3, s40);
      s41 = r22.fma(y3, s41);
      VarHandle.loadLoadFence();
      FloatVector r23 = FloatVector.broadcast(SPECIES, a[i + 5 * TURN + 3]);
      s50 = r23.fma(x3, s50);
      s51 = r23.fma(y3, s51);
    }
    s00.intoArray(c, cOffset);
    s01.intoArray(c, cOffset + LANES);
    s10.intoArray(c, row1);
    s11.intoArray(c, row1 + LANES);
    s20.intoArray(c, row2);
    s21.intoArray(c, row2 + LANES);
    s30.intoArray(c, row3);
    s31.intoArray(c, row3 + LANES);
    s40.intoArray(c, row4);
    s41.intoArray(c, row4 + LANES);
    s50.intoArray(c, row5);
    s51.intoArray(c, row5 + LANES);
  }

  /** The same for four rows, which need fewer fences and get by without them elsewhere. */
  @SuppressWarnings({"checkstyle:ParameterNumber", "checkstyle:MethodLength"})
  private static void four(
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      int depth,
      float[] c,
      int cOffset,
      int stride) {
    int left = Objects.checkIndex(aOffset, MOST);
    int right = Objects.checkIndex(bOffset, MOST);
    int end = Objects.checkIndex(depth, CHUNK + 1) - TURN + 1;
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
    for (int p = 0; p < end; p += TURN) {
      int i = left + p * SPAN;
      int j = right + p * PANEL;
      FloatVector x0 = FloatVector.fromArray(SPECIES, b, j);
      FloatVector y0 = FloatVector.fromArray(SPECIES, b, j + LANES);
      if (X86) {
        VarHandle.loadLoadFence();
      }
      FloatVector r0 = FloatVector.broadcast(SPECIES, a[i]);
      s00 = r0.fma(x0, s00);
      s01 = r0.fma(y0, s01);
      FloatVector r1 = FloatVector.broadcast(SPECIES, a[i + TURN]);
      s10 = r1.fma(x0, s10);
      s11 = r1.fma(y0, s11);
      if (X86) {
        VarHandle.loadLoadFence();
      }
      FloatVector r2 = FloatVector.broadcast(SPECIES, a[i + 2 * TURN]);
      s20 = r2.fma(x0, s20);
      s21 = r2.fma(y0, s21);
      FloatVector r3 = FloatVector.broadcast(SPECIES, a[i + 3 * TURN]);
      s30 = r3.fma(x0, s30);
      s31 = r3.fma(y0, s31);
      FloatVector x1 = FloatVector.fromArray(SPECIES, b, j + 2 * LANES);
      FloatVector y1 = FloatVector.fromArray(SPECIES, b, j + 3 * LANES);
      if (X86) {
        VarHandle.loadLoadFence();
      }
      FloatVector r4 = FloatVector.broadcast(SPECIES, a[i + 1]);
      s00 = r4.fma(x1, s00);
      s01 = r4.fma(y1, s01);
      FloatVector r5 = FloatVector.broadcast(SPECIES, a[i + TURN + 1]);
      s10 = r5.fma(x1, s10);
      s11 = r5.fma(y1, s11);
      if (X86) {
        VarHandle.loadLoadFence();
      }
      FloatVector r6 = FloatVector.broadcast(SPECIES, a[i + 2 * TURN + 1]);
      s20 = r6.fma(x1, s20);
      s21 = r6.fma(y1, s21);
      FloatVector r7 = FloatVector.broadcast(SPECIES, a[i + 3 * TURN + 1]);
      s30 = r7.fma(x1, s30);
      s31 = r7.fma(y1, s31);
      FloatVector x2 = FloatVector.fromArray(SPECIES, b, j + 4 * LANES);
      FloatVector y2 = FloatVector.fromArray(SPECIES, b, j + 5 * LANES);
      if (X86) {
        VarHandle.loadLoadFence();
      }
      FloatVector r8 = FloatVector.broadcast(SPECIES, a[i + 2]);
      s00 = r8.fma(x2, s00);
      s01 = r8.fma(y2, s01);
      FloatVector r9 = FloatVector.broadcast(SPECIES, a[i + TURN + 2]);
      s10 = r9.fma(x2, s10);
      s11 = r9.fma(y2, s11);
      if (X86) {
        VarHandle.loadLoadFence();
      }
      FloatVector r10 = FloatVector.broadcast(SPECIES, a[i + 2 * TURN + 2]);
      s20 = r10.fma(x2, s20);
      s21 = r10.fma(y2, s21);
      FloatVector r11 = FloatVector.broadcast(SPECIES, a[i + 3 * TURN + 2]);
      s30 = r11.fma(x2, s30);
      s31 = r11.fma(y2, s31);
      FloatVector x3 = FloatVector.fromArray(SPECIES, b, j + 6 * LANES);
      FloatVector y3 = FloatVector.fromArray(SPECIES, b, j + 7 * LANES);
      if (X86) {
        VarHandle.loadLoadFence();
      }
      FloatVector r12 = FloatVector.broadcast(SPECIES, a[i + 3]);
      s00 = r12.fma(x3, s00);
      s01 = r12.fma(y3, s01);
      FloatVector r13 = FloatVector.broadcast(SPECIES, a[i + TURN + 3]);
      s10 = r13.fma(x3, s10);
      s11 = r13.fma(y3, s11);
      if (X86) {
        VarHandle.loadLoadFence();
      }
      FloatVector r14 = FloatVector.broadcast(SPECIES, a[i + 2 * TURN + 3]);
      s20 = r14.fma(x3, s20);
      s21 = r14.fma(y3, s21);
      FloatVector r15 = FloatVector.broadcast(SPECIES, a[i + 3 * TURN + 3]);
      s30 = r15.fma(x3, s30);
      s31 = r15.fma(y3, s31);
    }
    s00.intoArray(c, cOffset);
    s01.intoArray(c, cOffset + LANES);
    s10.intoArray(c, row1);
    s11.intoArray(c, row1 + LANES);
    s20.intoArray(c, row2);
    s21.intoArray(c, row2 + LANES);
    s30.intoArray(c, row3);
    s31.intoArray(c, row3 + LANES);
  }
}
