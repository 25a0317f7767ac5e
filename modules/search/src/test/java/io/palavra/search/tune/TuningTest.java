package io.palavra.search.tune;

import static io.palavra.search.tune.Files4Tests.SPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import io.palavra.search.file.TuneFile;
import io.palavra.search.journal.Event;
import io.palavra.search.journal.JournalReader;
import io.palavra.search.study.StudyListener;
import io.palavra.search.trial.EpochScore;
import io.palavra.search.trial.Trial;
import io.palavra.search.trial.TrialStatus;
import io.palavra.training.loop.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class TuningTest {
  @TempDir Path folder;

  private TuneFile file(String more) {
    return Files4Tests.read(folder, SPACE + more);
  }

  private SearchFolder out(String name) {
    return new SearchFolder(folder.resolve(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "random",
        "sobol",
        "tpe",
        "genetic",
        "asha",
        "halving",
        "forest",
        "{name: asha, sampler: tpe}",
        "{name: asha, sampler: forest}"
      })
  void everyStrategyEndsWithATestedWinner(String strategy) {
    TuneFile file = file("strategy: " + strategy + "\nbudget: {candidates: 12, epochs: 9}\n");
    TuneResult result = Tuning.of(file, out("a")).run(false);
    assertThat(result.finished()).isTrue();
    assertThat(result.trials()).hasSize(12).noneMatch(t -> t.status() == TrialStatus.RUNNING);
    assertThat(result.test()).containsKey("accuracy");
    assertThat(result.model().orElseThrow()).exists();
    Trial winner = result.ranking().winner().orElseThrow().trial();
    assertThat(file.objective().of(winner).orElseThrow())
        .isEqualTo(
            result.trials().stream()
                .filter(t -> t.status() == TrialStatus.DONE)
                .mapToDouble(t -> file.objective().of(t).orElseThrow())
                .max()
                .orElseThrow());
    assertThat(Files.exists(out("a").of(winner.id()).resolve("checkpoints/epochs"))).isTrue();
  }

  @Test
  void aGridEndsWhenItIsUsedUp() {
    String yaml =
        """
        kind: fake
        data: nothing
        space:
          cell: [lstm, gru]
          both: [true, false]
        objective: {minimise: loss}
        strategy: grid
        budget: {candidates: 100, epochs: 2}
        """;
    TuneResult result = Tuning.of(Files4Tests.read(folder, yaml), out("g")).run(false);
    assertThat(result.trials()).hasSize(4);
    assertThat(result.ranking().winner().orElseThrow().trial().options())
        .containsEntry("cell", "gru");
  }

  @Test
  void aCandidateThatFailsIsWrittenDownAndTheSearchGoesOn() {
    String yaml =
        """
        kind: fake
        data: nothing
        space: {hidden: {integer: [10, 17]}}
        objective: accuracy
        strategy: grid
        budget: {candidates: 10, epochs: 2}
        """
            .replace("strategy: grid", "strategy: {name: grid, steps: 8}");
    TuneResult result = Tuning.of(Files4Tests.read(folder, yaml), out("f")).run(false);
    assertThat(result.trials())
        .filteredOn(t -> t.status() == TrialStatus.FAILED)
        .extracting(t -> t.options().get("hidden") + ": " + t.reason())
        .containsExactlyInAnyOrder(
            "13: out of memory: a wish",
            "14: learningRate: found \"0.1\", expected a smaller one: the loss became NaN");
    assertThat(result.trials()).filteredOn(t -> t.status() == TrialStatus.DONE).hasSize(6);
  }

  @Test
  void aSearchInWhichAllFailSaysWhy() {
    String yaml =
        "kind: fake\ndata: nothing\nspace: {both: [true, false]}\nobjective: accuracy\n"
            + "options: {hidden: 13}\nbudget: {candidates: 3, epochs: 2}\n";
    TuneFile file = Files4Tests.read(folder, yaml);
    assertThatThrownBy(() -> Tuning.of(file, out("n")).run(false))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("out of memory");
  }

  @Test
  void theBestAreTrainedWithFurtherSeedsAndTheMeanDecides() {
    TuneFile file =
        file("budget: {candidates: 8, epochs: 3}\nrepeats: {top: 2, seeds: 3}\nstrategy: random\n");
    TuneResult result = Tuning.of(file, out("r")).run(false);
    assertThat(result.trials()).filteredOn(t -> t.id().repeat() > 0).hasSize(4);
    Ranking.Standing winner = result.ranking().winner().orElseThrow();
    assertThat(winner.repeats()).hasSize(2).extracting(Trial::seed).containsExactly(2L, 3L);
    double mean =
        (file.objective().of(winner.trial()).orElseThrow()
                + winner.repeats().stream()
                    .mapToDouble(t -> file.objective().of(t).orElseThrow())
                    .sum())
            / 3;
    assertThat(winner.mean().orElseThrow()).isEqualTo(mean);
  }

  @Test
  void twoAtOnceTrainTheSameCandidatesAsOneByOne() {
    TuneFile one = file("strategy: random\nbudget: {candidates: 10, epochs: 3}\n");
    TuneFile two = file("strategy: random\nparallel: 2\nbudget: {candidates: 10, epochs: 3}\n");
    List<String> expected = Files4Tests.table(Tuning.of(one, out("one")).run(false).trials());
    assertThat(Files4Tests.table(Tuning.of(two, out("two")).run(false).trials()))
        .isEqualTo(expected);
  }

  @Test
  void aStrategyIsAskedWhenTheAnswerBeforeIsThereAndNotSooner() {
    TuneFile file = file("strategy: tpe\nbudget: {candidates: 12, epochs: 1}\n");
    Tuning.of(file, out("a")).run(false);
    Class<?> last = Event.Told.class;
    for (Event event : JournalReader.events(out("a").journal())) {
      if (event instanceof Event.Asked || event instanceof Event.Told) {
        assertThat(event.getClass()).isNotEqualTo(last);
        last = event.getClass();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tpe", "forest", "asha", "genetic"})
  void anInterruptedSearchGoesOnToTheSameTable(String strategy) {
    TuneFile file =
        file(
            "strategy: "
                + strategy
                + "\nbudget: {candidates: 12, epochs: 9}\nrepeats: {top: 2, seeds: 2}\n");
    List<String> expected = Files4Tests.table(Tuning.of(file, out("whole")).run(false).trials());
    TuneResult result = null;
    for (int stops = 0; result == null || !result.finished(); stops++) {
      assertThat(stops).isLessThan(100);
      result = interrupted(file, 7, stops > 0);
    }
    assertThat(Files4Tests.table(result.trials())).isEqualTo(expected);
  }

  private TuneResult interrupted(TuneFile file, int epochs, boolean resume) {
    StopSignal stop = new StopSignal();
    AtomicInteger left = new AtomicInteger(epochs);
    StudyListener counting =
        new StudyListener() {
          @Override
          public void onEpoch(Trial trial, EpochScore score) {
            if (left.decrementAndGet() == 0) {
              stop.request();
            }
          }
        };
    return Tuning.of(file, out("parts")).stopOn(stop).listener(counting).run(resume);
  }

  @Test
  void aSearchIsExtendedByMoreCandidates() {
    TuneFile eight = file("strategy: tpe\nbudget: {candidates: 14, epochs: 2}\n");
    TuneFile twelve = file("strategy: tpe\nbudget: {candidates: 18, epochs: 2}\n");
    List<String> expected = Files4Tests.table(Tuning.of(twelve, out("x")).run(false).trials());
    Tuning.of(eight, out("y")).run(false);
    assertThat(Files4Tests.table(Tuning.of(twelve, out("y")).run(true).trials()))
        .isEqualTo(expected);
  }

  @Test
  void anotherSearchIsNotGoneOnWith() {
    TuneFile file = file("budget: {candidates: 2, epochs: 2}\n");
    Tuning.of(file, out("a")).run(false);
    TuneFile other = file("budget: {candidates: 2, epochs: 2}\nseed: 2\n");
    assertThatThrownBy(() -> Tuning.of(other, out("a")).run(true))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("seed: 2")
        .hasMessageContaining("seed: 1");
    assertThatThrownBy(() -> Tuning.of(file, out("a")).run(false)).hasMessageContaining("--resume");
    assertThatThrownBy(() -> Tuning.of(file, out("none")).run(true))
        .hasMessageContaining("there is none");
  }

  @Test
  void aSearchInWhichNoCandidateHasAnEpochIsBegunAnew() throws IOException {
    String yaml =
        "kind: fake\ndata: nothing\nspace: {both: [true, false]}\nobjective: accuracy\n"
            + "strategy: random\nbudget: {candidates: 2, epochs: 2}\noptions: ";
    TuneFile bad = Files4Tests.read(folder, yaml + "{hidden: 13}\n");
    assertThatThrownBy(() -> Tuning.of(bad, out("a")).run(false))
        .hasMessageContaining("out of memory");
    Path left = out("a").candidates().resolve("0000/checkpoints/epochs");
    Files.writeString(left, "2");
    Path deeper = Files.createDirectory(left.resolveSibling("language")).resolve("1.checkpoint");
    Files.writeString(deeper, "");
    Path second = Files.createDirectory(left.getParent().resolveSibling("checkpoints-2"));
    Files.writeString(second.resolve("1.checkpoint"), "");
    TuneFile good = Files4Tests.read(folder, yaml + "{hidden: 16}\n");
    TuneResult result = Tuning.of(good, out("a")).run(false);
    assertThat(result.trials()).hasSize(2).allMatch(trial -> trial.history().size() == 2);
    assertThat(deeper).doesNotExist();
    assertThat(second).isEmptyDirectory();
    assertThat(JournalReader.events(out("a").journal()))
        .filteredOn(Event.Begun.class::isInstance)
        .hasSize(1);
    assertThatThrownBy(() -> Tuning.of(good, out("a")).run(false)).hasMessageContaining("--resume");
  }

  @Test
  void dataThatAreGoneAreRefusedOnResumeAndNothingIsLost() throws IOException {
    Path data = Files.writeString(folder.resolve("reviews.csv"), "text,label\n");
    String yaml = SPACE.replace("data: nothing", "data: " + data);
    TuneFile file = Files4Tests.read(folder, yaml + "budget: {candidates: 2, epochs: 2}\n");
    Tuning.of(file, out("a")).run(false);
    byte[] before = Files.readAllBytes(out("a").journal());
    Files.delete(data);
    assertThatThrownBy(() -> Tuning.of(file, out("a")).run(true))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("reviews.csv");
    assertThat(Files.readAllBytes(out("a").journal())).isEqualTo(before);
  }

  @Test
  void aSearchEndsWhenItsEpochsAreSpent() {
    TuneFile file = file("strategy: random\nbudget: {candidates: 50, epochs: 4, all-epochs: 20}\n");
    assertThat(Tuning.of(file, out("e")).run(false).trials()).hasSize(5);
  }

  @Test
  void aFaultOfTheBenchEndsTheSearchAndIsNotSwallowed() {
    TuneFile file = file("budget: {candidates: 5, epochs: 4}\n");
    assertThatThrownBy(
            () ->
                Tuning.of(file, out("b"))
                    .on(
                        (task, epochs, halt) -> {
                          throw new IllegalStateException("broken bench");
                        })
                    .run(false))
        .hasMessage("broken bench");
  }

  @Test
  void aSearchIsNotGoneOnWithOnDataThatWereChanged() throws IOException {
    Path data = Files.writeString(folder.resolve("data.csv"), "good,yes\nbad,no\n");
    String yaml = Files4Tests.SPACE.replace("nothing", '"' + data.toString() + '"');
    yaml += "strategy: random\nbudget: {candidates: 2, epochs: 1}\n";
    Tuning.of(Files4Tests.read(folder, yaml), out("d")).run(false);
    Files.writeString(data, "so so,eh\n", StandardOpenOption.APPEND);
    TuneFile changed = Files4Tests.read(folder, yaml);
    assertThatThrownBy(() -> Tuning.of(changed, out("d")).run(true))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("contents of data");
    Files.writeString(data, "good,yes\nbad,no\n");
    assertThat(Tuning.of(changed, out("d")).run(true).trials()).hasSize(2);
  }

  @Test
  void aFolderWithFilesThatNoSearchHasMadeIsRefusedAndTheyStay() throws IOException {
    TuneFile file = file("strategy: random\nbudget: {candidates: 2, epochs: 1}\n");
    for (String name : List.of("best.yaml", "tune.yaml", "candidates/0000/checkpoints/epochs")) {
      SearchFolder out = out("of " + name.replace('/', ' '));
      Path own = out.file(name);
      Files.createDirectories(own.getParent());
      Files.writeString(own, "my own");
      assertThatThrownBy(() -> Tuning.of(file, out).keeping(folder.resolve("tune.yaml")).run(false))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("found \"" + name.split("/")[0] + "\", expected a new folder");
      assertThat(own).hasContent("my own");
      assertThat(out.journal()).doesNotExist();
    }
  }

  @Test
  void aSearchIsBegunWhereOneWasKilledBeforeItsJournalWasThere() throws IOException {
    TuneFile file = file("strategy: random\nbudget: {candidates: 2, epochs: 1}\n");
    Files.createDirectories(out("k").candidates());
    Files.createFile(out("k").file(".lock"));
    assertThat(Tuning.of(file, out("k")).run(false).finished()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tune.yaml", "search.yaml"})
  void theFileOfASearchMayLieInItsFolder(String name) throws IOException {
    TuneFile file = file("strategy: random\nbudget: {candidates: 2, epochs: 1}\n");
    Files.createDirectories(out("o").path());
    Path own = Files.copy(folder.resolve("tune.yaml"), out("o").file(name));
    assertThat(Tuning.of(file, out("o")).keeping(own).run(false).finished()).isTrue();
    assertThat(own).hasSameTextualContentAs(folder.resolve("tune.yaml"));
  }

  @Test
  void theFileOfASearchMayNotLieWhereTheWinnersOptionsWill() throws IOException {
    TuneFile file = file("strategy: random\nbudget: {candidates: 2, epochs: 1}\n");
    Files.createDirectories(out("o").path());
    Path own = Files.copy(folder.resolve("tune.yaml"), out("o").best());
    assertThatThrownBy(() -> Tuning.of(file, out("o")).keeping(own).run(false))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("best.yaml");
  }
}
