package io.palavra.kernels.embedding;

import io.palavra.kernels.arithmetic.FloatTransfer;
import io.palavra.kernels.forward.Lookup;
import io.palavra.kernels.forward.Sequences;
import io.palavra.kernels.forward.Stage;
import io.palavra.kernels.forward.Values;
import java.nio.FloatBuffer;
import java.util.List;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Rows of a table, read where it lies. */
final class TableStage implements Stage {
  /** Keeps the memory alive. */
  private final INDArray table;

  private final FloatBuffer memory;
  private final int width;
  private final String layer;

  /**
   * @param table {@code [ids, vector]}, row-major without gaps
   * @param layer what errors call it
   */
  TableStage(INDArray table, String layer) {
    this.table = table;
    this.memory = FloatTransfer.memory(table.reshape(table.length()));
    this.width = (int) table.size(1);
    this.layer = layer;
  }

  @Override
  public Values apply(Sequences sequences, List<Values> inputs) {
    int[][] ids = sequences.ids();
    for (int s = 0; s < ids.length; s++) {
      for (int t = 0; t < ids[s].length; t++) {
        if (ids[s][t] < 0 || ids[s][t] >= table.size(0)) {
          throw new DL4JInvalidInputException(
              "id %d at step %d of sequence %d is not in the table of %d rows %s"
                  .formatted(ids[s][t], t, s, table.size(0), layer));
        }
      }
    }
    return new Lookup() {
      @Override
      public int width() {
        return width;
      }

      @Override
      public int steps(int sequence) {
        return ids[sequence].length;
      }

      @Override
      public int ids() {
        return (int) table.size(0);
      }

      @Override
      public int id(int sequence, int step) {
        return ids[sequence][step];
      }

      @Override
      public void read(int sequence, int step, float[] out, int at) {
        memory.get(ids[sequence][step] * width, out, at, width);
      }
    };
  }
}
