package io.palavra.kernels.embedding;

import io.palavra.kernels.plain.RowGroups;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
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
  public void lookUp(INDArray table, Bags bags, INDArray out) {
    int[] ids = bags.ids();
    int[] known = new int[ids.length];
    float[] live = new float[ids.length];
    boolean all = bags.singles();
    for (int i = 0; i < ids.length; i++) {
      known[i] = Math.max(0, ids[i]);
      live[i] = ids[i] < 0 ? 0 : (float) bags.share(i);
      all &= ids[i] >= 0;
    }
    INDArray flat = out.reshape('c', bags.steps(), width);
    if (ids.length == 0) {
      flat.assign(0);
      return;
    }
    INDArray found = Nd4j.pullRows(table, 1, known, 'c');
    if (!all) {
      found.muliColumnVector(column(live));
    }
    flat.assign(bags.singles() ? found : RowGroups.sum(found, bags.owner(), bags.steps()));
  }

  @Override
  public void clear(int[] which, INDArray gradient) {
    gradient.assign(0);
  }

  @Override
  public void add(INDArray outer, Bags bags, INDArray gradient) {
    int[] ids = bags.ids();
    int[] live = Arrays.stream(ids).filter(id -> id >= 0).toArray();
    rows = Arrays.stream(live).sorted().distinct().toArray();
    if (rows.length == 0) {
      return;
    }
    // Masked steps go to one segment more, which is left out.
    int[] segments = new int[ids.length];
    float[] shares = new float[ids.length];
    for (int i = 0; i < ids.length; i++) {
      segments[i] = ids[i] < 0 ? rows.length : Arrays.binarySearch(rows, ids[i]);
      shares[i] = (float) bags.share(i);
    }
    INDArray flat = outer.dup('c').reshape('c', bags.steps(), width);
    if (!bags.singles()) {
      flat = Nd4j.pullRows(flat, 1, bags.owner(), 'c').muliColumnVector(column(shares));
    }
    INDArray sums =
        RowGroups.sum(flat, segments, rows.length + 1)
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
