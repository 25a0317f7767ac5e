package io.palavra.embeddings.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrequencyOrderTest {
  /** Few letters, so that heads agree; letters of all bytes, also 0 and those above 0x7f. */
  private static final byte[] LETTERS = {0, 'a', 'b', 0x7f, (byte) 0x80, (byte) 0xff};

  @ParameterizedTest
  @ValueSource(longs = {1, 3, 1L << 31, (1L << 31) + 2})
  void itIsThatOfCountsAndThenOfUnsignedBytesWhateverTheCounts(long least) {
    Random random = new Random(least);
    WordIndex words = new WordIndex();
    while (words.size() < 3000) {
      byte[] word = new byte[1 + random.nextInt(9)];
      for (int i = 0; i < word.length; i++) {
        word[i] = LETTERS[random.nextInt(LETTERS.length)];
      }
      words.add(word, 0, word.length);
    }
    long[] counts = new long[words.size() + 7];
    Arrays.setAll(counts, i -> least - 1 + random.nextInt(5));
    int[] expected =
        IntStream.range(0, words.size())
            .filter(i -> counts[i] >= least)
            .boxed()
            .sorted(
                (a, b) ->
                    counts[a] != counts[b]
                        ? Long.compare(counts[b], counts[a])
                        : Arrays.compareUnsigned(words.utf8(a), words.utf8(b)))
            .mapToInt(Integer::intValue)
            .toArray();
    assertThat(new FrequencyOrder(words, counts).of(least)).isEqualTo(expected);
  }
}
