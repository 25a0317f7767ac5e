package io.palavra.training.classification;

import io.palavra.training.baseline.BaselineResult;
import io.palavra.training.bundle.ModelBundle;
import io.palavra.training.checkpoint.CheckpointStore;
import io.palavra.training.checkpoint.RunIdentity;
import io.palavra.training.evaluation.Calibration;
import io.palavra.training.kind.RunFrame;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.loop.BlasThreads;
import io.palavra.training.loop.Trainer;
import io.palavra.training.loop.TrainingListener;
import io.palavra.training.loop.TrainingResult;
import io.palavra.training.progress.CurvesPlot;
import io.palavra.training.progress.LogSteps;
import io.palavra.training.progress.MetricsTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** One run from the data to the model and its report. */
final class ClassifierRun<O extends Record & ClassifierOptions<O>> {
  private final ClassifierKind<O> kind;
  private final TrainRequest request;
  private final O options;
  private final Instant started = Instant.now();

  ClassifierRun(ClassifierKind<O> kind, TrainRequest request) {
    this.kind = kind;
    this.request = request;
    this.options = Preparation.options(request, kind.type());
  }

  /** From the data to the model and its report. */
  TrainedRun run() {
    return in(this::steps);
  }

  /** From the data to the model, without the baseline and the check of the data. */
  TrainedRun compete() {
    return in(this::stepsAlone);
  }

  /** The training alone. */
  TrainedRun rehearse() {
    return in(this::training);
  }

  /** Everything up to the first step, and where the run's checkpoints are. */
  private record Ready(Preparation all, CheckpointStore checkpoints) {
    ClassificationData data() {
      return all.data();
    }
  }

  private TrainedRun in(BiFunction<RunFrame, Ready, TrainedRun> work) {
    return RunFrame.run(
        request,
        new RunFrame.Work<Ready>() {
          @Override
          public Ready prepare(RunFrame frame) {
            Preparation all = Preparation.of(request, options, kind);
            return new Ready(all, checkpoints(frame, all.data()));
          }

          @Override
          public boolean goesOn(Ready ready) {
            return ready.checkpoints().goesOn();
          }

          @Override
          public TrainedRun run(RunFrame frame, Ready ready) {
            BlasThreads threads = BlasThreads.limit(kind.blasThreads());
            try {
              return work.apply(frame, ready);
            } finally {
              threads.close();
            }
          }
        });
  }

  private TrainedRun steps(RunFrame frame, Ready ready) {
    RunRecord record = record(frame, ready);
    record.tell(ready.all().empty(), ready.all().network().numParams());
    BaselineResult baseline = record.baseline();
    request.monitor().ifPresent(monitor -> frame.say(monitor.watch(ready.all().network())));
    return trained(frame, ready, record, Optional.of(baseline));
  }

  private TrainedRun stepsAlone(RunFrame frame, Ready ready) {
    return trained(frame, ready, record(frame, ready), Optional.empty());
  }

  private RunRecord record(RunFrame frame, Ready ready) {
    return new RunRecord(kind.id(), request, ready.data(), frame::say, started);
  }

  private TrainedRun trained(
      RunFrame frame, Ready ready, RunRecord record, Optional<BaselineResult> baseline) {
    TrainingResult result = train(ready, listeners(frame));
    if (!result.finished()) {
      return unfinished(frame, result);
    }
    frame.say(result.message());
    RunRecord.Course course =
        new RunRecord.Course(result.history(), result.tokensPerSecond(), result.peakMemoryBytes());
    return record.finish(frame.folder(), new OfNetwork(ready.all()), course, baseline);
  }

  private TrainedRun training(RunFrame frame, Ready ready) {
    return unfinished(frame, train(ready, request.listeners()));
  }

  private static TrainedRun unfinished(RunFrame frame, TrainingResult result) {
    return new TrainedRun(frame.folder().model(), false, new TreeMap<>(), result.message());
  }

  private TrainingResult train(Ready ready, List<TrainingListener> listeners) {
    return Trainer.of(options.training(), request.seed())
        .checkpoints(ready.checkpoints())
        .listeners(listeners)
        .stopOn(request.stop())
        .budget(request.budget())
        .fit(
            ready.all().network(),
            ready.all().batches(),
            new DevScorer(
                ready.data().split().dev(), ready.data().encoder(), ready.data().labels().labels()))
        .orThrow();
  }

  private CheckpointStore checkpoints(RunFrame frame, ClassificationData data) {
    RunIdentity identity =
        RunIdentity.empty()
            .and(options)
            .and("train", data.split().train().corpus().fingerprint().toString())
            .and("dev", data.split().dev().corpus().fingerprint().toString())
            .and("seed", String.valueOf(request.seed()))
            .and("layers", request.layers().name().toLowerCase(Locale.ROOT))
            .and("vectors", request.vectors().map(Object::toString).orElse("none"));
    return CheckpointStore.in(frame.folder().checkpoints(), identity, request.resume(), frame::say);
  }

  private List<TrainingListener> listeners(RunFrame frame) {
    List<TrainingListener> all = new ArrayList<>(request.listeners());
    all.add(new MetricsTable(frame.folder().file("metrics.csv")));
    all.add(
        new CurvesPlot(
            frame.folder().file("curves.png"), options.training().metric(), frame.log()::say));
    all.add(new LogSteps(frame.log()));
    return all;
  }

  /** The network that was trained. */
  private final class OfNetwork implements RunRecord.Trained {
    private final Preparation ready;

    OfNetwork(Preparation ready) {
      this.ready = ready;
    }

    @Override
    public ScoringClassifier raw() {
      TrainedClassifier<O> raw = trained(ready, Calibration.NONE);
      return kind.classifier(raw, request.layers(), Optional.empty());
    }

    @Override
    public ModelBundle bundle(Calibration calibration, SortedMap<String, Double> metrics) {
      return kind.bundles().pack(trained(ready, calibration), metrics);
    }
  }

  private TrainedClassifier<O> trained(Preparation ready, Calibration calibration) {
    ClassifierParts parts = ClassifierParts.of(kind.id(), kind.cleaning(), ready.data());
    return new TrainedClassifier<>(options, parts.with(calibration), ready.network());
  }
}
