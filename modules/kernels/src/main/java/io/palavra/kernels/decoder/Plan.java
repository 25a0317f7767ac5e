package io.palavra.kernels.decoder;

import io.palavra.kernels.part.Rows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * In which order a decoder works on the steps of a mini-batch. Sequences are dealt to blocks by
 * their length, longest first; within a block all sequences do a step together, and those that have
 * ended are the last ones, so that the rows of a step lie one after the other. How many blocks
 * there are depends on the batch alone.
 */
final class Plan {
  private final List<Block> blocks = new ArrayList<>();
  private final int[] sources;
  private final int[] order;

  /** For the steps of {@code rows}. */
  Plan(Rows rows) {
    int batch = rows.batch();
    int count = (batch + blockSize(batch) - 1) / blockSize(batch);
    this.sources = new int[rows.count()];
    this.order = new int[batch];
    List<Integer> sorted =
        IntStream.range(0, batch)
            .boxed()
            .sorted(Comparator.comparingInt((Integer b) -> -rows.length(b)))
            .toList();
    int row = 0;
    int place = 0;
    for (int k = 0; k < count; k++) {
      int firstPlace = place;
      for (int i = k; i < batch; i += count) {
        order[place++] = sorted.get(i);
      }
      int steps = place == firstPlace ? 0 : rows.length(order[firstPlace]);
      int[] starts = new int[steps + 1];
      starts[0] = row;
      for (int t = 0; t < steps; t++) {
        for (int p = firstPlace; p < place && rows.length(order[p]) > t; p++) {
          sources[row++] = rows.from(order[p]) + t;
        }
        starts[t + 1] = row;
      }
      blocks.add(new Block(firstPlace, place - firstPlace, starts));
    }
  }

  private static int blockSize(int batch) {
    if (batch <= 8) {
      return 4;
    }
    return batch <= 32 ? 8 : Math.min(32, (batch / 4 + 3) / 4 * 4);
  }

  List<Block> blocks() {
    return blocks;
  }

  /** The row of the mini-batch that row {@code row} of this plan is. */
  int source(int row) {
    return sources[row];
  }

  /** The sequence in a place. */
  int sequence(int place) {
    return order[place];
  }

  int batch() {
    return order.length;
  }

  int count() {
    return sources.length;
  }

  /**
   * Sequences that go together.
   *
   * @param place the first sequence's
   * @param size how many
   * @param starts for every step its first row, and the row after the last
   */
  record Block(int place, int size, int[] starts) {

    int steps() {
      return starts.length - 1;
    }

    /** How many sequences have a step {@code t}. */
    int active(int t) {
      return t < steps() ? starts[t + 1] - starts[t] : 0;
    }
  }
}
