package io.palavra.kernels.arithmetic;

/**
 * Single precision with the Vector API, by {@link VectorTiles}: windows are laid out in groups
 * wherever they come from, and the values of one panel of columns go from the tiles' sums to the
 * maxima while they are in the first-level cache.
 */
final class VectorWindows implements WindowMaxima<float[]> {
  private static final int PANEL = VectorTiles.PANEL;
  private static final int TALL = VectorTiles.TALL;
  private static final int SPAN = VectorTiles.SPAN;

  private final VectorFloats math;

  VectorWindows(VectorFloats math) {
    this.math = math;
  }

  @Override
  public void raise(
      WindowBlock<float[]> block,
      float[] x,
      int skip,
      Packed<float[]> b,
      float[] y,
      float[] marks) {
    int depth = b.depth();
    int room = VectorTiles.room(depth);
    float[] left = lay(block, x, skip, depth);
    float[] sums = block.scratch().tile(math, (block.size() + TALL) * PANEL);
    for (int column = 0; column < b.width(); column += PANEL) {
      math.fill(sums, 0, (block.size() + TALL) * PANEL, 0);
      for (int p = 0; p < depth; p += VectorTiles.CHUNK) {
        int chunk = Math.min(VectorTiles.CHUNK, depth - p);
        int panel = column * VectorTiles.filled(depth) + p * PANEL;
        int from = p * SPAN;
        for (int i = 0, tall; i < block.size(); i += tall, from += room) {
          tall = VectorTiles.height(block.size() - i);
          VectorTiles.tile(tall, left, from, b.data(), panel, chunk, sums, i * PANEL, PANEL);
        }
      }
      int columns = Math.min(PANEL, b.width() - column);
      for (int i = 0; i < block.size(); i++) {
        if (block.place(i) >= 0) {
          int to = block.place(i) + column;
          math.raise(sums, i * PANEL, y, to, columns, block.mark(i), marks, to);
        }
      }
    }
  }

  private float[] lay(WindowBlock<float[]> block, float[] x, int skip, int depth) {
    int room = VectorTiles.room(depth);
    float[] left = block.scratch().left(math, (block.size() / TALL + 2) * room);
    int to = 0;
    for (int i = 0, end; i < block.size(); i = end, to += room) {
      end = i + VectorTiles.height(block.size() - i);
      int last = Math.min(end, block.size());
      for (int p = 0; p < depth; p += VectorTiles.CHUNK) {
        int chunk = Math.min(VectorTiles.CHUNK, depth - p);
        layRows(block, x, skip + p, chunk, i, last, left, to + p * SPAN);
      }
    }
    return left;
  }

  /** Windows {@code from} to {@code last}, the rows of one group. */
  @SuppressWarnings("checkstyle:ParameterNumber")
  private static void layRows(
      WindowBlock<float[]> block,
      float[] x,
      int skip,
      int chunk,
      int from,
      int last,
      float[] left,
      int to) {
    int r = from;
    for (; VectorTiles.TURN == 1 && r + 4 <= last; r += 4) {
      VectorTiles.layFourRows(
          x,
          block.start(r) + skip,
          block.start(r + 1) + skip,
          block.start(r + 2) + skip,
          block.start(r + 3) + skip,
          chunk,
          left,
          to + r - from);
    }
    for (; r < last; r++) {
      int place = to + (r - from) * VectorTiles.TURN;
      VectorTiles.layRow(x, block.start(r) + skip, chunk, left, place);
    }
  }
}
