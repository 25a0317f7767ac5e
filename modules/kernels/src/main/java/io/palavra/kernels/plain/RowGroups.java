package io.palavra.kernels.plain;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.factory.ops.NDBase;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Sums of rows that belong together. */
public final class RowGroups {

  private RowGroups() {}

  /**
   * The sum of each group.
   *
   * @param rows {@code [rows, columns]}, at least one
   * @param group the number of each row's group, below {@code count}
   * @return {@code [count, columns]}
   */
  public static INDArray sum(INDArray rows, int[] group, int count) {
    if (group.length > 1) {
      return new NDBase().unsortedSegmentSum(rows, Nd4j.createFromArray(group), count);
    }
    // ND4J takes a matrix of one row for a vector, and sums its elements.
    INDArray sums = Nd4j.zeros(rows.dataType(), count, rows.size(1));
    sums.get(NDArrayIndex.interval(group[0], group[0] + 1), NDArrayIndex.all()).assign(rows);
    return sums;
  }
}
