package io.palavra.embeddings.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WordIndexTest {

  /** Bytes of few kinds, among them those that a key keeps for lengths, make words much alike. */
  @Test
  void numbersEqualAMapOverWordsThatAreMuchAlike() {
    Random random = new Random(3);
    byte[] kinds = {0, 1, 7, 8, (byte) 0xff, 'a'};
    Map<String, Integer> expected = new LinkedHashMap<>();
    WordIndex index = new WordIndex();
    for (int i = 0; i < 200_000; i++) {
      byte[] around = new byte[40];
      random.nextBytes(around);
      int from = random.nextInt(8);
      int to = from + random.nextInt(20);
      for (int k = from; k < to; k++) {
        around[k] = k - from < 6 ? kinds[0] : kinds[random.nextInt(kinds.length)];
      }
      String word = new String(around, from, to - from, StandardCharsets.ISO_8859_1);
      boolean known = expected.containsKey(word);
      assertThat(index.find(around, from, to)).isEqualTo(known ? expected.get(word) : -1);
      int number = index.add(around, from, to);
      assertThat(number).isEqualTo(expected.computeIfAbsent(word, w -> expected.size()));
      assertThat(index.utf8(number)).isEqualTo(word.getBytes(StandardCharsets.ISO_8859_1));
    }
    assertThat(index.size()).isEqualTo(expected.size()).isGreaterThan(10_000);
  }

  @Test
  void aWordAtTheVeryEndOfItsArrayIsFound() {
    WordIndex index = new WordIndex();
    for (String word : new String[] {"", "a", "ação", "1234567", "12345678", "123456789"}) {
      byte[] exact = word.getBytes(StandardCharsets.UTF_8);
      byte[] wide = new byte[exact.length + 16];
      System.arraycopy(exact, 0, wide, 3, exact.length);
      int number = index.add(wide, 3, 3 + exact.length);
      assertThat(index.find(exact, 0, exact.length)).isEqualTo(number);
      assertThat(index.find(word)).isEqualTo(number);
      assertThat(index.word(number)).isEqualTo(word);
    }
    assertThat(index.size()).isEqualTo(6);
  }
}
