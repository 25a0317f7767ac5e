package io.palavra.training.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.vocabulary.Labels;
import io.palavra.training.compare.Outcome.EpochPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandingsTest {
  private static final Labels LABELS = new Labels(List.of("a", "b"));
  private static final int[] TRUTH = {0, 0, 1, 1};

  private static final TrainingIdentity IDENTITY =
      new TrainingIdentity("cnn", "{}\n", "none", "kernels", "a", "d", "b");

  @TempDir Path folder;

  private static Outcome outcome(String name, long seed, Integer... predicted) {
    EpochPoint epoch = new EpochPoint(0.25, 0.75, 0.5, true);
    return new Outcome(name, seed, 90, 2_000_000, 1234, List.of(predicted), List.of(epoch));
  }

  private static CompareResult result(Outcome... outcomes) {
    return new CompareResult("d", 2, true, new Standings(LABELS, TRUTH, List.of(outcomes)));
  }

  private static final CompareResult TWO =
      result(
          outcome("poor", 1, 0, 1, 0, 0),
          outcome("poor", 2, 0, 0, 0, 0),
          outcome("good", 1, 0, 0, 1, 1),
          outcome("good", 2, 0, 0, 1, 0));

  @Test
  void figuresAreMeansOverTheSeeds() {
    Standing good = TWO.standings(Optional.empty()).get(1);
    assertThat(good.accuracy()).isEqualTo(0.875);
    assertThat(good.spread()).isEqualTo(0.125 * Math.sqrt(2), within(1e-12));
    assertThat(good.minutes()).isEqualTo(1.5);
    assertThat(good.macroF1()).isEqualTo((1 + (4 / 5.0 + 2 / 3.0) / 2) / 2, within(1e-12));
  }

  @Test
  void theBestStandsFirstAndIsWhatTheOthersAreSetBeside() {
    List<String> lines = CompareTable.of(TWO).text().lines().toList();
    assertThat(lines.get(0)).startsWith("model").endsWith("to the best");
    assertThat(lines.get(1)).startsWith("good   87.5 ± 17.7").endsWith("the best");
    assertThat(lines.get(2)).startsWith("poor").contains("no difference, p = ");
    assertThat(CompareTable.of(TWO).markdown())
        .contains("| --- | ---: |", "| good | 87.5 ± 17.7 |");
  }

  @Test
  void aStudySetsAllBesideTheFirst() {
    Study study = Study.of(TWO, "poor");
    assertThat(study.text()).contains("the first", "+50.0, p ");
    assertThat(study.sentence()).contains("poor gives 37.5 %", "good (+50.0)");
  }

  @Test
  void aStudyOfOneSaysNothingOfOthers() {
    Study study = Study.of(result(outcome("poor", 1, 0, 1, 0, 0)), "poor");
    assertThat(study.sentence())
        .contains("poor gives 25.0 %")
        .doesNotContain("others", "None", "  ")
        .endsWith(".");
    assertThat(Study.of(TWO, "poor").sentence()).doesNotContain("  ");
  }

  @Test
  void picturesAreDrawn() throws IOException {
    ComparePictures.accuracyAgainstTime(folder.resolve("a.png"), TWO);
    ComparePictures.losses(folder.resolve("b.png"), TWO);
    for (String name : List.of("a.png", "b.png")) {
      assertThat(javax.imageio.ImageIO.read(folder.resolve(name).toFile()).getWidth())
          .isGreaterThan(400);
    }
  }

  @Test
  void anOutcomeIsReadAsItWasWritten() {
    OutcomeFile file = new OutcomeFile(folder.resolve("o.json"), IDENTITY);
    assertThat(file.outcome(4, 2)).isEmpty();
    file.trained(12.5);
    assertThat(file.secondsSoFar()).isEqualTo(12.5);
    assertThat(file.outcome(4, 2)).isEmpty();
    Outcome outcome = outcome("good", 3, 0, 0, 1, 1);
    file.done(outcome);
    assertThat(file.outcome(4, 2)).contains(outcome);
  }

  @Test
  void anotherOrABrokenOutcomeIsRefused() throws IOException {
    Path path = folder.resolve("o.json");
    new OutcomeFile(path, IDENTITY).done(outcome("good", 3, 0, 0, 1, 1));
    refuses(path, identity("cnn", "{}\n", "none", "kernels", "a", "d", "c"), "other test texts");
    refuses(path, identity("cnn", "{}\n", "none", "kernels", "a", "c", "b"), "other development");
    refuses(
        path, identity("cnn", "{}\n", "none", "kernels", "c", "d", "b"), "other texts to learn");
    refuses(path, identity("cnn", "{}\n", "v", "kernels", "a", "d", "b"), "other word vectors");
    refuses(path, identity("cnn", "{1}\n", "none", "kernels", "a", "d", "b"), "other options");
    refuses(path, identity("cnn", "{}\n", "none", "stock", "a", "d", "b"), "other layers");
    refuses(path, identity("rnn", "{}\n", "none", "kernels", "a", "d", "b"), "another");
    OutcomeFile same = new OutcomeFile(path, IDENTITY);
    same.requireSame();
    assertThatThrownBy(() -> same.outcome(5, 2)).isInstanceOf(BadInputException.class);
    assertThatThrownBy(() -> same.outcome(4, 1)).isInstanceOf(BadInputException.class);
    Files.writeString(path, "{\"identity\":");
    assertThatThrownBy(() -> same.outcome(4, 2))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("remove it to repeat it");
  }

  private static TrainingIdentity identity(String... parts) {
    return new TrainingIdentity(
        parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6]);
  }

  private static void refuses(Path path, TrainingIdentity identity, String difference) {
    assertThatThrownBy(() -> new OutcomeFile(path, identity).requireSame())
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(difference)
        .hasMessageContaining("what this comparison was begun with");
  }
}
