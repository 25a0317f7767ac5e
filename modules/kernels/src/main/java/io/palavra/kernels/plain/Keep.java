package io.palavra.kernels.plain;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * An array that outlives the workspaces of a pass, kept from one mini-batch to the next and grown
 * when it must: the memory of a card is not asked for again and again.
 */
public final class Keep {
  private final DataType type;
  private INDArray memory;

  /** Nothing yet. */
  public Keep(DataType type) {
    this.type = type;
    this.memory = Nd4j.empty(type);
  }

  /** The array in this shape, row-major; what it holds is undefined. */
  @SuppressWarnings("try")
  public INDArray shaped(long... shape) {
    long length = 1;
    for (long size : shape) {
      length *= size;
    }
    if (memory.isEmpty() || memory.length() < length) {
      try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
        memory = Nd4j.createUninitialized(type, length);
      }
    }
    return memory.get(NDArrayIndex.interval(0, length)).reshape('c', shape);
  }
}
