package io.palavra.benchmarks.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.benchmarks.learning.SequenceTask.Outcome;
import io.palavra.benchmarks.learning.SequenceTask.Setting;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Small forms of the tasks of {@link LearningTasks}, with an LSTM and a GRU. */
class SequenceTaskTest {

  @ParameterizedTest
  @EnumSource
  void itIsLearned(SequenceTask task) {
    for (boolean lstm : new boolean[] {true, false}) {
      Outcome outcome = task.learn(new Setting(lstm, 24, 0.01, 12, 50, 60_000, 1));
      assertThat(outcome.learned())
          .as("%s, %s: fault %s", task, lstm ? "LSTM" : "GRU", outcome.fault())
          .isTrue();
    }
  }
}
