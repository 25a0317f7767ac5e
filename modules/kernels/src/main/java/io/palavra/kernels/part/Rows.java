package io.palavra.kernels.part;

import io.palavra.kernels.recurrent.Extent;
import io.palavra.kernels.recurrent.Masks;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The steps of a mini-batch that count, sequence after sequence and without gaps. Whatever is
 * computed from rows alone can neither read padding nor be changed by it, wherever it lies.
 */
public final class Rows {
  private final int batch;
  private final int time;
  private final boolean flat;
  private final int[] starts;
  private final int[] places;

  private Rows(int batch, int time, boolean flat, boolean[] live) {
    this.batch = batch;
    this.time = time;
    this.flat = flat;
    this.starts = new int[batch + 1];
    int[] all = new int[batch * time];
    int count = 0;
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < time; t++) {
        if (live.length == 0 || live[t * batch + b]) {
          all[count++] = b * time + t;
        }
      }
      starts[b + 1] = count;
    }
    this.places = count == all.length ? all : Arrays.copyOf(all, count);
  }

  /**
   * The rows of sequences.
   *
   * @param x {@code [batch, features, time]}
   * @param mask {@code [batch, time]}, zero where a step does not count; null when all count
   */
  public static Rows ofSequences(INDArray x, INDArray mask, String layer) {
    Extent extent = Masks.extent(x.permute(2, 0, 1), mask, layer);
    return new Rows(extent.batch(), extent.steps(), false, extent.live());
  }

  /**
   * One row for each example.
   *
   * @param x {@code [batch, features]}
   * @param mask {@code [batch, 1]}, zero where an example does not count; null when all count
   */
  public static Rows ofExamples(INDArray x, INDArray mask, String layer) {
    Extent extent = Masks.extent(x.reshape(1, x.size(0), x.size(1)), mask, layer);
    return new Rows(extent.batch(), 1, true, extent.live());
  }

  /** One row for each of {@code batch} examples. */
  public static Rows single(int batch) {
    return new Rows(batch, 1, true, new boolean[0]);
  }

  /** Sequences of the given lengths, padded at the end to the longest. */
  public static Rows ofLengths(int... lengths) {
    int longest = Math.max(1, Arrays.stream(lengths).max().orElse(1));
    boolean[] live = new boolean[lengths.length * longest];
    for (int b = 0; b < lengths.length; b++) {
      for (int t = 0; t < lengths[b]; t++) {
        live[t * lengths.length + b] = true;
      }
    }
    return new Rows(lengths.length, longest, false, live);
  }

  /** Sequences. */
  public int batch() {
    return batch;
  }

  /** Steps of a sequence with its padding. */
  public int time() {
    return time;
  }

  /** Whether these are examples rather than sequences. */
  public boolean flat() {
    return flat;
  }

  /** Rows in all. */
  public int count() {
    return places.length;
  }

  /** The first row of a sequence. */
  public int from(int sequence) {
    return starts[sequence];
  }

  /** How many rows a sequence has. */
  public int length(int sequence) {
    return starts[sequence + 1] - starts[sequence];
  }

  /** The greatest number of rows of a sequence. */
  public int longest() {
    int longest = 0;
    for (int b = 0; b < batch; b++) {
      longest = Math.max(longest, length(b));
    }
    return longest;
  }

  /** {@code sequence * time + step} of a row. */
  public int place(int row) {
    return places[row];
  }

  /** Whether every step counts. */
  public boolean whole() {
    return places.length == batch * time;
  }

  @Override
  public String toString() {
    return count() + " rows of " + batch + " sequences of " + time + " steps";
  }
}
