package io.palavra.kernels.arithmetic;

import java.util.Arrays;
import java.util.function.Function;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Arrays copied by ND4J itself, wherever they lie: for what is computed on the processor though
 * they are a card's.
 */
final class Copied<A> implements Transfer<A> {
  private final DataType type;
  private final Function<DataBuffer, A> values;
  private final Stretch<A> stretch;

  /** An array of ND4J with the numbers from one place of a Java array to before another. */
  private interface Stretch<A> {
    INDArray of(A numbers, int from, int to);
  }

  private Copied(DataType type, Function<DataBuffer, A> values, Stretch<A> stretch) {
    this.type = type;
    this.values = values;
    this.stretch = stretch;
  }

  /** Single precision. */
  static Copied<float[]> floats() {
    return new Copied<>(
        DataType.FLOAT,
        DataBuffer::asFloat,
        (numbers, from, to) -> Nd4j.createFromArray(Arrays.copyOfRange(numbers, from, to)));
  }

  /** Double precision. */
  static Copied<double[]> doubles() {
    return new Copied<>(
        DataType.DOUBLE,
        DataBuffer::asDouble,
        (numbers, from, to) -> Nd4j.createFromArray(Arrays.copyOfRange(numbers, from, to)));
  }

  @Override
  public DataType dataType() {
    return type;
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
  public void read(INDArray source, int from, int to, A out) {
    if (to > from) {
      INDArray copy = slices(source, from, to).dup('c');
      System.arraycopy(values.apply(copy.data()), 0, out, from * size(source), (int) copy.length());
    }
  }

  @Override
  public void write(A source, int from, int to, INDArray out) {
    if (to > from) {
      int size = size(out);
      INDArray target = slices(out, from, to);
      target.assign(stretch.of(source, from * size, to * size).reshape('c', target.shape()));
    }
  }

  @Override
  public void read(INDArray source, int from, int to, int[] places, A out) {
    if (to <= from) {
      return;
    }
    A copy = values.apply(slices(source, from, to).dup('c').data());
    int rows = (int) source.size(1);
    int width = (int) source.size(2);
    for (int row = from * rows; row < to * rows; row++) {
      if (places[row] >= 0) {
        System.arraycopy(copy, (row - from * rows) * width, out, places[row] * width, width);
      }
    }
  }

  @Override
  public void write(A source, int[] places, int from, int to, INDArray out) {
    int rows = (int) out.size(1);
    int width = (int) out.size(2);
    for (int row = from * rows; row < to * rows; row++) {
      INDArray target =
          out.get(
              NDArrayIndex.point(row / rows), NDArrayIndex.point(row % rows), NDArrayIndex.all());
      if (places[row] < 0) {
        target.assign(0);
      } else {
        target.assign(stretch.of(source, places[row] * width, (places[row] + 1) * width));
      }
    }
  }

  @Override
  public void gather(INDArray table, int[] ids, int from, int to, A out) {
    int width = (int) table.size(1);
    for (int i = from; i < to; i++) {
      A row = values.apply(table.getRow(ids[i]).dup('c').data());
      System.arraycopy(row, 0, out, i * width, width);
    }
  }

  @Override
  public void scatter(A source, int[] ids, int from, int to, INDArray table) {
    int width = (int) table.size(1);
    for (int i = from; i < to; i++) {
      table.putRow(ids[i], stretch.of(source, i * width, (i + 1) * width));
    }
  }
}
