package io.palavra.search.tune;

import io.palavra.pipeline.BadInputException;
import io.palavra.search.arbiter.ArbiterRun;
import io.palavra.search.file.TuneFile;
import io.palavra.search.journal.Event;
import io.palavra.search.study.Halt;
import io.palavra.search.study.Study;
import io.palavra.search.study.StudyListener;
import io.palavra.search.study.Task;
import io.palavra.search.study.Workbench;
import io.palavra.search.training.CandidateRequest;
import io.palavra.search.training.KindBench;
import io.palavra.search.training.ProcessBench;
import io.palavra.search.trial.EpochScore;
import io.palavra.search.trial.Trial;
import io.palavra.search.trial.TrialId;
import io.palavra.search.trial.TrialStatus;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.loop.BlasThreads;
import io.palavra.training.loop.StopSignal;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A search from its file to its winner: candidates, repeats of the best with further seeds, and one
 * look at the test set, for the winner.
 *
 * <pre>{@code
 * TuneFile file = new TuneFileReader(kinds).read(path);
 * TuneResult result = Tuning.of(file, new SearchFolder(out)).run(false);
 * }</pre>
 */
public final class Tuning {
  private final TuneFile file;
  private final SearchFolder folder;
  private final StopSignal stop;
  private final StudyListener listener;
  private final Optional<Workbench> bench;
  private final Optional<Path> source;

  private Tuning(
      TuneFile file,
      SearchFolder folder,
      StopSignal stop,
      StudyListener listener,
      Optional<Workbench> bench,
      Optional<Path> source) {
    this.file = file;
    this.folder = folder;
    this.stop = stop;
    this.listener = listener;
    this.bench = bench;
    this.source = source;
  }

  /** A search that tells nobody and that nobody stops. */
  public static Tuning of(TuneFile file, SearchFolder folder) {
    return new Tuning(
        file, folder, new StopSignal(), StudyListener.none(), Optional.empty(), Optional.empty());
  }

  /** Stops soon when asked to; what was trained so far is on disk. */
  public Tuning stopOn(StopSignal value) {
    return new Tuning(file, folder, value, listener, bench, source);
  }

  /** Tells this one. */
  public Tuning listener(StudyListener value) {
    return new Tuning(file, folder, stop, value, bench, source);
  }

  /** Trains candidates there, and takes what that says; nothing is tested in the end. */
  public Tuning on(Workbench value) {
    return new Tuning(file, folder, stop, listener, Optional.of(value), source);
  }

  /** Keeps a copy of the file that describes the search beside it. */
  public Tuning keeping(Path value) {
    return new Tuning(file, folder, stop, listener, bench, Optional.of(value));
  }

  /**
   * Searches.
   *
   * @param resume whether to go on with the search in the folder
   * @throws BadInputException when the data can not be read, the folder has or lacks a search, the
   *     search there was another, or no candidate could be trained
   */
  public TuneResult run(boolean resume) {
    if (bench.isEmpty()) {
      file.requireUsable();
    }
    try (Study study = study(resume)) {
      source.ifPresent(folder::keep);
      Halt halt = new Halt(stop, study::timeOver);
      execute(study, halt, study::next);
      if (!stop.requested()) {
        repeat(study, halt);
      }
      Ranking ranking = Ranking.of(file.objective(), study.trials());
      if (stop.requested()) {
        return result(study, ranking, false);
      }
      Ranking.Standing winner = ranking.winner().orElseThrow(() -> nothing(study));
      boolean tested = bench.isPresent() || test(study, winner.trial());
      folder.keepCheckpointsOf(Set.of(winner.trial().id()));
      return result(study, ranking, tested);
    }
  }

  private Study study(boolean asked) {
    boolean resume = asked && !folder.unborn();
    Pruning pruning = new Pruning();
    if (!resume) {
      folder.begin(source);
      Study study = Study.begin(folder.journal(), file.plan(), strategy(), pruning);
      // Half an epoch of a search that was here before is nothing to go on from.
      folder.keepCheckpointsOf(Set.of());
      return study;
    }
    Study study = Study.resume(folder.journal(), file.plan(), strategy(), pruning);
    pruning.ended.addAll(study.trials());
    return study;
  }

