package io.palavra.training.loop;

import io.palavra.pipeline.BadInputException;
import io.palavra.training.loop.TrainingListener.Epoch;
import java.util.List;
import java.util.Optional;

/**
 * What came of a training. The network has the parameters of the best epoch, where there is one.
 *
 * @param stop why it ended
 * @param best the best epoch
 * @param history all epochs, those before a resume included
 * @param steps updates in all
 * @param tokens learned from in all
 * @param tokensPerSecond in training alone
 * @param seconds in all
 * @param peakMemoryBytes of the process: the Java heap and all that lies outside it
 * @param message for a person: why it ended, and how to go on where it can
 * @param divergence the complaint, where it diverged
 */
public record TrainingResult(
    StopReason stop,
    Optional<Epoch> best,
    List<Epoch> history,
    long steps,
    long tokens,
    double tokensPerSecond,
    double seconds,
    long peakMemoryBytes,
    String message,
    Optional<BadInputException> divergence) {

  /** Copies the list. */
  public TrainingResult {
    history = List.copyOf(history);
  }

  /** Whether there is a model to keep; not when it was interrupted or diverged. */
  public boolean finished() {
    return stop != StopReason.INTERRUPTED && stop != StopReason.DIVERGED;
  }

  /**
   * Itself, unless it diverged.
   *
   * @throws BadInputException that names the learning rate, the step and the last good checkpoint
   */
  public TrainingResult orThrow() {
    divergence.ifPresent(
        complaint -> {
          throw complaint;
        });
    return this;
  }
}
