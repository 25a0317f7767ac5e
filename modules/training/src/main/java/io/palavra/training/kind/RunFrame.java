package io.palavra.training.kind;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.file.FolderLock;
import io.palavra.training.loop.TrainingListener;
import io.palavra.training.progress.CurvesPlot;
import io.palavra.training.progress.LogSteps;
import io.palavra.training.progress.MetricsTable;
import io.palavra.training.progress.TrainLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What surrounds every training, whatever the model: the folder that is looked at before any work,
 * held against other runs and made once the data have been read; the log; and who is told.
 */
public final class RunFrame {
  private static final String LOG = "train.log";

  private final TrainRequest request;
  private final RunFolder folder;
  private Optional<TrainLog> log = Optional.empty();
  private boolean refused;

  /**
   * A kind's part of a run.
   *
   * @param <P> what has been made ready
   */
  public interface Work<P> {
    /** Reads the data; leaves no trace on disk. */
    P prepare(RunFrame frame);

    /** Whether checkpoints are there to go on from. */
    boolean goesOn(P ready);

    /** Trains, in the folder that is there now. */
    TrainedRun run(RunFrame frame, P ready);
  }

  private RunFrame(TrainRequest request, RunFolder folder) {
    this.request = request;
    this.folder = folder;
  }

  /**
   * A whole run.
   *
   * @throws io.palavra.pipeline.BadInputException when the folder has another run's files, is in
   *     use or can not be written, and as the work throws
   */
  public static <P> TrainedRun run(TrainRequest request, Work<P> work) {
    RunFolder folder = RunFolder.check(request.out(), request.resume());
    try (RunLock lock = RunLock.of(folder)) {
      RunFrame frame = new RunFrame(request, folder);
      P ready = work.prepare(frame);
      boolean goesOn = work.goesOn(ready);
      if (!goesOn) {
        folder.requireUnfinished(request.resume());
      }
      return frame.traceless(
          () -> {
            folder.create();
            lock.take(request.resume());
            return frame.logged(work, ready, goesOn);
          });
    }
  }

  /** The lock's file may go only while the lock is held, so that nobody else has it by then. */
  private TrainedRun traceless(Supplier<TrainedRun> run) {
    RunTraces traces =
        RunTraces.before(
            folder, LOG, folder.checkpoints().getFileName().toString(), FolderLock.NAME);
    try {
      return run.get();
    } finally {
      if (refused) {
        traces.remove();
      }
    }
  }

  private <P> TrainedRun logged(Work<P> work, P ready, boolean goesOn) {
    try (TrainLog open = new TrainLog(folder.file(LOG))) {
      log = Optional.of(open);
      try {
        if (request.resume() && !goesOn) {
          say("No checkpoint in " + folder.checkpoints() + " yet: training from the beginning");
        }
        TrainedRun run = work.run(this, ready);
        if (!run.finished()) {
          open.say(run.summary());
        }
        return run;
      } catch (RuntimeException | Error e) {
        open.fault(e);
        throw e;
      } finally {
        log = Optional.empty();
      }
    }
  }

  /**
   * Does what comes before anything is learned and needs the run's folder, such as room for a large
   * file. Where it finds that the input can not be used, the run leaves no trace.
   */
  public <T> T begin(Supplier<T> work) {
    try {
      return work.get();
    } catch (BadInputException e) {
      refused = true;
      throw e;
    }
  }

  /** The run's folder. */
  public RunFolder folder() {
    return folder;
  }

  /** Tells the person who waits, and the log once there is one. */
  public void say(String line) {
    log.ifPresent(open -> open.say(line));
    request.say().accept(line);
  }

  /**
   * Who is told of the steps of a network: those whom the request names, then {@code metrics.csv},
   * {@code curves.png} and the log.
   *
   * @param metric of the development set that is drawn beside the losses
   */
  public List<TrainingListener> listeners(String metric) {
    List<TrainingListener> all = new ArrayList<>(request.listeners());
    all.add(new MetricsTable(folder.file("metrics.csv")));
    all.add(new CurvesPlot(folder.file("curves.png"), metric, log()::say));
    all.add(new LogSteps(log()));
    return all;
  }

  /** What is left of a run that ends before its model is written. */
  public TrainedRun unfinished(String message) {
    return new TrainedRun(folder.model(), false, new TreeMap<>(), message);
  }

  /**
   * The log.
   *
   * @throws java.util.NoSuchElementException before {@link Work#run}
   */
  public TrainLog log() {
    return log.orElseThrow();
  }
}
