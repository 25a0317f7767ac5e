package io.palavra.translator.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * {@code sacrebleu-ter.tsv} and {@code sacrebleu-significance.tsv} hold what sacreBLEU 2.6.0 says;
 * their first lines say how they were drawn.
 */
class SignificanceTest {
  private static final int SAMPLES = 10_000;

  private static List<String[]> table(String name) {
    try (InputStream in = SignificanceTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> column(List<String[]> rows, int column, int first) {
    return rows.stream().limit(first).map(row -> row[column]).toList();
  }

  @Test
  void editRatesOfShuffledAndLongSentencesEqualSacreBleu() {
    Ter ter = new Ter();
    for (String[] row : table("sacrebleu-ter.tsv")) {
      assertThat(ter.of(List.of(row[0]), List.of(row[1])))
          .as("%s against %s", row[0], row[1])
          .isCloseTo(Double.parseDouble(row[2]), within(1e-5));
    }
  }

  /** Two draws of 10,000 samples differ by 0.003 or so at p = 0.1; three times that is allowed. */
  @Test
  void pairedBootstrapAgreesWithSacreBleu() {
    List<String[]> systems = table("sacrebleu-systems.tsv");
    Map<String, CorpusScore> scores =
        Map.of("BLEU", Bleu.standard(), "chrF2", new ChrF(), "TER", new Ter());
    PairedBootstrap bootstrap = new PairedBootstrap(SAMPLES, 1);
    for (String[] row : table("sacrebleu-significance.tsv")) {
      int first = Integer.parseInt(row[1]);
      PairedBootstrap.Comparison found =
          bootstrap.compare(
              scores.get(row[2]),
              column(systems, 1 + row[0].charAt(0) - 'A', first),
              column(systems, 1 + row[0].charAt(1) - 'A', first),
              column(systems, 0, first));
      assertThat(found.first()).isCloseTo(Double.parseDouble(row[3]), within(1e-5));
      assertThat(found.second()).isCloseTo(Double.parseDouble(row[4]), within(1e-5));
      double p = Double.parseDouble(row[5]);
      assertThat(found.pValue())
          .as("%s", String.join(" ", row))
          .isCloseTo(p, within(1e-3 + 3 * Math.sqrt(2 * p / SAMPLES)));
    }
  }

  @Test
  void aSystemDoesNotDifferFromItself() {
    List<String> lines = List.of("a b c d e", "f g h i", "j k l m n o");
    PairedBootstrap.Comparison found =
        new PairedBootstrap(100, 1).compare(Bleu.standard(), lines, lines, lines);
    assertThat(found.pValue()).isEqualTo(1);
    assertThat(found.difference().low()).isZero();
    assertThat(found.difference().high()).isZero();
  }

  @Test
  void repetitionsAndGapsAreCounted() {
    List<String> sources = List.of("a", "b", "c d e f g h", "x");
    List<String> ours = List.of("the cat the cat sat", "he said no no", "one two", "fine");
    List<String> due = List.of("the cat sat", "he said no no", "one two three four five", "fine");
    Faults faults = Faults.of(new Translated(sources, ours, due));
    assertThat(faults.repeating()).isEqualTo(25);
    assertThat(faults.shortened()).isEqualTo(25);
    assertThat(faults.length()).isCloseTo(12 / 13.0, within(1e-9));
  }

  @Test
  void shortAndLongSentencesAreScoredApart() {
    List<String> sources = List.of("a b c d e", "a b c d e f", "w ".repeat(60).strip());
    List<String> lines = List.of("um dois três quatro", "ein zwei drei vier", "x y z w v");
    List<LengthScores.Bucket> found =
        LengthScores.of(new Translated(sources, List.of(lines.get(0), "nada", "x y z w v"), lines));
    assertThat(found).extracting(LengthScores.Bucket::name).containsExactly("1-5", "6-10", "51+");
    assertThat(found.get(0).bleu()).isCloseTo(100, within(1e-9));
    assertThat(found.get(1).bleu()).isZero();
    assertThat(found.get(1).length()).isEqualTo(0.25);
  }
}
