package io.palavra.search.training;

import io.palavra.pipeline.BadInputException;
import io.palavra.search.study.Halt;
import io.palavra.search.study.Outcome;
import io.palavra.search.study.Task;
import io.palavra.search.study.Workbench;
import io.palavra.search.trial.EpochScore;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.loop.StopSignal;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Trains candidates in this process, each in a folder of its own. */
public final class KindBench implements Workbench {
  private final CandidateRequest request;
  private final Path folder;

  /**
   * @param folder in which each candidate gets one by its name
   */
  public KindBench(CandidateRequest request, Path folder) {
    this.request = request;
    this.folder = folder;
  }

  @Override
  public Outcome train(Task task, Consumer<EpochScore> epochs, Halt halt) {
    return train(request, folder.resolve(task.id().toString()), task, epochs, halt);
  }

  /** An epoch that could not be written down is no fault of the candidate. */
  private static final class Unwritten extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unwritten(RuntimeException cause) {
      super(cause);
    }
  }

  static Outcome train(
      CandidateRequest request, Path folder, Task task, Consumer<EpochScore> epochs, Halt halt) {
    try {
      Record options = request.options(task.options());
      StopSignal stop = new StopSignal();
      EpochWatch watch =
          new EpochWatch(
              task.epochs(), request.patience(options), score -> pass(epochs, score), halt, stop);
      TrainedRun run =
          request
              .kind()
              .rehearse(
                  request.in(folder, options, task.seed(), stop).withListeners(List.of(watch)));
      if (run.finished() || watch.reached()) {
        return Outcome.done();
      }
      if (halt.interrupted().requested()) {
        return Outcome.interrupted();
      }
      return halt.due() ? Outcome.cut() : Outcome.done();
    } catch (Unwritten e) {
      throw (RuntimeException) e.getCause();
    } catch (BadInputException e) {
      if (e.source().equals("metric")) {
        throw e;
      }
      return Outcome.failed(e.getMessage());
    } catch (OutOfMemoryError e) {
      return Outcome.failed("out of memory: " + e.getMessage());
    } catch (RuntimeException | Error e) {
      return Outcome.failed(e.toString().lines().findFirst().orElse("no message"));
    }
  }

  private static void pass(Consumer<EpochScore> epochs, EpochScore score) {
    try {
      epochs.accept(score);
    } catch (RuntimeException e) {
      throw new Unwritten(e);
    }
  }
}
