package io.palavra.kernels.arithmetic;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Where the elements of an array of rank 1 to 3 lie, seen as slices of rows and columns.
 *
 * @param extent the number of elements from the first to the last in memory
 * @param flat whether it is a vector without gaps
 */
record Layout(
    int rows,
    int columns,
    int sliceStride,
    int rowStride,
    int columnStride,
    long extent,
    boolean flat) {

  static Layout of(INDArray array, DataType type) {
    if (array.dataType() != type) {
      throw new IllegalArgumentException(
          "expected an array of " + type + ", got " + array.dataType());
    }
    int rank = array.rank();
    if (rank < 1 || rank > 3) {
      throw new IllegalArgumentException("expected an array of rank 1 to 3, got rank " + rank);
    }
    long extent = 1;
    for (int i = 0; i < rank; i++) {
      extent += (array.size(i) - 1) * array.stride(i);
    }
    if (extent > Integer.MAX_VALUE || array.length() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "array of " + array.length() + " elements is too big for one Java array");
    }
    int rows = rank == 3 ? (int) array.size(1) : 1;
    int columns = rank == 1 ? 1 : (int) array.size(rank - 1);
    int rowStride = rank == 3 ? stride(array, 1) : 0;
    int columnStride = rank == 1 ? 1 : stride(array, rank - 1);
    return new Layout(
        rows,
        columns,
        stride(array, 0),
        rowStride,
        columnStride,
        extent,
        rank == 1 && array.stride(0) == 1);
  }

  private static int stride(INDArray array, int dimension) {
    return array.size(dimension) == 1 ? 0 : array.stride(dimension);
  }

  /** Whether it is a vector or a row-major matrix without gaps. */
  boolean gapless() {
    return flat || rows == 1 && columnStride == 1 && sliceStride == columns;
  }

  /** The width of a matrix that is row-major without gaps. */
  int rowLength() {
    if (rows != 1 || columnStride > 1 || sliceStride != columns && sliceStride != 0) {
      throw new IllegalArgumentException("expected a row-major matrix without gaps, got " + this);
    }
    return columns;
  }
}
