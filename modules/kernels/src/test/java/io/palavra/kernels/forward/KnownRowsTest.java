package io.palavra.kernels.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.kernels.arithmetic.RowSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KnownRowsTest {
  private static final int IDS = 5000;

  /** How many ids each call of {@link #make} was given. */
  private final List<Integer> made = new ArrayList<>();

  /** Sequences of ids whose vectors are the id and its half. */
  private record Ids(int[][] given) implements Lookup {
    @Override
    public int ids() {
      return IDS;
    }

    @Override
    public int id(int sequence, int step) {
      return given[sequence][step];
    }

    @Override
    public int width() {
      return 2;
    }

    @Override
    public int steps(int sequence) {
      return given[sequence].length;
    }

    @Override
    public void read(int sequence, int step, float[] out, int at) {
      out[at] = id(sequence, step);
      out[at + 1] = id(sequence, step) / 2f;
    }
  }

  /** Rows of three: the vector, and its sum. */
  private void make(int count, RowSource<float[]> vectors, float[] out, int at) {
    made.add(count);
    for (int row = 0; row < count; row++) {
      vectors.read(row, out, at + 3 * row);
      out[at + 3 * row + 2] = out[at + 3 * row] + out[at + 3 * row + 1];
    }
  }

  private void learn(KnownRows known, int[]... ids) {
    known.learn(new Ids(ids), ids.length, this::make);
    for (int[] sequence : ids) {
      for (int id : sequence) {
        float[] row = Arrays.copyOfRange(known.array(id), known.offset(id), known.offset(id) + 3);
        assertThat(row).as("row of id %d", id).containsExactly(id, id / 2f, 1.5f * id);
      }
    }
  }

  @Test
  void aRowIsMadeWhenItsIdIsMetForTheFirstTime() {
    KnownRows known = new KnownRows(3);
    learn(known, new int[] {7, 4, 7}, new int[] {}, new int[] {4, 9, 0});
    assertThat(made).containsExactly(4);
    learn(known, new int[] {9, 0, 7, 7, 4});
    assertThat(made).containsExactly(4);
    learn(known, new int[] {4999, 9});
    assertThat(made).containsExactly(4, 1);
    learn(known);
    assertThat(made).hasSize(2);
  }

  @Test
  void randomSequencesFindTheirRowsHoweverFewAreKept() {
    for (int most : new int[] {0, 1, 50, 300, 2000, IDS}) {
      KnownRows known = new KnownRows(3, most);
      Random random = new Random(most);
      for (int call = 0; call < 60; call++) {
        int[][] ids = new int[random.nextInt(4)][];
        for (int i = 0; i < ids.length; i++) {
          ids[i] = random.ints(random.nextInt(400), 0, IDS).toArray();
        }
        learn(known, ids);
      }
    }
  }

  @Test
  void whatIsTooMuchIsForgottenAndMadeAgain() {
    KnownRows known = new KnownRows(3, 4);
    learn(known, new int[] {1, 2, 3, 4});
    learn(known, new int[] {4, 3});
    assertThat(made).containsExactly(4);
    learn(known, new int[] {5, 4});
    assertThat(made).as("4 is made again").containsExactly(4, 2);
    learn(known, new int[] {6, 7, 8, 9, 10, 11});
    learn(known, new int[] {11, 6, 9});
    assertThat(made).as("a call may need more").containsExactly(4, 2, 6);
  }

  @Test
  void afterAFailureNoRowIsTakenForMade() {
    KnownRows known = new KnownRows(3);
    learn(known, new int[] {1, 2});
    Ids failing = new Ids(new int[][] {{2, 3}});
    assertThatThrownBy(
            () ->
                known.learn(
                    failing,
                    1,
                    (count, vectors, out, at) -> {
                      throw new IllegalStateException("no memory");
                    }))
        .hasMessage("no memory");
    learn(known, new int[] {3, 1});
    assertThat(made).containsExactly(2, 2);
  }
}
