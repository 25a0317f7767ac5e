package io.palavra.embeddings.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;

class SamplingTest {

  @Test
  void negativesAreDrawnByTheirCountsToThreeQuarters() {
    long[] counts = {5000, 1200, 900, 900, 33, 7, 2, 1, 1};
    NegativeSampler sampler = new NegativeSampler(counts, 0.75);
    long[] drawn = new long[counts.length];
    Randoms random = new Randoms(3);
    for (int i = 0; i < 4_000_000; i++) {
      drawn[sampler.draw(random)]++;
    }
    double[] expected = LongStream.of(counts).mapToDouble(c -> Math.pow(c, 0.75)).toArray();
    assertThat(new ChiSquareTest().chiSquareTest(expected, drawn)).isGreaterThan(0.001);
  }

  @Test
  void oneWordAloneIsAlwaysDrawn() {
    NegativeSampler sampler = new NegativeSampler(new long[] {3}, 0.75);
    assertThat(sampler.draw(new Randoms(1))).isZero();
  }

  @Test
  void windowsAreUniform() {
    long[] drawn = new long[5];
    Randoms random = new Randoms(5);
    for (int i = 0; i < 1_000_000; i++) {
      drawn[random.below(5)]++;
    }
    assertThat(new ChiSquareTest().chiSquareTest(new double[] {1, 1, 1, 1, 1}, drawn))
        .isGreaterThan(0.001);
  }

  /** f = 0.9, t = 0.01: sqrt(1/90) + 1/90 = 0.11652; f = 0.09: 1/3 + 1/9 = 0.44444. */
  @Test
  void frequentWordsAreKeptAsWord2vecKeepsThem() {
    Subsampling subsampling = new Subsampling(new long[] {900, 90, 10}, 0.01);
    assertThat(subsampling.share(0)).isCloseTo(0.11652f, within(1e-5f));
    assertThat(subsampling.share(1)).isCloseTo(0.44444f, within(1e-5f));
    assertThat(subsampling.share(2)).isEqualTo(1);
    Randoms random = new Randoms(1);
    int kept = 0;
    for (int i = 0; i < 1_000_000; i++) {
      kept += subsampling.keeps(0, random) ? 1 : 0;
    }
    assertThat(kept / 1e6).isCloseTo(0.11652, within(0.0015));
    assertThat(new Subsampling(new long[] {900}, 0).share(0)).isEqualTo(1);
  }

  @Test
  void huffmanCodesAreOptimalAndNoCodeBeginsAnother() {
    Random random = new Random(11);
    for (int size : new int[] {1, 2, 3, 10, 257, 1000}) {
      long[] counts =
          LongStream.generate(() -> 1 + (long) Math.exp(random.nextDouble() * 9))
              .limit(size)
              .map(count -> -count)
              .sorted()
              .map(count -> -count)
              .toArray();
      HuffmanTree tree = new HuffmanTree(counts);
      long length = 0;
      double kraft = 0;
      for (int word = 0; word < size; word++) {
        length += counts[word] * tree.length(word);
        kraft += Math.pow(2, -tree.length(word));
        for (int k = 0; k < tree.length(word); k++) {
          assertThat(tree.node(tree.start(word) + k)).isBetween(0, size - 2);
        }
      }
      assertThat(length).isEqualTo(shortest(counts));
      assertThat(kraft).isEqualTo(1);
    }
  }

  /** The sum of all merged weights is the length of the best code. */
  private static long shortest(long[] counts) {
    PriorityQueue<Long> queue = new PriorityQueue<>();
    LongStream.of(counts).forEach(queue::add);
    long sum = 0;
    while (queue.size() > 1) {
      long merged = queue.remove() + queue.remove();
      sum += merged;
      queue.add(merged);
    }
    return sum;
  }

  @Test
  void theSigmoidIsNearTheTrueOne() {
    for (float x = -7.99f; x < 8; x += 0.003f) {
      assertThat((double) Sigmoid.of(x)).isCloseTo(1 / (1 + Math.exp(-x)), within(4e-6));
    }
    assertThat(Sigmoid.of(9)).isEqualTo(1);
    assertThat(Sigmoid.of(-9)).isZero();
    assertThat(Sigmoid.of(Float.NaN)).isNaN();
  }
}
