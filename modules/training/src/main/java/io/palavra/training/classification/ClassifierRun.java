package io.palavra.training.classification;

import io.palavra.pipeline.check.CheckOptions;
import io.palavra.pipeline.check.DataCheck;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.split.Split;
import io.palavra.pipeline.vocabulary.Labels;
import io.palavra.training.baseline.BaselineResult;
import io.palavra.training.baseline.LinearBaseline;
import io.palavra.training.baseline.LinearOptions;
import io.palavra.training.bundle.BundleWriter;
import io.palavra.training.bundle.ModelBundle;
import io.palavra.training.checkpoint.CheckpointStore;
import io.palavra.training.checkpoint.RunIdentity;
import io.palavra.training.evaluation.Calibration;
import io.palavra.training.evaluation.Evaluation;
import io.palavra.training.evaluation.EvaluationReport;
import io.palavra.training.evaluation.Predictions;
import io.palavra.training.kind.RunFolder;
import io.palavra.training.kind.RunFrame;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.loop.BlasThreads;
import io.palavra.training.loop.Trainer;
import io.palavra.training.loop.TrainingListener;
import io.palavra.training.loop.TrainingResult;
import io.palavra.training.options.OptionBinder;
import io.palavra.training.progress.CurvesPlot;
import io.palavra.training.progress.LogSteps;
import io.palavra.training.progress.MetricsTable;
import io.palavra.training.provenance.DataPart;
import io.palavra.training.provenance.Provenance;
import io.palavra.training.report.ReportInput;
import io.palavra.training.report.ReportLanguage;
import io.palavra.training.report.RunFigures;
import io.palavra.training.report.RunReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
  private final List<String> notes = new ArrayList<>();

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
    tell(frame, ready.all());
    BaselineResult baseline = baseline(frame, ready.data());
    request.monitor().ifPresent(monitor -> frame.say(monitor.watch(ready.all().network())));
    return trained(frame, ready, Optional.of(baseline));
  }

  private TrainedRun stepsAlone(RunFrame frame, Ready ready) {
    return trained(frame, ready, Optional.empty());
  }

  private TrainedRun trained(RunFrame frame, Ready ready, Optional<BaselineResult> baseline) {
    TrainingResult result = train(ready, listeners(frame));
    if (!result.finished()) {
      return unfinished(frame, result);
    }
    frame.say(result.message());
    return finish(frame.folder(), ready.all(), result, baseline);
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

  private void tell(RunFrame frame, Preparation ready) {
    ClassificationData data = ready.data();
    frame.say(
        String.format(
            Locale.ROOT,
            "%s: %,d texts to learn from, %,d to choose by, %,d to test on; %d classes",
            data.given().name(),
            data.labels().total(),
            data.devRows(),
            data.testRows(),
            data.labels().labels().size()));
    note(frame, data.split().how());
    check(data).ifPresent(line -> note(frame, line));
    if (ready.empty() > 0) {
      note(frame, ready.empty() + " training texts have no token and are left out");
    }
    frame.say(
        String.format(
            Locale.ROOT,
            "%,d words in the vocabulary, %,d numbers to learn",
            data.encoder().vocabulary().size(),
            ready.network().numParams()));
  }

  /** The gravest of what a careful person would have seen. */
  private Optional<String> check(ClassificationData data) {
    Split<LabelledText> split = data.sample();
    DataCheck check = new DataCheck(CheckOptions.defaults(), data.encoder().tokenizer());
    return check
        .check(
            split.train().corpus(),
            Optional.of(split.dev().corpus()),
            Optional.of(split.test().corpus()))
        .gravest()
        .map(
            finding ->
                "Data check"
                    + (data.sampled() ? " of a sample of the texts: " : ": ")
                    + finding.message());
  }

  private void note(RunFrame frame, String line) {
    notes.add(line);
    frame.say(line);
  }

  private BaselineResult baseline(RunFrame frame, ClassificationData data) {
    LinearOptions linear =
        options.text().tokenizer().equals("characters")
            ? LinearOptions.characters()
            : LinearOptions.words();
    BaselineResult result =
        LinearBaseline.train(
                new Split<>(
                    data.sample().train(),
                    data.sample().dev(),
                    data.split().test(),
                    data.split().how()),
                data.labels().labels(),
                data.encoder().tokenizer(),
                linear,
                request.seed())
            .outOf(data.labels().total());
    frame.say(
        String.format(
            Locale.ROOT,
            "Linear baseline: accuracy %.4f on dev, %.1f s (%s)",
            result.devAccuracy(),
            result.seconds(),
            result.description()));
    return result;
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

  private TrainedRun finish(
      RunFolder folder,
      Preparation ready,
      TrainingResult result,
      Optional<BaselineResult> baseline) {
    ClassificationData data = ready.data();
    Split<LabelledText> split = data.split();
    TrainedClassifier<O> raw = trained(ready, Calibration.NONE);
    try (NetworkClassifier classifier = kind.classifier(raw, request.layers(), Optional.empty())) {
      Calibration calibration = Calibration.fit(classifier.predict(split.dev().corpus()));
      Predictions test = classifier.predict(split.test().corpus());
      EvaluationReport report =
          baseline
              .map(b -> Evaluation.of(test, calibration, b.test(), request.seed()))
              .orElseGet(() -> Evaluation.of(test, calibration, request.seed()));
      ModelBundle bundle = kind.bundles().pack(trained(ready, calibration), report.metrics());
      Provenance provenance =
          Provenance.of(request, data.given().name(), parts(data), split.how(), started);
      BundleWriter.write(folder.model(), withProvenance(bundle, provenance));
      report(folder, result, report, baseline, provenance);
      return new TrainedRun(folder.model(), true, report.metrics(), report.summary());
    }
  }

  private TrainedClassifier<O> trained(Preparation ready, Calibration calibration) {
    Labels labels = ready.data().labels().labels();
    return new TrainedClassifier<>(
        kind.id(),
        options,
        kind.cleaning(),
        ready.data().encoder(),
        labels,
        calibration,
        ready.network());
  }

  private SortedMap<String, DataPart> parts(ClassificationData data) {
    SortedMap<String, DataPart> parts = new TreeMap<>();
    Split<LabelledText> split = data.split();
    parts.put("train", new DataPart(split.train().corpus().fingerprint(), data.labels().total()));
    parts.put("dev", new DataPart(split.dev().corpus().fingerprint(), data.devRows()));
    parts.put("test", new DataPart(split.test().corpus().fingerprint(), data.testRows()));
    return parts;
  }

  private static ModelBundle withProvenance(ModelBundle bundle, Provenance provenance) {
    SortedMap<String, String> texts = new TreeMap<>(bundle.texts());
    texts.put(ClassifierFiles.PROVENANCE, provenance.toJson());
    return new ModelBundle(bundle.kind(), texts, bundle.weights());
  }

  private void report(
      RunFolder folder,
      TrainingResult result,
      EvaluationReport report,
      Optional<BaselineResult> baseline,
      Provenance provenance) {
    double seconds = Duration.between(started, Instant.now()).toMillis() / 1000.0;
    RunFigures figures =
        new RunFigures(seconds, result.tokensPerSecond(), result.peakMemoryBytes(), request.seed());
    Map<String, String> shown = new LinkedHashMap<>();
    OptionBinder.describe(options).forEach(o -> shown.put(o.name(), o.defaultValue()));
    ReportInput input =
        new ReportInput(
            kind.id() + " on " + provenance.dataName(),
            report,
            baseline.map(BaselineResult::description).orElse(""),
            Optional.of(figures),
            result.history(),
            shown,
            provenance.toMap(),
            notes,
            ReportLanguage.of(Locale.getDefault()));
    RunReport.write(folder.path(), input, figures);
  }
}
