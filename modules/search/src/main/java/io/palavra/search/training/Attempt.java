package io.palavra.search.training;

import io.palavra.pipeline.BadInputException;
import io.palavra.search.study.Halt;
import io.palavra.search.study.Outcome;
import io.palavra.search.trial.EpochScore;
import io.palavra.training.loop.StopSignal;
import io.palavra.training.loop.TrainingListener;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * An attempt at a candidate. Whatever the training ends by is an outcome: that it diverged, ran out
 * of memory or crashed is a property of the candidate, not of the search. A place that can not be
 * written or read is neither's: it is thrown, so that the candidate can be gone on with.
 */
public final class Attempt {
  private final Consumer<EpochScore> epochs;
  private final Halt halt;
  private final StopSignal stop;
  private Optional<EpochWatch> watch = Optional.empty();

  private Attempt(Consumer<EpochScore> epochs, Halt halt) {
    this.epochs = epochs;
    this.halt = halt;
    this.stop = new StopSignal(halt::due);
  }

  /** An epoch that could not be written down is no fault of the candidate. */
  private static final class Unwritten extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unwritten(RuntimeException cause) {
      super(cause);
    }
  }

  /**
   * Trains.
   *
   * @param epochs takes every epoch
   * @param halt says whether to stop
   * @param training trains with {@link #watch} among its listeners until {@link #stop} is asked
   *     for; true where it ended by itself
   * @throws BadInputException when the place, or what the search asks for, is at fault
   * @throws UncheckedIOException when a file can not be read or written
   */
  public static Outcome run(Consumer<EpochScore> epochs, Halt halt, Predicate<Attempt> training) {
    Attempt attempt = new Attempt(epochs, halt);
    try {
      return attempt.ended(training.test(attempt));
    } catch (Unwritten e) {
      throw (RuntimeException) e.getCause();
    } catch (BadInputException e) {
      if (e.ofPlace() || e.source().equals("metric")) {
        throw e;
      }
      return Outcome.failed(e.getMessage());
    } catch (UncheckedIOException e) {
      throw e;
    } catch (OutOfMemoryError e) {
      return Outcome.failed("out of memory: " + e.getMessage());
    } catch (RuntimeException | Error e) {
      return Outcome.failed(e.toString().lines().findFirst().orElse("no message"));
    }
  }

  private Outcome ended(boolean finished) {
    if (finished || watch.map(EpochWatch::reached).orElse(false)) {
      return Outcome.done();
    }
    if (halt.interrupted().requested()) {
      return Outcome.interrupted();
    }
    return halt.due() ? Outcome.cut() : Outcome.done();
  }

  /**
   * Follows the training, and stops it when it has gone far enough.
   *
   * @param target epochs in all
   * @param patience epochs without improvement after which it ends sooner; 0 for never
   * @param keepsBest whether the model is that of the best epoch, and not that of the last
   */
  public TrainingListener watch(int target, int patience, boolean keepsBest) {
    EpochWatch follower = new EpochWatch(target, patience, keepsBest, this::pass, stop);
    watch = Optional.of(follower);
    return follower;
  }

  /** Asked for when the training is to stop, in whatever stage it is. */
  public StopSignal stop() {
    return stop;
  }

  private void pass(EpochScore score) {
    try {
      epochs.accept(score);
    } catch (RuntimeException e) {
      throw new Unwritten(e);
    }
  }
}
