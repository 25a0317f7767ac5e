package io.palavra.benchmarks.learning;

import io.palavra.benchmarks.learning.SequenceTask.Outcome;
import io.palavra.benchmarks.learning.SequenceTask.Setting;
import java.util.Locale;

/**
 * Lets LSTM and GRU learn the adding problem with sequences of 200 steps and the parity of 50 bits,
 * and says after how many sequences they could. Hochreiter and Schmidhuber (1997, table 7) needed
 * 74,000 sequences for adding over 100 steps and 209,000 over 500.
 */
public final class LearningTasks {
  private static final long MOST = 209_000;

  private LearningTasks() {}

  /**
   * Runs all.
   *
   * @param arguments seeds, 1 unless given
   */
  public static void main(String[] arguments) {
    String[] seeds = arguments.length == 0 ? new String[] {"1"} : arguments;
    for (String seed : seeds) {
      for (boolean lstm : new boolean[] {true, false}) {
        long number = Long.parseLong(seed);
        run(SequenceTask.ADDING, new Setting(lstm, 64, 0.003, 200, 20, MOST, number));
        run(SequenceTask.PARITY, new Setting(lstm, 32, 0.01, 50, 50, MOST, number));
      }
    }
  }

  private static void run(SequenceTask task, Setting setting) {
    long start = System.nanoTime();
    Outcome outcome = task.learn(setting);
    System.out.printf(
        Locale.ROOT,
        "%s, %s, %d steps, seed %d: %s after %,d sequences, fault %.4f, %.0f s%n",
        task,
        setting.lstm() ? "LSTM" : "GRU",
        setting.steps(),
        setting.seed(),
        outcome.learned() ? "learned" : "not learned",
        outcome.sequences(),
        outcome.fault(),
        (System.nanoTime() - start) / 1e9);
  }
}
