package io.palavra.kernels.arithmetic;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Floats outside the Java heap, where BLAS can read them; grows as asked and is then kept. */
final class Outside {
  private INDArray array = Nd4j.empty(DataType.FLOAT);
  private FloatBuffer memory = FloatBuffer.allocate(0);

  /** What was asked for last: making one costs more than a small product. */
  private INDArray last = array;

  @SuppressWarnings("try")
  private void room(int length) {
    if (memory.capacity() < length) {
      try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
        array = Nd4j.createUninitialized(DataType.FLOAT, length);
      }
      memory = FloatTransfer.memory(array);
      last = array;
    }
  }

  /** Copies {@code n} elements in. */
  void put(float[] source, int offset, int n) {
    room(n);
    memory.put(0, source, offset, n);
  }

  /** Copies {@code rows} rows of {@code width} elements in, which begin {@code stride} apart. */
  void put(float[] source, int offset, int stride, int rows, int width) {
    if (stride == width) {
      put(source, offset, rows * width);
      return;
    }
    room(rows * width);
    for (int row = 0; row < rows; row++) {
      memory.put(row * width, source, offset + row * stride, width);
    }
  }

  /** Copies the first {@code n} elements out. */
  void get(float[] target, int offset, int n) {
    memory.get(0, target, offset, n);
  }

  /** The first elements as a matrix, column after column. */
  INDArray matrix(int rows, int columns) {
    if (last.rank() != 2 || last.size(0) != rows || last.size(1) != columns) {
      last = Nd4j.create(array.data(), new long[] {rows, columns}, new long[] {1, rows}, 0, 'f');
    }
    return last;
  }
}
