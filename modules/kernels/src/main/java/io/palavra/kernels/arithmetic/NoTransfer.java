package io.palavra.kernels.arithmetic;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** No way to ND4J's arrays, wherever they lie. */
final class NoTransfer implements Transfer<float[]> {

  @Override
  public DataType dataType() {
    return DataType.FLOAT;
  }

  @Override
  public void read(INDArray source, int from, int to, float[] out) {
    throw none();
  }

  @Override
  public void write(float[] source, int from, int to, INDArray out) {
    throw none();
  }

  @Override
  public void read(INDArray source, int from, int to, int[] places, float[] out) {
    throw none();
  }

  @Override
  public void write(float[] source, int[] places, int from, int to, INDArray out) {
    throw none();
  }

  @Override
  public void gather(INDArray table, int[] ids, int from, int to, float[] out) {
    throw none();
  }

  @Override
  public void scatter(float[] source, int[] ids, int from, int to, INDArray table) {
    throw none();
  }

  private static UnsupportedOperationException none() {
    return new UnsupportedOperationException("only shapes were asked for");
  }
}
