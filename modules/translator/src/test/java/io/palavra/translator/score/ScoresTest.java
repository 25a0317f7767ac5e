package io.palavra.translator.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * {@code sacrebleu-scores.tsv} holds what sacreBLEU 2.6.0 says of ranges of lines of {@code
 * sacrebleu-pairs.tsv}: reviews of this project disturbed at random, and odd lines.
 */
class ScoresTest {
  private static final List<String[]> PAIRS = table("sacrebleu-pairs.tsv");

  private static List<String[]> table(String name) {
    try (InputStream in = ScoresTest.class.getResourceAsStream(name)) {
      List<String[]> rows = new ArrayList<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        if (!line.startsWith("# from")) {
          rows.add(line.split("\t", -1));
        }
      }
      return rows;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void equalsColumn(CorpusScore score, int column) {
    for (String[] row : table("sacrebleu-scores.tsv")) {
      List<String[]> range = PAIRS.subList(Integer.parseInt(row[0]), Integer.parseInt(row[1]));
      List<String> hypotheses = range.stream().map(pair -> pair[0]).toList();
      List<String> references = range.stream().map(pair -> pair[1]).toList();
      assertThat(score.of(hypotheses, references))
          .as("%s of lines %s to %s", score.name(), row[0], row[1])
          .isCloseTo(Double.parseDouble(row[column]), within(1e-5));
    }
  }

  @Test
  void fewSentencesHaveNoIntervalsAndAreToldSo() {
    List<String> few = Collections.nCopies(19, "o gato dorme na mala");
    List<String> enough = Collections.nCopies(20, "o gato dorme na mala");
    assertThat(Scores.of(few, few, few).summary())
        .contains("no intervals: 19 sentences are fewer than 20")
        .doesNotContain("(100.0 to 100.0)");
    assertThat(Scores.of(enough, enough, enough).summary())
        .contains("(100.0 to 100.0)")
        .doesNotContain("no intervals");
  }

  @Test
  void bleuEqualsSacreBleu() {
    equalsColumn(Bleu.standard(), 2);
  }

  @Test
  void lowerCasedBleuEqualsSacreBleu() {
    equalsColumn(Bleu.lowerTokenised(), 3);
  }

  @Test
  void bleuOfTokenisedTextEqualsSacreBleu() {
    equalsColumn(new Bleu(Tokenization.NONE, false), 4);
  }

  @Test
  void chrfEqualsSacreBleu() {
    equalsColumn(new ChrF(), 5);
  }

  @Test
  void editRateEqualsSacreBleu() {
    equalsColumn(new Ter(), 6);
  }

  @Test
  void aPerfectTranslationScoresAHundred() {
    List<String> lines = List.of("o livro é muito bom mesmo", "não gostei nada");

    assertThat(Bleu.standard().of(lines, lines)).isCloseTo(100, within(1e-9));
    assertThat(new ChrF().of(lines, lines)).isCloseTo(100, within(1e-9));
  }

  @Test
  void listsOfDifferentLengthAreRefused() {
    assertThatThrownBy(() -> Bleu.standard().of(List.of("a"), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 hypotheses, 0 references");
  }
}