  private io.palavra.search.strategy.Strategy strategy() {
    return file.strategy().make(file.space(), file.budget(), file.seed());
  }

  /** One thread for each product while several networks learn, whoever begins or ends first. */
  private void execute(Study study, Halt halt, Supplier<Optional<Task>> next) {
    Workbench where = bench.orElseGet(this::ownBench);
    boolean together = file.parallel() > 1 && bench.isEmpty() && !file.ownProcess();
    Optional<BlasThreads> threads = together ? Optional.of(BlasThreads.limit(1)) : Optional.empty();
    try {
      new ArbiterRun(study, file.objective(), where, halt, file.parallel()).execute(next);
    } finally {
      threads.ifPresent(BlasThreads::close);
    }
  }

  private Workbench ownBench() {
    CandidateRequest request = file.request();
    return file.ownProcess()
        ? new ProcessBench(request, folder.candidates())
        : new KindBench(request, folder.candidates());
  }

  private void repeat(Study study, Halt halt) {
    List<TrialId> top =
        Ranking.of(file.objective(), study.trials()).top(file.repeats().top()).stream()
            .map(Trial::id)
            .toList();
    int seeds = file.repeats().seeds();
    execute(
        study,
        halt,
        () -> {
          for (int repeat = 1; repeat < seeds; repeat++) {
            for (TrialId id : top) {
              Optional<Task> task = study.repeat(id, repeat, file.budget().epochs());
              if (task.isPresent()) {
                return task;
              }
            }
          }
          return Optional.empty();
        });
  }

  private static BadInputException nothing(Study study) {
    String reason =
        study.trials().stream()
            .filter(trial -> trial.status() == TrialStatus.FAILED)
            .map(trial -> "; candidate " + trial.id() + ": " + trial.reason())
            .findFirst()
            .orElse("; the time was over before");
    return BadInputException.of(
        "search", "a candidate that can be trained, but there is none" + reason);
  }

  /** Goes on with the winner to the end, where its kind looks at the test set. */
  private boolean test(Study study, Trial winner) {
    if (study.tested().filter(t -> t.id().equals(winner.id())).isPresent()) {
      return true;
    }
    listener.onLine("Scoring candidate " + winner.id() + " on the test set");
    CandidateRequest request = file.request();
    TrainedRun run =
        request
            .kind()
            .train(
                request.in(
                    folder.of(winner.id()),
                    request.options(winner.options()),
                    winner.seed(),
                    stop));
    if (run.finished()) {
      study.test(winner.id(), run.test());
    }
    return run.finished();
  }

  private TuneResult result(Study study, Ranking ranking, boolean finished) {
    Optional<Event.Tested> tested = finished ? study.tested() : Optional.empty();
    return new TuneResult(
        finished,
        study.trials(),
        ranking,
        tested.map(Event.Tested::test).orElseGet(TreeMap::new),
        tested.map(t -> folder.of(t.id()).resolve("model.palavra")),
        study.seconds());
  }

  /** Passes on what happens, and keeps the disk from filling up with what lost. */
  private final class Pruning implements StudyListener {
    private final Set<Trial> ended = new HashSet<>();

    @Override
    public void onResumed(List<Trial> former) {
      listener.onResumed(former);
      former.stream().filter(trial -> trial.status() != TrialStatus.RUNNING).forEach(ended::add);
    }

    @Override
    public void onAsked(Trial trial) {
      listener.onAsked(trial);
    }

    @Override
    public void onEpoch(Trial trial, EpochScore score) {
      listener.onEpoch(trial, score);
    }

    @Override
    public void onTold(Trial trial) {
      listener.onTold(trial);
      ended.add(trial);
      if (!file.strategy().halves() && trial.id().repeat() == 0 && file.parallel() == 1) {
        folder.keepCheckpointsOf(
            Ranking.of(file.objective(), List.copyOf(ended)).top(file.repeats().top()).stream()
                .map(Trial::id)
                .collect(Collectors.toSet()));
      }
    }

    @Override
    public void onLine(String line) {
      listener.onLine(line);
    }
  }
}
