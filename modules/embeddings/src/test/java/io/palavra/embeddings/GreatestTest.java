package io.palavra.embeddings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GreatestTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 100, 300})
  void theGreatestAreThoseOfAStableSortOverAll(int count) {
    int[] scores = new Random(count).ints(200, 0, 20).toArray();
    Greatest greatest = new Greatest(count);
    for (int i = 0; i < scores.length; i++) {
      if (greatest.takes(scores[i])) {
        greatest.add(i, scores[i]);
      }
    }
    List<Integer> expected =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingInt(i -> -scores[i]))
            .limit(count)
            .toList();
    assertThat(greatest.sorted()).extracting(Greatest.Hit::number).isEqualTo(expected);
  }
}
