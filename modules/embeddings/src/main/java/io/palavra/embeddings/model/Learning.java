package io.palavra.embeddings.model;

import io.palavra.embeddings.train.Divergence;
import io.palavra.embeddings.train.Progress;
import io.palavra.embeddings.train.VectorTraining;
import io.palavra.pipeline.BadInputException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A training that complains in the terms of the run's options. */
final class Learning {
  private Learning() {}

  /**
   * Trains as {@link VectorTraining#run} does. A learning rate that is too high is named as the
   * user gave it, which is not what each way of training makes of it.
   */
  static boolean run(
      VectorTraining training,
      EmbeddingsOptions options,
      BooleanSupplier pause,
      Consumer<Progress> progress) {
    try {
      return training.run(pause, progress);
    } catch (BadInputException e) {
      if (!e.source().equals(Divergence.OPTION)) {
        throw e;
      }
      throw BadInputException.of(
              Divergence.OPTION, Double.toString(options.learningRate()), e.expected())
          .because(e);
    }
  }
}
