package io.palavra.embeddings.glove;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.text.WordSource;
import io.palavra.pipeline.BadInputException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleConsumer;

/** Trains GloVe's vectors from beginning to end; {@link GloveTraining} can be paused and saved. */
public final class GloveTrainer {
  private GloveTrainer() {}

  /**
   * Trains.
   *
   * @param folder for temporary files of four bytes a word and 24 a pair of words
   * @param loss is told the mean loss of a pair after each epoch
   * @throws BadInputException when no word is frequent enough, no two come together, or the
   *     learning rate is so high that the weights run off
   */
  public static WordVectors train(
      WordSource source, GloveOptions options, Path folder, DoubleConsumer loss) {
    try (GloveTraining training = GloveTraining.of(source, options, folder)) {
      AtomicInteger told = new AtomicInteger();
      training.run(
          () -> false,
          progress -> {
            if (training.epoch() > told.get()) {
              told.set(training.epoch());
              loss.accept(training.loss());
            }
          });
      return training.vectors();
    }
  }
}
