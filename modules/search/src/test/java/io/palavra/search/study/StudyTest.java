package io.palavra.search.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.search.file.StrategyChoice;
import io.palavra.search.space.Choice;
import io.palavra.search.space.Condition;
import io.palavra.search.space.Dimension;
import io.palavra.search.space.Space;
import io.palavra.search.space.Whole;
import io.palavra.search.trial.EpochScore;
import io.palavra.search.trial.Objective;
import io.palavra.search.trial.Trial;
import io.palavra.search.trial.TrialId;
import io.palavra.search.trial.TrialStatus;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StudyTest {
  private static final Budget BUDGET = new Budget(40, 4, Optional.empty(), Optional.empty());

  @TempDir Path folder;

  /** Nine points: one without b, eight with. */
  private static Space nine() {
    return new Space(
        List.of(
            Dimension.of("a", new Choice(List.of("x", "y"))),
            Dimension.of("b", new Whole(1, 8, false)).when(new Condition("a", Set.of("y")))));
  }

  private static Study.Plan plan() {
    return new Study.Plan(nine(), Objective.usual("loss"), BUDGET, 1, new TreeMap<>());
  }

  private static StrategyChoice choice(String name, String sampler) {
    return new StrategyChoice(name, sampler, 2, 1, 8);
  }

  private Study begin(Path file, StrategyChoice choice) {
    return Study.begin(file, plan(), choice.make(nine(), BUDGET, 3), StudyListener.none());
  }

  private Study resume(Path file, StrategyChoice choice) {
    return Study.resume(file, plan(), choice.make(nine(), BUDGET, 3), StudyListener.none());
  }

  private static void train(Study study, Task task) {
    String b = task.options().getOrDefault("b", "9");
    int done = study.trial(task.id()).history().size();
    for (int epoch = done + 1; epoch <= task.epochs(); epoch++) {
      double loss = Integer.parseInt(b) + 1.0 / epoch;
      study.epoch(
          task.id(), new EpochScore(epoch, loss, new TreeMap<>(Map.of("loss", loss)), true, 1, 1));
    }
    study.end(task, new Outcome(TrialStatus.DONE, ""));
  }

  /** Keeps up to so many tasks at work and ends the oldest; stops after so many have ended. */
  private static void work(Study study, int atOnce, int most) {
    Deque<Task> atWork = new ArrayDeque<>();
    int ended = 0;
    while (ended < most) {
      Optional<Task> next = atWork.size() < atOnce ? study.next() : Optional.empty();
      next.ifPresent(atWork::add);
      if (next.isEmpty() && atWork.isEmpty()) {
        return;
      }
      if (next.isEmpty()) {
        train(study, atWork.remove());
        ended++;
      }
    }
  }

  private static Map<TrialId, Integer> epochs(Study study) {
    Map<TrialId, Integer> epochs = new TreeMap<>();
    for (Trial trial : study.trials()) {
      epochs.put(trial.id(), trial.epochs());
    }
    return epochs;
  }

  @ParameterizedTest
  @CsvSource({
    "halving, random",
    "halving, sobol",
    "halving, tpe",
    "halving, forest",
    "halving, genetic",
    "asha, random",
    "asha, sobol",
    "asha, tpe",
    "asha, forest",
    "asha, genetic",
    "random, random",
    "sobol, random",
    "tpe, random",
    "forest, random",
    "genetic, random",
    "grid, random"
  })
  void aSearchThatIsStoppedAnywhereGoesOnAsIfItHadNotBeen(String name, String sampler) {
    StrategyChoice choice = choice(name, sampler);
    Map<TrialId, Integer> all;
    try (Study whole = begin(folder.resolve("whole"), choice)) {
      work(whole, 3, Integer.MAX_VALUE);
      all = epochs(whole);
    }
    for (int stop : new int[] {4, 7, 9, 12}) {
      Path file = folder.resolve("stopped" + stop);
      try (Study first = begin(file, choice)) {
        work(first, 3, stop);
      }
      try (Study second = resume(file, choice)) {
        work(second, 3, Integer.MAX_VALUE);
        assertThat(epochs(second)).as("stopped after %d", stop).isEqualTo(all);
      }
      try (Study third = resume(file, choice)) {
        assertThat(third.next()).isEmpty();
        assertThat(epochs(third)).isEqualTo(all);
      }
    }
  }

  @Test
  void whoListensIsToldOfFormerCandidatesWhenASearchGoesOn() {
    StrategyChoice choice = choice("random", "random");
    Path file = folder.resolve("told");
    List<Trial> before;
    try (Study first = begin(file, choice)) {
      work(first, 1, 4);
      before = first.trials();
    }
    List<Trial> told = new ArrayList<>();
    StudyListener listener =
        new StudyListener() {
          @Override
          public void onResumed(List<Trial> former) {
            told.addAll(former);
          }
        };
    Study.resume(file, plan(), choice.make(nine(), BUDGET, 3), listener).close();
    assertThat(told).isNotEmpty().isEqualTo(before);
  }

  /** Of nine, four train twice as long and two four times, though forty could have begun. */
  @ParameterizedTest
  @ValueSource(strings = {"random", "sobol"})
  void inASpaceThatIsUsedUpTheBetterHalfStillClimbs(String sampler) {
    try (Study study = begin(folder.resolve("one"), choice("halving", sampler))) {
      work(study, 1, Integer.MAX_VALUE);
      assertThat(epochs(study).values()).containsExactlyInAnyOrder(1, 1, 1, 1, 1, 2, 2, 4, 4);
    }
  }
}
