package io.palavra.embeddings.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WordSpacesTest {
  private static final String LETTERS = "ab\u00e7\u00a0\u2003\u3042 \t\n\r\u000b\f\0\u0085";

  @Test
  void wordsEndAtFastTextsSixSpacesAlone() {
    assertThat(words("\0um dois\ttr\u00eas\u000b\u000bquatro\fcinco\r "))
        .containsExactly("um", "dois", "tr\u00eas", "quatro", "cinco");
    assertThat(words("no-break\u00a0space, em\u2003space")).hasSize(2);
    assertThat(words("")).isEmpty();
    assertThat(words(" \t")).isEmpty();
  }

  @Test
  void aLineOfCharactersHasTheWordsOfItsBytes() {
    Random random = new Random(5);
    for (int round = 0; round < 2000; round++) {
      StringBuilder line = new StringBuilder();
      for (int i = random.nextInt(30); i > 0; i--) {
        line.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      }
      List<String> ofBytes = new ArrayList<>();
      WordSpaces.cut(
          line.toString().getBytes(StandardCharsets.UTF_8),
          (utf8, from, to) ->
              ofBytes.add(new String(utf8, from, to - from, StandardCharsets.UTF_8)));
      assertThat(words(line.toString())).as("%s", line).isEqualTo(ofBytes);
    }
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    WordSpaces.cut(line, words::add);
    return words;
  }
}
