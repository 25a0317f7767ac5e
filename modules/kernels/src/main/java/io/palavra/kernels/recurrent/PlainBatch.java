package io.palavra.kernels.recurrent;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A mini-batch as operations of ND4J take it.
 *
 * @param x the input after dropout, {@code [rows, inputs]}
 * @param steps number of time steps
 * @param size number of sequences
 * @param mask one where a step counts, {@code [rows, 1]}; empty when all do
 */
record PlainBatch(INDArray x, int steps, int size, INDArray mask) {

  static PlainBatch of(INDArray x, Extent extent, DataType type) {
    return new PlainBatch(x, extent.steps(), extent.batch(), mask(extent, type));
  }

  @SuppressWarnings("try")
  private static INDArray mask(Extent extent, DataType type) {
    try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      if (!extent.masked()) {
        return Nd4j.empty(type);
      }
      float[] live = new float[extent.rows()];
      for (int row = 0; row < live.length; row++) {
        live[row] = extent.counts(row) ? 1 : 0;
      }
      return Nd4j.createFromArray(live).reshape('c', extent.rows(), 1).castTo(type);
    }
  }

  boolean masked() {
    return !mask.isEmpty();
  }

  /** One where step {@code t} counts, {@code [batch, 1]}. */
  INDArray live(int t) {
    long from = (long) t * size;
    return mask.get(NDArrayIndex.interval(from, from + size), NDArrayIndex.all());
  }

  /** One where step {@code t} does not count. */
  INDArray dead(int t) {
    return live(t).rsub(1);
  }
}
