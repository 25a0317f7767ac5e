package io.palavra.kernels.arithmetic;

import io.palavra.kernels.plain.PlainPath;
import java.nio.DoubleBuffer;
import org.bytedeco.javacpp.DoublePointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Double precision. */
public final class DoubleTransfer implements Transfer<double[]> {
  /**
   * Edge of the squares in which a transposing copy proceeds, so that both sides stay in the cache.
   */
  private static final int TILE = 16;

  /** For arrays in the machine's memory alone. */
  public DoubleTransfer() {
    PlainPath.requireHostMemory();
  }

  @Override
  public DataType dataType() {
    return DataType.DOUBLE;
  }

  @Override
  public void read(INDArray source, int from, int to, double[] out) {
    Layout layout = Layout.of(source, DataType.DOUBLE);
    DoubleBuffer memory = memory(source, layout);
    if (layout.flat()) {
      memory.get(from, out, from, to - from);
      return;
    }
    int size = layout.rows() * layout.columns();
    for (int i = from; i < to; i++) {
      readSlice(memory, i * layout.sliceStride(), layout, out, i * size);
    }
  }

  private static void readSlice(
      DoubleBuffer memory, int base, Layout layout, double[] out, int outBase) {
    int rows = layout.rows();
    int columns = layout.columns();
    int rowStride = layout.rowStride();
    int columnStride = layout.columnStride();
    if (columnStride == 1) {
      for (int r = 0; r < rows; r++) {
        memory.get(base + r * rowStride, out, outBase + r * columns, columns);
      }
      return;
    }
    for (int row = 0; row < rows; row += TILE) {
      int rowEnd = Math.min(rows, row + TILE);
      for (int c = 0; c < columns; c++) {
        for (int r = row; r < rowEnd; r++) {
          out[outBase + r * columns + c] = memory.get(base + r * rowStride + c * columnStride);
        }
      }
    }
  }

  @Override
  public void write(double[] source, int from, int to, INDArray out) {
    Layout layout = Layout.of(out, DataType.DOUBLE);
    DoubleBuffer memory = memory(out, layout);
    if (layout.flat()) {
      memory.put(from, source, from, to - from);
      return;
    }
    int size = layout.rows() * layout.columns();
    for (int i = from; i < to; i++) {
      writeSlice(source, i * size, memory, i * layout.sliceStride(), layout);
    }
  }

  private static void writeSlice(
      double[] source, int sourceBase, DoubleBuffer memory, int base, Layout layout) {
    int rows = layout.rows();
    int columns = layout.columns();
    int rowStride = layout.rowStride();
    int columnStride = layout.columnStride();
    if (columnStride == 1) {
      for (int r = 0; r < rows; r++) {
        memory.put(base + r * rowStride, source, sourceBase + r * columns, columns);
      }
      return;
    }
    for (int row = 0; row < rows; row += TILE) {
      int rowEnd = Math.min(rows, row + TILE);
      for (int c = 0; c < columns; c++) {
        for (int r = row; r < rowEnd; r++) {
          memory.put(base + r * rowStride + c * columnStride, source[sourceBase + r * columns + c]);
        }
      }
    }
  }

  @Override
  public void read(INDArray source, int from, int to, int[] places, double[] out) {
    Layout layout = Layout.of(source, DataType.DOUBLE);
    DoubleBuffer memory = memory(source, layout);
    int columns = layout.columns();
    int step = layout.columnStride();
    for (int i = from; i < to; i++) {
      int base = i * layout.sliceStride();
      for (int row = 0; row < layout.rows(); row += TILE) {
        int end = Math.min(layout.rows(), row + TILE);
        for (int r = row; step == 1 && r < end; r++) {
          int place = places[i * layout.rows() + r];
          if (place >= 0) {
            memory.get(base + r * layout.rowStride(), out, place * columns, columns);
          }
        }
        for (int c = 0; step != 1 && c < columns; c++) {
          for (int r = row; r < end; r++) {
            int place = places[i * layout.rows() + r];
            if (place >= 0) {
              out[place * columns + c] = memory.get(base + r * layout.rowStride() + c * step);
            }
          }
        }
      }
    }
  }

  @Override
  public void write(double[] source, int[] places, int from, int to, INDArray out) {
    Layout layout = Layout.of(out, DataType.DOUBLE);
    DoubleBuffer memory = memory(out, layout);
    int columns = layout.columns();
    int step = layout.columnStride();
    double[] zeros = new double[columns];
    for (int i = from; i < to; i++) {
      for (int r = 0; r < layout.rows(); r++) {
        int at = i * layout.sliceStride() + r * layout.rowStride();
        int place = places[i * layout.rows() + r];
        double[] row = place < 0 ? zeros : source;
        int begin = Math.max(0, place) * columns;
        if (step == 1) {
          memory.put(at, row, begin, columns);
        } else {
          for (int c = 0; c < columns; c++) {
            memory.put(at + c * step, row[begin + c]);
          }
        }
      }
    }
  }

  @Override
  public void gather(INDArray table, int[] ids, int from, int to, double[] out) {
    Layout layout = Layout.of(table, DataType.DOUBLE);
    int width = layout.rowLength();
    DoubleBuffer memory = memory(table, layout);
    for (int i = from; i < to; i++) {
      memory.get(ids[i] * width, out, i * width, width);
    }
  }

  @Override
  public void scatter(double[] source, int[] ids, int from, int to, INDArray table) {
    Layout layout = Layout.of(table, DataType.DOUBLE);
    int width = layout.rowLength();
    DoubleBuffer memory = memory(table, layout);
    for (int i = from; i < to; i++) {
      memory.put(ids[i] * width, source, i * width, width);
    }
  }

  private static DoubleBuffer memory(INDArray array, Layout layout) {
    return new DoublePointer(array.data().addressPointer())
        .position(0)
        .capacity(layout.extent())
        .asBuffer();
  }
}
