package io.palavra.pipeline.hash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SplitMix64Test {

  /** The JDK's generator is the paper's, with the golden ratio's step where a seed begins it. */
  @Test
  void theStreamIsThatOfTheJdksSplittableRandom() {
    for (long seed : new long[] {0, 1, -7, Long.MIN_VALUE}) {
      SplittableRandom random = new SplittableRandom(seed);
      for (int i = 0; i < 100; i++) {
        assertThat(SplitMix64.at(seed, i)).isEqualTo(random.nextLong());
      }
    }
  }
}
