package io.palavra.embeddings.train;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.checkpoint.StateCheckpoint;
import io.palavra.embeddings.text.CountedWords;
import io.palavra.pipeline.BadInputException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A training of word vectors that can be paused, saved, and gone on with. With one worker, a
 * training that was saved, restored and gone on with gives the same bits as one that was not.
 */
public interface VectorTraining extends AutoCloseable, StateCheckpoint.State {

  /** The words that get vectors. */
  CountedWords words();

  /** How far training is. */
  Progress progress();

  /** The loss as it is now: comparable over a training, not between trainings of other options. */
  double loss();

  /** Bytes of the tables that are learned, and of what else is held for learning. */
  long tableBytes();

  /** Bytes of what a model keeps of them. */
  long vectorBytes();

  /** Numbers that are learned. */
  long parameters();

  /**
   * Goes on from vectors that were trained before: a word that they have begins with its vector,
   * all others begin anew. To be called before the first run.
   *
   * @return how many words had a vector
   * @throws BadInputException when they have another number of dimensions
   */
  int startFrom(WordVectors saved);

  /**
   * Trains until all epochs are through, or until it is asked to pause.
   *
   * @param pause asked before the first step, then several times a second, by this thread
   * @param progress told as often, by this thread, and once at the end
   * @return whether all epochs are through
   * @throws BadInputException when the weights are no finite numbers any more, since the learning
   *     rate is too high; what was saved before stays as it is
   */
  boolean run(BooleanSupplier pause, Consumer<Progress> progress);

  /** The vectors of words as they are now; training must not go on. */
  WordVectors vectors();

  /** The vectors of the text's paragraphs, where they get some; training must not go on. */
  default Optional<ParagraphVectors> paragraphs() {
    return Optional.empty();
  }

  @Override
  void close();

  /**
   * Looks whether vectors fit a training.
   *
   * @throws BadInputException when they have another number of dimensions
   */
  static void requireDimensions(WordVectors saved, int dimensions) {
    if (saved.dimensions() != dimensions) {
      throw BadInputException.of(
          "dimensions", Integer.toString(saved.dimensions()), dimensions + " as trained");
    }
  }

  /** Takes a word that saved vectors have. */
  @FunctionalInterface
  interface Known {

    /**
     * One word.
     *
     * @param word its number in the training
     * @param saved its number among the saved vectors
     */
    void take(int word, int saved);
  }

  /**
   * Goes through the words of a training that saved vectors have.
   *
   * @return how many there are
   */
  static int eachKnown(CountedWords words, WordVectors saved, Known known) {
    int count = 0;
    for (int word = 0; word < words.size(); word++) {
      int number = saved.find(words.word(word));
      if (number >= 0) {
        known.take(word, number);
        count++;
      }
    }
    return count;
  }
}
