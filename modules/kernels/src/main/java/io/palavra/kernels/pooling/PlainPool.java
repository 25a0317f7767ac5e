package io.palavra.kernels.pooling;

import io.palavra.kernels.recurrent.Extent;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * {@link Pool} in operations of ND4J. All but the greatest value is a weighted sum over the steps.
 */
final class PlainPool implements Pooler {
  private final DataType type;
  private final PoolingKind kind;
  private INDArray weights;
  private INDArray chosen;

  PlainPool(DataType type, PoolingKind kind) {
    this.type = type;
    this.kind = kind;
    this.weights = Nd4j.empty(type);
    this.chosen = Nd4j.empty(DataType.INT64);
  }

  @Override
  @SuppressWarnings("try")
  public void forward(INDArray source, Extent extent, INDArray out) {
    INDArray x = source.dup('c');
    try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      weights = weights(extent);
      if (kind == PoolingKind.MAX) {
        INDArray floor = weights.rsub(1).muli(-Float.MAX_VALUE);
        x.muli(weights).addi(floor);
        chosen = Nd4j.argMax(x, 0);
        out.assign(x.max(0).muli(weights.max(0)));
      } else {
        out.assign(x.muli(weights).sum(0));
      }
    }
  }

  @Override
  public void backward(INDArray epsilon, INDArray out) {
    for (int t = 0; t < out.size(0); t++) {
      INDArray step = epsilon.mulColumnVector(weights.slice(t));
      if (kind == PoolingKind.MAX) {
        step.muli(chosen.eq(t).castTo(type));
      }
      out.slice(t).assign(step);
    }
  }

  /** What each step of each sequence counts, {@code [steps, batch, 1]}. */
  private INDArray weights(Extent extent) {
    double[] all = new double[extent.rows()];
    for (int b = 0; b < extent.batch(); b++) {
      int count = 0;
      int last = -1;
      for (int t = 0; t < extent.steps(); t++) {
        if (extent.counts(t * extent.batch() + b)) {
          count++;
          last = t;
        }
      }
      for (int t = 0; t < extent.steps(); t++) {
        int row = t * extent.batch() + b;
        if (extent.counts(row)) {
          all[row] =
              switch (kind) {
                case MEAN -> 1.0 / count;
                case LAST -> t == last ? 1 : 0;
                case MAX, SUM -> 1;
              };
        }
      }
    }
    return Nd4j.createFromArray(all).reshape('c', extent.steps(), extent.batch(), 1).castTo(type);
  }
}
