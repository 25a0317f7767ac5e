package io.palavra.kernels.recurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PackingTest {

  private static Extent random(Random random, int steps, int batch) {
    boolean[] live = new boolean[steps * batch];
    for (int i = 0; i < live.length; i++) {
      live[i] = random.nextInt(1 + i % batch) == 0;
    }
    return new Extent(steps, batch, live);
  }

  @Test
  void everyStepThatCountsIsPackedInItsSequencesOrder() {
    Random random = new Random(1);
    for (int trial = 0; trial < 50; trial++) {
      Extent extent = random(random, 1 + random.nextInt(9), 1 + random.nextInt(9));
      Packing packing = Packing.of(extent);
      int seen = 0;
      for (int rank = 0; rank < extent.batch(); rank++) {
        int previous = -1;
        for (int s = 0; s < packing.length(rank); s++) {
          int row = packing.offset(s) + rank;
          int at = packing.padded(row);
          assertThat(extent.counts(at)).isTrue();
          assertThat(at % extent.batch()).isEqualTo(packing.sequence(rank));
          assertThat(packing.time(row)).isGreaterThan(previous);
          assertThat(packing.packed(at)).isEqualTo(row);
          previous = packing.time(row);
          seen++;
        }
      }
      int counted = 0;
      for (int at = 0; at < extent.rows(); at++) {
        counted += extent.counts(at) ? 1 : 0;
      }
      assertThat(seen).isEqualTo(counted).isEqualTo(packing.rows());
    }
  }

  @Test
  void statesTravelFromTheFirstStepToTheLastInBothDirections() {
    Random random = new Random(2);
    for (int trial = 0; trial < 50; trial++) {
      Packing packing = Packing.of(random(random, 1 + random.nextInt(9), 1 + random.nextInt(9)));
      for (boolean reversed : new boolean[] {false, true}) {
        int[] after = packing.after(reversed);
        for (int rank = 0; rank < packing.batch(); rank++) {
          int at = packing.start(rank, reversed);
          for (int i = 0; i < packing.length(rank); i++) {
            int step = reversed ? packing.length(rank) - 1 - i : i;
            assertThat(at).isEqualTo(packing.offset(step) + rank);
            at = after[at];
          }
          assertThat(at).isEqualTo(packing.end(rank));
        }
      }
    }
  }

  @Test
  void stretchesCoverAllRanksAndHoldAboutTheSameNumberOfSteps() {
    Packing even = Packing.of(new Extent(7, 32, new boolean[0]));
    assertThat(even.divide(2)).containsExactly(0, 16, 32);
    assertThat(even.divide(4)).containsExactly(0, 8, 16, 24, 32);
    boolean[] live = new boolean[8 * 16];
    for (int t = 0; t < 8; t++) {
      for (int b = 0; b < 16; b++) {
        live[t * 16 + b] = t == 0 || b < 4;
      }
    }
    // Four sequences of eight steps and twelve of one: the four are worth more than the others.
    assertThat(Packing.of(new Extent(8, 16, live)).divide(2)).containsExactly(0, 4, 16);
    assertThat(Packing.of(new Extent(1, 3, new boolean[0])).divide(2)).endsWith(3);
  }
}
