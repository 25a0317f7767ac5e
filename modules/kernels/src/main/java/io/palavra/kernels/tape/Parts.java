package io.palavra.kernels.tape;

import io.palavra.kernels.plain.RowGroups;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Parts of matrices. */
final class Parts {

  private Parts() {}

  static INDArray columns(INDArray a, long from, long to) {
    return a.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to));
  }

  static INDArray block(INDArray a, long from, long to) {
    return a.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
  }

  /** Rows by number, zeros for a negative one. */
  static INDArray gather(INDArray a, int[] which) {
    if (which.length == 0 || a.length() == 0) {
      return Nd4j.zeros(a.dataType(), which.length, a.size(1));
    }
    int[] known = new int[which.length];
    float[] live = new float[which.length];
    boolean all = true;
    for (int i = 0; i < which.length; i++) {
      known[i] = Math.max(0, which[i]);
      live[i] = which[i] < 0 ? 0 : 1;
      all &= which[i] >= 0;
    }
    INDArray rows = Nd4j.pullRows(a, 1, known, 'c');
    return all
        ? rows
        : rows.muliColumnVector(
            Nd4j.createFromArray(live).reshape(live.length, 1).castTo(a.dataType()));
  }

  /**
   * The way back of {@link #gather}: sums of the rows with the same number.
   *
   * @param count of the rows that were gathered from
   */
  static INDArray sumByRow(INDArray d, int[] which, long count) {
    if (which.length == 0) {
      return Nd4j.zeros(d.dataType(), count, d.size(1));
    }
    int[] segments = Arrays.stream(which).map(i -> i < 0 ? (int) count : i).toArray();
    // What is gathered as zeros goes to one row more, which is left out.
    return block(RowGroups.sum(d, segments, (int) count + 1), 0, count).dup('c');
  }
}
