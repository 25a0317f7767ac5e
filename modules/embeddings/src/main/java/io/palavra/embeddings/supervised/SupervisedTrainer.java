package io.palavra.embeddings.supervised;

import io.palavra.embeddings.fasttext.FastTextModel;
import io.palavra.pipeline.BadInputException;
import java.util.function.DoubleConsumer;

/** Trains a classifier that has a row for every bucket, as the program fastText writes it. */
public final class SupervisedTrainer {

  private SupervisedTrainer() {}

  /** As {@link #train(LabelledLines, SupervisedOptions, DoubleConsumer)}, silently. */
  public static FastTextModel train(LabelledLines source, SupervisedOptions options) {
    return train(source, options, share -> {});
  }

  /**
   * Trains.
   *
   * @param progress is told now and then, from any of the threads that train, which share is done
   * @throws BadInputException when there is no line with a label, when the tables would be larger
   *     than an array can be, or when the learning rate is so high that the weights run off
   */
  public static FastTextModel train(
      LabelledLines source, SupervisedOptions options, DoubleConsumer progress) {
    SupervisedTraining training = SupervisedTraining.ofAllBuckets(source, options);
    while (training.epochsDone() < options.epochs()) {
      training.epoch(() -> false, progress);
    }
    return training.model();
  }
}
