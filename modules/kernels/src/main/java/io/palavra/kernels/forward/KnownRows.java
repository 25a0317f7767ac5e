package io.palavra.kernels.forward;

import io.palavra.kernels.arithmetic.RowSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a layer makes of the vector of an id, computed when the id is met for the first time and
 * kept, since most words of a text are words of texts before it. Devlin ("Sharp Models on Dull
 * Hardware", 2017) computes such rows ahead for the most frequent words.
 *
 * <p>Rows are kept up to a 64th of the memory that the JVM may have, 64 MiB at most; then all are
 * forgotten but those of the call, and computed anew as they come. A row that is computed again is
 * the same.
 */
public final class KnownRows {
  private static final long MOST = 64L << 20;

  /** Numbers that lie in one array, about. */
  private static final int ARRAY = 1 << 18;

  private final int width;

  /** Rows that lie in one array. */
  private final int block;

  private final int most;
  private final List<float[]> blocks = new ArrayList<>();

  /** For each id one more than the number of its row; 0 where there is none. */
  private int[] places = {};

  private int count;

  /** Where each id that is new in a call stands first. */
  private int[] sequences = {};

  private int[] steps = {};

  /**
   * Without rows.
   *
   * @param width numbers of a row
   */
  public KnownRows(int width) {
    this(width, Math.min(MOST, Runtime.getRuntime().maxMemory() / 64) / (4L * Math.max(1, width)));
  }

  /**
   * Without rows.
   *
   * @param most rows that are kept, but for those of a call that needs more
   */
  KnownRows(int width, long most) {
    this.width = width;
    this.block = Math.max(1, ARRAY / Math.max(1, width));
    this.most = (int) Math.min(Integer.MAX_VALUE, most);
  }

  /** Computes rows. */
  public interface Maker {
    /**
     * Computes {@code count} rows one after the other.
     *
     * @param vectors of their ids
     * @param out where the first row begins at {@code at}
     */
    void make(int count, RowSource<float[]> vectors, float[] out, int at);
  }

  /** Sees to the rows of all steps of some sequences. */
  public void learn(Lookup input, int batch, Maker maker) {
    places = places.length == input.ids() ? places : new int[input.ids()];
    int met = meet(input, batch);
    if (met > 0 && count + (long) met > most) {
      forget();
      met = meet(input, batch);
    }
    try {
      make(input, met, maker);
    } catch (RuntimeException | Error e) {
      forget();
      throw e;
    }
    count += met;
  }

  private void forget() {
    Arrays.fill(places, 0);
    count = 0;
    int kept = most / block + 1;
    if (blocks.size() > kept) {
      blocks.subList(kept, blocks.size()).clear();
    }
  }

  private void make(Lookup input, int met, Maker maker) {
    for (int i = 0; i < met; ) {
      int at = (count + i) % block;
      int rows = Math.min(met - i, block - at);
      int first = i;
      maker.make(
          rows,
          (row, out, to) -> input.read(sequences[first + row], steps[first + row], out, to),
          grown((count + i) / block),
          at * width);
      i += rows;
    }
  }

  /** Gives numbers to the ids that have none, and says how many they are. */
  private int meet(Lookup input, int batch) {
    int met = 0;
    for (int s = 0; s < batch; s++) {
      for (int t = 0; t < input.steps(s); t++) {
        int id = input.id(s, t);
        if (places[id] == 0) {
          room(met + 1);
          sequences[met] = s;
          steps[met] = t;
          places[id] = count + ++met;
        }
      }
    }
    return met;
  }

  private void room(int n) {
    if (sequences.length < n) {
      int length = Math.max(64, 2 * n);
      sequences = Arrays.copyOf(sequences, length);
      steps = Arrays.copyOf(steps, length);
    }
  }

  private float[] grown(int number) {
    while (blocks.size() <= number) {
      blocks.add(new float[Math.multiplyExact(block, width)]);
    }
    return blocks.get(number);
  }

  /** The array that holds an id's row. */
  public float[] array(int id) {
    return blocks.get((places[id] - 1) / block);
  }

  /** Where an id's row begins in its array. */
  public int offset(int id) {
    return (places[id] - 1) % block * width;
  }
}
