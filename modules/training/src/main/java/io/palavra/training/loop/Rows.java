package io.palavra.training.loop;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Some rows of a batch. */
final class Rows {

  private Rows() {}

  /** Copies of rows {@code from} to {@code to}, that one excluded, of all arrays. */
  static MultiDataSet of(MultiDataSet batch, long from, long to) {
    return new org.nd4j.linalg.dataset.MultiDataSet(
        cut(batch.getFeatures(), from, to),
        cut(batch.getLabels(), from, to),
        cut(batch.getFeaturesMaskArrays(), from, to),
        cut(batch.getLabelsMaskArrays(), from, to));
  }

  private static INDArray[] cut(INDArray[] arrays, long from, long to) {
    return arrays == null
        ? null
        : Arrays.stream(arrays).map(array -> cut(array, from, to)).toArray(INDArray[]::new);
  }

  private static INDArray cut(INDArray array, long from, long to) {
    if (array == null) {
      return null;
    }
    INDArrayIndex[] indexes = new INDArrayIndex[array.rank()];
    Arrays.fill(indexes, NDArrayIndex.all());
    indexes[0] = NDArrayIndex.interval(from, to);
    return array.dup('c').get(indexes).dup('c');
  }
}
