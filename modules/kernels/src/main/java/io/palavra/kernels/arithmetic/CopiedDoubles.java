package io.palavra.kernels.arithmetic;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Double precision, copied by ND4J itself, wherever its arrays lie: for what is computed on the
 * processor though the arrays are a card's.
 */
final class CopiedDoubles implements Transfer<double[]> {

  @Override
  public DataType dataType() {
    return DataType.DOUBLE;
  }

  private static INDArray slices(INDArray array, int from, int to) {
    INDArrayIndex[] all = new INDArrayIndex[array.rank()];
    Arrays.fill(all, NDArrayIndex.all());
    all[0] = NDArrayIndex.interval(from, to);
    return array.get(all);
  }

  private static int size(INDArray array) {
    return Math.toIntExact(array.length() / array.size(0));
  }

  @Override
  public void read(INDArray source, int from, int to, double[] out) {
    if (to > from) {
      double[] copy = slices(source, from, to).dup('c').data().asDouble();
      System.arraycopy(copy, 0, out, from * size(source), copy.length);
    }
  }

  @Override
  public void write(double[] source, int from, int to, INDArray out) {
    if (to > from) {
      int size = size(out);
      INDArray target = slices(out, from, to);
      double[] own = Arrays.copyOfRange(source, from * size, to * size);
      target.assign(Nd4j.createFromArray(own).reshape('c', target.shape()));
    }
  }

  @Override
  public void gather(INDArray table, int[] ids, int from, int to, double[] out) {
    int width = (int) table.size(1);
    for (int i = from; i < to; i++) {
      double[] row = table.getRow(ids[i]).dup('c').data().asDouble();
      System.arraycopy(row, 0, out, i * width, width);
    }
  }

  @Override
  public void scatter(double[] source, int[] ids, int from, int to, INDArray table) {
    int width = (int) table.size(1);
    for (int i = from; i < to; i++) {
      table.putRow(
          ids[i], Nd4j.createFromArray(Arrays.copyOfRange(source, i * width, (i + 1) * width)));
    }
  }
}
