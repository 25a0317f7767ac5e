package io.palavra.kernels.recurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SharesTest {

  @Test
  void noOtherBoundMakesTheGreaterOfTwoSharesTakeLess() {
    Random random = new Random(4);
    for (int i = 0; i < 200; i++) {
      int[] lengths = lengths(random);
      int[] cuts = Shares.cuts(lengths, 2);
      long taken = most(lengths, cuts);
      for (int cut = 0; cut <= lengths.length; cut++) {
        int[] other = {0, cut, lengths.length};
        assertThat(taken)
            .as(Arrays.toString(lengths) + " at " + cuts[1] + " or " + cut)
            .isLessThanOrEqualTo(most(lengths, other));
      }
    }
  }

  @Test
  void sharesAreInOrderAndMissNoSequence() {
    Random random = new Random(5);
    for (int i = 0; i < 200; i++) {
      int[] lengths = lengths(random);
      int parts = 1 + random.nextInt(8);
      int[] cuts = Shares.cuts(lengths, parts);
      assertThat(cuts).hasSize(parts + 1).isSorted().startsWith(0).endsWith(lengths.length);
    }
  }

  @Test
  void fewLongSequencesTakeAsLongAsManyShortOnes() {
    int[] lengths = new int[40];
    Arrays.fill(lengths, 0, 8, 60);
    Arrays.fill(lengths, 8, 40, 10);
    assertThat(Shares.cuts(lengths, 2)[1]).isBetween(4, 8);
  }

  private static int[] lengths(Random random) {
    int[] lengths = new int[random.nextInt(70)];
    Arrays.setAll(lengths, k -> random.nextInt(60));
    Arrays.sort(lengths);
    int[] falling = new int[lengths.length];
    Arrays.setAll(falling, k -> lengths[lengths.length - 1 - k]);
    return falling;
  }

  private static long most(int[] lengths, int[] cuts) {
    long most = 0;
    for (int part = 0; part + 1 < cuts.length; part++) {
      most = Math.max(most, new Shares(lengths).time(cuts[part], cuts[part + 1]));
    }
    return most;
  }
}
