package io.palavra.training.classification;

import io.palavra.pipeline.encode.TextOptions;
import io.palavra.training.loop.TrainingOptions;

/**
 * What the options record of every text classifier has besides its network's options.
 *
 * @param <O> the record itself
 */
public interface ClassifierOptions<O extends Record & ClassifierOptions<O>> {

  /** From text to ids. */
  TextOptions text();

  /** How the network learns. */
  TrainingOptions training();

  /** What stands between the labels of a text that has several; empty where each has one class. */
  default String labelSeparator() {
    return "";
  }

  /** Networks with seeds one apart, whose probabilities are averaged. */
  default int ensemble() {
    return 1;
  }

  /** Passes over the training texts in which the network first learns to foretell their words. */
  default int languageEpochs() {
    return 0;
  }

  /**
   * Data sets whose texts it learns to foretell, too: catalogue names or paths with commas between
   * them; empty for the training texts alone.
   */
  default String languageTexts() {
    return "";
  }

  /** Whether words that only the file of given vectors has are known words, too. */
  default boolean vectorWords() {
    return false;
  }

  /** The same network without dropout of any kind. */
  O withoutDropout();

  /** The same network with other options for text and training. */
  O with(TextOptions text, TrainingOptions training);
}
