package io.palavra.kernels.embedding;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.factory.ops.NDBase;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * {@link RowSums} in operations of ND4J. Repeated ids are summed before they reach the table, so
 * that no two threads of a card write to one row.
 */
final class PlainRows implements Rows {
  private final DataType type;
  private final int width;
  private int[] rows = {};

  PlainRows(DataType type, int width) {
    this.type = type;
    this.width = width;
  }

  @Override
  public int[] rows() {
    return rows;
  }

  @Override
  public void lookUp(INDArray table, int[] ids, INDArray out) {
    int[] known = new int[ids.length];
    float[] live = new float[ids.length];
    boolean all = true;
    for (int i = 0; i < ids.length; i++) {
      known[i] = Math.max(0, ids[i]);
      live[i] = ids[i] < 0 ? 0 : 1;
      all &= ids[i] >= 0;
    }
    INDArray flat = out.reshape('c', ids.length, width);
    flat.assign(Nd4j.pullRows(table, 1, known, 'c'));
    if (!all) {
      flat.muliColumnVector(column(live));
    }
  }

  @Override
  public void clear(int[] which, INDArray gradient) {
    gradient.assign(0);
  }

  @Override
  public void add(INDArray outer, int[] ids, INDArray gradient) {
    int[] live = Arrays.stream(ids).filter(id -> id >= 0).toArray();
    rows = Arrays.stream(live).sorted().distinct().toArray();
    if (rows.length == 0) {
      return;
    }
    // Masked steps go to one segment more, which is left out.
    int[] segments = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      segments[i] = ids[i] < 0 ? rows.length : Arrays.binarySearch(rows, ids[i]);
    }
    INDArray flat = outer.dup('c').reshape('c', ids.length, width);
    INDArray sums =
        new NDBase()
            .unsortedSegmentSum(flat, Nd4j.createFromArray(segments), rows.length + 1)
            .get(NDArrayIndex.interval(0, rows.length), NDArrayIndex.all());
    Nd4j.exec(
        DynamicCustomOp.builder("scatter_upd")
            .addInputs(gradient, Nd4j.createFromArray(rows), sums)
            .addOutputs(gradient)
            .callInplace(true)
            .build());
  }

  private INDArray column(float[] values) {
    return Nd4j.createFromArray(values).reshape('c', values.length, 1).castTo(type);
  }
}
