package io.palavra.training.loop;

import io.palavra.training.loop.BatchSource.BatchStream;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** How long a step of training takes, measured on a network that is thrown away afterwards. */
public final class StepTiming {
  private static final int WARM_UP = 3;
  private static final int MEASURED = 8;

  private StepTiming() {}

  /**
   * Takes a few steps; the network learns from them.
   *
   * @return nanoseconds a token that counts; 0 where there are too few batches to tell
   */
  public static double nanosPerToken(ComputationGraph network, BatchSource source) {
    long tokens = 0;
    long start = 0;
    int steps = 0;
    try (BatchStream batches = source.open(0, 0)) {
      while (steps < WARM_UP + MEASURED && batches.hasNext()) {
        if (steps == WARM_UP) {
          start = System.nanoTime();
          tokens = 0;
        }
        TrainingBatch batch = batches.next();
        network.fit(batch.data());
        tokens += batch.tokens();
        steps++;
      }
    }
    return steps <= WARM_UP ? 0 : (System.nanoTime() - start) / (double) tokens;
  }
}
