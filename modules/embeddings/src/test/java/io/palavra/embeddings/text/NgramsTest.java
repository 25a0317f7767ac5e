package io.palavra.embeddings.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NgramsTest {

  @Test
  void asciiHashesAsThePublishedFnvVectors() {
    assertThat(hash("")).isEqualTo(0x811C9DC5);
    assertThat(hash("a")).isEqualTo(0xE40C292C);
    assertThat(hash("foobar")).isEqualTo(0xBF9CF968);
  }

  /**
   * By hand for the bytes C3 A9 of é: each is extended by its sign before the exclusive or, so
   * {@code h = (h ^ 0xFFFFFFC3) * 16777619}, then the same with {@code 0xFFFFFFA9}.
   */
  @Test
  void bytesFrom0x80OnAreExtendedByTheirSign() {
    long h = 2166136261L;
    h = (h ^ 0xFFFFFFC3L) * 16777619L & 0xFFFFFFFFL;
    h = (h ^ 0xFFFFFFA9L) * 16777619L & 0xFFFFFFFFL;
    assertThat(Integer.toUnsignedLong(hash("é"))).isEqualTo(h);
    long unsigned = (2166136261L ^ 0xC3) * 16777619L & 0xFFFFFFFFL;
    unsigned = (unsigned ^ 0xA9) * 16777619L & 0xFFFFFFFFL;
    assertThat(h).isNotEqualTo(unsigned);
  }

  /** {@code <avó>} has 5 characters: 3 of length 3, 2 of length 4, 1 of length 5. */
  @Test
  void ngramsAreCutBetweenCharactersAndNotBytes() {
    int buckets = 2_000_000;
    String[] expected = {"<av", "<avó", "<avó>", "avó", "avó>", "vó>"};
    int[] rows = new int[expected.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Integer.remainderUnsigned(hash(expected[i]), buckets);
    }
    assertThat(Ngrams.FASTTEXT.of("avó")).containsExactly(rows);
  }

  @Test
  void singleCharactersLeaveOutTheMarks() {
    int[] found = new Ngrams(1, 1, 1000).of("ab");
    assertThat(found)
        .containsExactly(
            Integer.remainderUnsigned(hash("a"), 1000), Integer.remainderUnsigned(hash("b"), 1000));
  }

  @Test
  void theEndOfALineAndNoNgramsHaveNone() {
    assertThat(Ngrams.FASTTEXT.of("</s>")).isEmpty();
    assertThat(Ngrams.NONE.of("palavra")).isEmpty();
    assertThatThrownBy(() -> new Ngrams(4, 3, 10))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("4..3");
  }

  private static int hash(String text) {
    return Ngrams.hash(text.getBytes(StandardCharsets.UTF_8));
  }
}
