package io.palavra.training.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.training.loop.TinyTask;
import io.palavra.training.loop.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills real processes; {@code -Dpalavra.kills=100} kills more of them. */
class KilledTrainingTest {
  private static final int KILLS = Integer.getInteger("palavra.kills", 10);
  private static final int STEPS = 320;

  @TempDir private Path folder;

  private static byte[] uninterrupted() {
    TinyTask task = new TinyTask();
    ComputationGraph network = task.network(TrainingProcess.OPTIONS);
    Trainer.of(TrainingProcess.OPTIONS, 5).fit(network, task, task::score);
    return TrainingProcess.bytes(network);
  }

  @Test
  void aTrainingThatIsKilledAgainAndAgainEndsWithTheSameBytes()
      throws IOException, InterruptedException {
    long seed = Long.getLong("palavra.seed", System.nanoTime());
    Random random = new Random(seed);
    byte[] expected = uninterrupted();
    int kills = 0;
    for (int run = 0; kills < KILLS; run++) {
      Path out = folder.resolve(Integer.toString(run));
      int planned = Math.min(10, KILLS - kills);
      for (int i = 0; i < planned; i++) {
        killAfter(out, 1 + random.nextInt(STEPS / 11), random);
        kills++;
      }
      finish(out);
      assertThat(TrainingProcess.result(out)).as("with seed %d", seed).isEqualTo(expected);
    }
  }

  /** The steps are counted in this process; the kill falls anywhere inside the next one. */
  private static void killAfter(Path out, int steps, Random random)
      throws IOException, InterruptedException {
    try (TrainingProcess training = TrainingProcess.start(out)) {
      for (int i = 0; i < steps; i++) {
        assertThat(training.readLine()).startsWith("step ");
      }
      Thread.sleep(0, random.nextInt(1_000_000));
      training.process().destroyForcibly();
      assertThat(training.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(training.process().exitValue()).isNotZero();
    }
  }

  private static void finish(Path out) throws IOException, InterruptedException {
    try (TrainingProcess training = TrainingProcess.start(out)) {
      String last = "";
      for (String line = training.readLine(); !line.isEmpty(); line = training.readLine()) {
        last = line;
      }
      assertThat(last).isEqualTo("end ALL_EPOCHS");
      assertThat(training.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(training.process().exitValue()).isZero();
    }
  }

  @Test
  void anInterruptedTrainingSavesSaysSoAndGoesOnToTheSameBytes()
      throws IOException, InterruptedException {
    try (TrainingProcess training = TrainingProcess.start(folder)) {
      for (int i = 0; i < 20; i++) {
        assertThat(training.readLine()).startsWith("step ");
      }
      training.process().toHandle().destroy();
      String last = "";
      for (String line = training.readLine(); !line.isEmpty(); line = training.readLine()) {
        last = line;
      }
      assertThat(last).isEqualTo("end INTERRUPTED");
      assertThat(training.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
    finish(folder);
    assertThat(TrainingProcess.result(folder)).isEqualTo(uninterrupted());
  }
}
