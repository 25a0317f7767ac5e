package io.palavra.kernels.arithmetic;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Copies between ND4J arrays of any strides and Java arrays in row-major order.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface Transfer<A> {

  /** The data type of the ND4J arrays. */
  DataType dataType();

  /**
   * Copies slices {@code from} (inclusive) to {@code to} (exclusive) of {@code source}'s first
   * dimension to their places in {@code out}, which has the elements of all slices in row-major
   * order.
   *
   * @param source rank 1, 2 or 3
   */
  void read(INDArray source, int from, int to, A out);

  /** The way back of {@link #read}. */
  void write(A source, int from, int to, INDArray out);

  /**
   * Copies the rows of slices {@code from} to {@code to} of {@code source} to places of their own.
   *
   * @param source rank 3
   * @param places for every row of every slice which row of {@code out} it becomes; negative where
   *     it is not wanted
   */
  void read(INDArray source, int from, int to, int[] places, A out);

  /**
   * The way back: fills slices {@code from} to {@code to} of {@code out} with rows from {@code
   * places}, and with zeros where there is none.
   */
  void write(A source, int[] places, int from, int to, INDArray out);

  /** Copies all of {@code source} in row-major order. */
  default void read(INDArray source, A out) {
    read(source, 0, (int) source.size(0), out);
  }

  /** Copies {@code source}, in row-major order, to all of {@code out}. */
  default void write(A source, INDArray out) {
    write(source, 0, (int) out.size(0), out);
  }

  /**
   * Whether the elements of {@code source}, in row-major order, are known to equal the first of
   * {@code values}: what was read from it before need not be read again. Zeros of either sign are
   * equal.
   */
  default boolean same(INDArray source, A values) {
    return false;
  }

  /**
   * Copies rows {@code ids[from]} to {@code ids[to - 1]} of {@code table} to rows {@code from} to
   * {@code to - 1} of {@code out}.
   *
   * @param table {@code [rows, columns]}, row-major without gaps
   */
  void gather(INDArray table, int[] ids, int from, int to, A out);

  /** The way back of {@link #gather}: rows that are not named stay as they are. */
  void scatter(A source, int[] ids, int from, int to, INDArray table);
}
