package io.palavra.training.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.palavra.training.loop.RandomState;
import io.palavra.training.loop.TrainState;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The part of a checkpoint that is text.
 *
 * @param identity of the run
 * @param state how far training was
 * @param iterations updates, as the network's configuration counts them
 * @param epochs as the network's configuration counts them
 * @param random the random numbers of the training thread
 * @param arrays what follows the header, in order
 */
record CheckpointHeader(
    SortedMap<String, String> identity,
    TrainState state,
    int iterations,
    int epochs,
    RandomState random,
    List<Entry> arrays) {
  private static final ObjectMapper JSON = new ObjectMapper();

  CheckpointHeader {
    Objects.requireNonNull(identity, "identity");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(random, "random");
    arrays = List.copyOf(arrays);
  }

  /**
   * An array.
   *
   * @param name {@code parameters}, {@code updater}, {@code best}, or an extra state's
   * @param type FLOAT or DOUBLE
   * @param shape of any rank
   */
  record Entry(String name, DataType type, long[] shape) {
    Entry {
      Objects.requireNonNull(name, "name");
      if (type != DataType.FLOAT && type != DataType.DOUBLE) {
        throw new IllegalArgumentException("type " + type);
      }
    }

    /** Halves are kept as floats, which hold them exactly. */
    static Entry of(String name, INDArray array) {
      DataType type = array.dataType() == DataType.DOUBLE ? DataType.DOUBLE : DataType.FLOAT;
      return new Entry(name, type, array.shape().clone());
    }

    /**
     * @throws ArithmeticException when a hostile shape is beyond any file
     */
    long bytes() {
      long bytes = type.width();
      for (long size : shape) {
        bytes = Math.multiplyExact(bytes, Math.max(-1, size));
      }
      return bytes < 0 ? Math.multiplyExact(Long.MAX_VALUE, 2) : bytes;
    }
  }

  byte[] toJson() throws IOException {
    return JSON.writeValueAsBytes(this);
  }

  static CheckpointHeader of(byte[] json) throws IOException {
    return JSON.readValue(json, CheckpointHeader.class);
  }
}
