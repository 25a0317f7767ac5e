package io.palavra.embeddings.phrases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.palavra.embeddings.text.CorpusWords;
import io.palavra.embeddings.text.WordSink;
import io.palavra.embeddings.text.WordSource;
import io.palavra.pipeline.corpus.Corpora;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhrasesTest {
  private final PhraseOptions mikolov = new PhraseOptions(PhraseScore.MIKOLOV, 2, 1, 1000);

  /** 12 words; são: 3, paulo: 2, both: 2. (2 - 1) * 12 / (3 * 2) = 2. */
  @Test
  void mikolovsScoreByHand() {
    Phrases phrases =
        Phrases.learn(text("são paulo é", "em são paulo", "são três", "a b c d"), mikolov);
    assertThat(phrases.score("são", "paulo").orElseThrow()).isCloseTo(2, within(1e-12));
    assertThat(phrases.score("paulo", "são")).isEmpty();
    assertThat(phrases.all()).isEmpty();
  }

  /** ln((2/12) / (3/12 * 2/12)) / -ln(2/12) = ln 4 / ln 6. */
  @Test
  void normalisedMutualInformationByHand() {
    PhraseOptions npmi = new PhraseOptions(PhraseScore.NPMI, 0.7, 1, 1000);
    Phrases phrases =
        Phrases.learn(text("são paulo é", "em são paulo", "são três", "a b c d"), npmi);
    assertThat(phrases.score("são", "paulo").orElseThrow())
        .isCloseTo(Math.log(4) / Math.log(6), within(1e-12));
    assertThat(phrases.all()).extracting(Phrases.Phrase::words).contains("são_paulo");
  }

  @Test
  void phrasesAreJoinedFromLeftToRightAndNotOverTheEndOfALine() {
    PhraseOptions options = new PhraseOptions(PhraseScore.MIKOLOV, 1, 1, 1000);
    WordSource text =
        text(
            "o rio de janeiro é",
            "rio de janeiro continua",
            "no rio de janeiro",
            "rio",
            "de janeiro");
    assertThat(words(Phrases.join(text, options, 1)))
        .contains("rio_de")
        .doesNotContain("rio_de_janeiro");
    assertThat(words(Phrases.join(text, options, 2))).contains("rio_de_janeiro");
    assertThat(words(Phrases.join(text, options, 0))).isEqualTo(words(text));
  }

  /**
   * 12 words; a_b_c comes twice, a, b_c and a_b once, c six times. (2 - 1) * 12 / (1 * 1) against
   * (2 - 1) * 12 / (1 * 6).
   */
  @Test
  void ofWordsThatCanBePartedInTwoPlacesTheStrongerPartingCounts() {
    Phrases phrases =
        Phrases.learn(text("a b_c", "a_b c", "c", "c", "c", "c", "c", "d", "e", "f"), mikolov);
    assertThat(phrases.score("a", "b_c").orElseThrow()).isCloseTo(12, within(1e-12));
    assertThat(phrases.score("a_b", "c").orElseThrow()).isCloseTo(2, within(1e-12));
    assertThat(phrases.all()).containsExactly(new Phrases.Phrase("a_b_c", 12, 2));
  }

  private static WordSource text(String... lines) {
    return new CorpusWords(Corpora.of("test", List.of(lines)), line -> List.of(line.split(" ")));
  }

  private static List<String> words(WordSource source) {
    List<String> words = new ArrayList<>();
    source.read(
        new WordSink() {
          @Override
          public void word(byte[] utf8, int from, int to) {
            words.add(new String(utf8, from, to - from, StandardCharsets.UTF_8));
          }

          @Override
          public void end() {
            words.add("\n");
          }
        });
    return words;
  }
}
