package io.palavra.kernels.arithmetic;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Single precision with the Vector API, by the tiles of {@link VectorFloats}: windows are laid out
 * once for all matrices, in groups of four wherever they come from, and the values of one panel of
 * columns go from the tiles' sums to the maxima while they are in the first-level cache.
 */
final class VectorWindows implements WindowMaxima<float[]> {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int GROUP = VectorFloats.GROUP;
  private static final int PANEL = VectorFloats.PANEL;

  private final VectorFloats math;

  VectorWindows(VectorFloats math) {
    this.math = math;
  }

  @Override
  public void lay(WindowBlock<float[]> block, float[] x) {
    int depth = block.depth();
    int last = block.size() - 1;
    int groups = (block.size() + GROUP - 1) / GROUP;
    float[] left = block.scratch().left(math, groups * GROUP * depth);
    for (int i = 0; i <= last; i += GROUP) {
      int row0 = block.start(i);
      int row1 = block.start(Math.min(i + 1, last));
      int row2 = block.start(Math.min(i + 2, last));
      int row3 = block.start(Math.min(i + 3, last));
      lay(x, row0, row1, row2, row3, depth, left, i * depth);
    }
  }

  @SuppressWarnings("checkstyle:ParameterNumber")
  private static void lay(
      float[] x, int row0, int row1, int row2, int row3, int depth, float[] left, int to) {
    for (int p = 0, q = to; p < depth; p++, q += GROUP) {
      left[q] = x[row0 + p];
      left[q + 1] = x[row1 + p];
      left[q + 2] = x[row2 + p];
      left[q + 3] = x[row3 + p];
    }
  }

  @Override
  public void raise(
      WindowBlock<float[]> block, int skip, Packed<float[]> b, float[] y, float[] marks) {
    Scratch<float[]> scratch = block.scratch();
    float[] left = scratch.left(math, 0);
    float[] sums = scratch.tile(math, (block.size() + GROUP) * PANEL);
    int depth = b.depth();
    for (int column = 0; column < b.width(); column += PANEL) {
      math.fill(sums, 0, (block.size() + GROUP) * PANEL, 0);
      for (int p = 0; p < depth; p += VectorFloats.CHUNK) {
        int chunk = Math.min(VectorFloats.CHUNK, depth - p);
        int panel = column * depth + p * PANEL;
        for (int i = 0; i < block.size(); i += GROUP) {
          int from = i * block.depth() + (skip + p) * GROUP;
          VectorFloats.tile(left, from, b.data(), panel, chunk, sums, i * PANEL, PANEL);
        }
      }
      int columns = Math.min(PANEL, b.width() - column);
      for (int i = 0; i < block.size(); i++) {
        if (block.place(i) >= 0) {
          raise(sums, i * PANEL, columns, block.mark(i), y, block.place(i) + column, marks);
        }
      }
    }
  }

  private static void raise(
      float[] sums, int from, int columns, int mark, float[] y, int to, float[] marks) {
    int bound = SPECIES.loopBound(columns);
    FloatVector own = FloatVector.broadcast(SPECIES, mark);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector before = FloatVector.fromArray(SPECIES, y, to + i);
      FloatVector value = FloatVector.fromArray(SPECIES, sums, from + i);
      VectorMask<Float> stays =
          value.compare(VectorOperators.LE, before).or(before.compare(VectorOperators.NE, before));
      value.blend(before, stays).intoArray(y, to + i);
      own.blend(FloatVector.fromArray(SPECIES, marks, to + i), stays).intoArray(marks, to + i);
    }
    for (int i = bound; i < columns; i++) {
      float before = y[to + i];
      float value = sums[from + i];
      if (!(value <= before) && !Float.isNaN(before)) {
        y[to + i] = value;
        marks[to + i] = mark;
      }
    }
  }
}
