package io.palavra.kernels.convolution;

import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.Packed;
import io.palavra.kernels.arithmetic.Transfer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The filters of one width.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class FilterBank<A> {
  private static final int BLOCK = 16;

  private final Arithmetic<A> math;
  private final int width;
  private final int filters;
  private final int depth;
  private final int output;
  private final A byDepth;
  private final Packed<A> packed = new Packed<>();
  private A byFilter;
  private A gradient;
  private boolean read;

  /**
   * @param output the first of their outputs
   */
  FilterBank(Arithmetic<A> math, int width, int filters, int inputs, int output) {
    this.math = math;
    this.width = width;
    this.filters = filters;
    this.depth = Math.multiplyExact(width, inputs);
    this.output = output;
    this.byDepth = math.allocate(Math.multiplyExact(depth, filters));
    this.byFilter = math.allocate(0);
    this.gradient = math.allocate(0);
  }

  int width() {
    return width;
  }

  int filters() {
    return filters;
  }

  /** Numbers of a window. */
  int depth() {
    return depth;
  }

  int output() {
    return output;
  }

  /** Takes over weights {@code [depth, filters]}. */
  void read(Transfer<A> transfer, INDArray weights) {
    if (read && transfer.same(weights, byDepth)) {
      return;
    }
    read = true;
    transfer.read(weights, byDepth);
    math.pack(byDepth, depth, filters, false, packed);
  }

  /** The weights of the last {@link #read}, {@code [depth, filters]}. */
  A byDepth() {
    return byDepth;
  }

  Packed<A> packed() {
    return packed;
  }

  /** Room for {@link #weights}. */
  void beforeTurning() {
    byFilter = RowStore.room(math, byFilter, depth * filters);
  }

  /** Makes {@link #weights} of some filters those of the last {@link #read}. */
  void turn(int from, int to) {
    for (int block = 0; block < depth; block += BLOCK) {
      int end = Math.min(depth, block + BLOCK);
      for (int f = from; f < to; f++) {
        for (int p = block; p < end; p++) {
          math.set(byFilter, f * depth + p, math.get(byDepth, p * filters + f));
        }
      }
    }
  }

  /** The weights {@code [filters, depth]}. */
  A weights() {
    return byFilter;
  }

  /** Room for the gradient {@code [filters, depth]}. */
  A gradient() {
    gradient = RowStore.room(math, gradient, depth * filters);
    return gradient;
  }
}
