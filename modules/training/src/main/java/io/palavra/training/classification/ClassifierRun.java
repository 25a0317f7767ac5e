package io.palavra.training.classification;

import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.option.OptionValue;
import io.palavra.pipeline.split.DevSet;
import io.palavra.training.baseline.BaselineResult;
import io.palavra.training.baseline.LabelSetBaseline;
import io.palavra.training.bundle.ModelBundle;
import io.palavra.training.checkpoint.CheckpointStore;
import io.palavra.training.checkpoint.RunIdentity;
import io.palavra.training.evaluation.Calibration;
import io.palavra.training.evaluation.LabelSetScores;
import io.palavra.training.evaluation.LabelThresholds;
import io.palavra.training.kind.RunFrame;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.loop.BlasThreads;
import io.palavra.training.loop.Trainer;
import io.palavra.training.loop.TrainingListener;
import io.palavra.training.loop.TrainingResult;
import io.palavra.training.loop.Validator;
import io.palavra.training.provenance.StartFiles;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.deeplearning4j.nn.graph.ComputationGraph;

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

  /**
   * Everything up to the first step.
   *
   * @param begun files that it begins from
   * @param checkpoints of the network
   * @param language checkpoints of the language model that comes before, where one does
   */
  private record Ready(
      Preparation all,
      StartFiles begun,
      CheckpointStore checkpoints,
      CheckpointStore language,
      long seed) {
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
            StartFiles begun =
                all.languageTexts()
                    .map(
                        texts ->
                            StartFiles.of(request)
                                .and("languageTexts", texts.corpus().fingerprint()))
                    .orElseGet(() -> StartFiles.of(request));
            Path folder = frame.folder().checkpoints();
            CheckpointStore checkpoints =
                checkpoints(frame, all.data(), begun, request.seed(), folder);
            CheckpointStore language =
                checkpoints(frame, all.data(), begun, request.seed(), folder.resolve("language"));
            return new Ready(all, begun, checkpoints, language, request.seed());
          }

          @Override
          public boolean goesOn(Ready ready) {
            return ready.checkpoints().goesOn() || ready.language().goesOn();
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
    ready.all().languageTexts().map(LanguageTexts::sentence).ifPresent(record::note);
    Optional<LabelSets> sets = Preparation.sets(options, ready.data());
    sets.ifPresent(s -> frame.say(s.labels().size() + " labels, of which a text may have several"));
    Baselines baselines =
        sets.map(s -> new Baselines(Optional.empty(), Optional.of(record.baseline(s))))
            .orElseGet(() -> new Baselines(Optional.of(record.baseline()), Optional.empty()));
    request.monitor().ifPresent(monitor -> frame.say(monitor.watch(ready.all().network())));
    return trained(frame, ready, record, baselines);
  }

  private TrainedRun stepsAlone(RunFrame frame, Ready ready) {
    Baselines none = new Baselines(Optional.empty(), Optional.empty());
    return trained(frame, ready, record(frame, ready), none);
  }

  /**
   * Beside what the networks are reported, where it was trained.
   *
   * @param ofClasses where a text has one class
   * @param ofLabels where it has several labels
   */
  private record Baselines(
      Optional<BaselineResult> ofClasses, Optional<LabelSetBaseline.Result> ofLabels) {}

  private RunRecord record(RunFrame frame, Ready ready) {
    return new RunRecord(kind.id(), request, ready.data(), frame::say, started, ready.begun());
  }

  private TrainedRun trained(RunFrame frame, Ready ready, RunRecord record, Baselines baselines) {
    return afterLanguage(
        frame, ready, language -> trained(frame, ready, record, baselines, language));
  }

  private TrainedRun trained(
      RunFrame frame,
      Ready ready,
      RunRecord record,
      Baselines baselines,
      Optional<LanguageStage.Learned> language) {
    language.map(LanguageStage.Learned::sentence).ifPresent(record::note);
    List<ComputationGraph> networks = new ArrayList<>();
    List<TrainingResult> results = new ArrayList<>();
    for (int i = 0; i < options.ensemble(); i++) {
      Ready member = i == 0 ? ready : member(frame, ready, i);
      if (i > 0) {
        frame.say("Network " + (i + 1) + " of " + options.ensemble());
      }
      TrainingResult result =
          train(
              member,
              language,
              i == 0 ? frame.listeners(options.training().metric()) : request.listeners());
      if (!result.finished()) {
        return frame.unfinished(result.message());
      }
      frame.say(result.message());
      networks.add(member.all().network());
      results.add(result);
    }
    TrainingResult first = results.get(0);
    RunRecord.Course course =
        new RunRecord.Course(first.history(), first.tokensPerSecond(), first.peakMemoryBytes());
    tellEach(record, ready.data(), networks);
    return Preparation.sets(options, ready.data())
        .map(sets -> finish(frame, ready, record, course, networks, sets, baselines.ofLabels()))
        .orElseGet(
            () ->
                record.finish(
                    frame.folder(),
                    new OfNetworks(ready.all(), networks),
                    course,
                    baselines.ofClasses()));
  }

  /** What each of several networks is worth alone. */
  private void tellEach(RunRecord record, ClassificationData data, List<ComputationGraph> all) {
    if (all.size() == 1 || Preparation.sets(options, data).isPresent()) {
      return;
    }
    DevScorer test = new DevScorer(data.split().test().corpus(), data);
    for (int i = 0; i < all.size(); i++) {
      record.note(
          String.format(
              Locale.ROOT,
              "Network %d alone (seed %d): accuracy %.4f on dev, %.4f on test",
              i + 1,
              request.seed() + i,
              validator(data).score(all.get(i)).metrics().get("accuracy"),
              test.score(all.get(i)).metrics().get("accuracy")));
    }
  }

  /** Of texts with several labels each: thresholds instead of a temperature. */
  private TrainedRun finish(
      RunFrame frame,
      Ready ready,
      RunRecord record,
      RunRecord.Course course,
      List<ComputationGraph> networks,
      LabelSets sets,
      Optional<LabelSetBaseline.Result> baseline) {
    LabelThresholds usual = LabelThresholds.usual(sets.labels().size());
    ClassifierParts parts =
        ClassifierParts.of(kind.id(), kind.cleaning(), ready.data()).with(sets.labels());
    TrainedClassifier<O> raw =
        new TrainedClassifier<>(options, parts, Optional.of(usual), networks);
    LabelSetClassifier classifier =
        (LabelSetClassifier) kind.classifier(raw, request.layers(), Optional.empty());
    try (classifier) {
      LabelThresholds fitted = classifier.fit(ready.data().split().dev().corpus());
      LabelSetScores scores = classifier.scores(ready.data().split().test().corpus(), fitted);
      TrainedClassifier<O> trained =
          new TrainedClassifier<>(options, parts, Optional.of(fitted), networks);
      return record.finish(
          frame.folder(),
          kind.bundles().pack(trained, scores.metrics()),
          course,
          scores,
          fitted,
          baseline);
    }
  }

  /** Another network for the same data, with a seed and checkpoints of its own. */
  private Ready member(RunFrame frame, Ready ready, int number) {
    TrainRequest own = request.withSeed(request.seed() + number);
    Path folder = frame.folder().file("checkpoints-" + (number + 1));
    return new Ready(
        Preparation.of(own, options, kind, ready.data(), number),
        ready.begun(),
        checkpoints(frame, ready.data(), ready.begun(), own.seed(), folder),
        ready.language(),
        own.seed());
  }

  private TrainedRun training(RunFrame frame, Ready ready) {
    return afterLanguage(
        frame,
        ready,
        language -> frame.unfinished(train(ready, language, request.listeners()).message()));
  }

  /** The rest, unless the run was stopped while the language was learned. */
  private TrainedRun afterLanguage(
      RunFrame frame, Ready ready, Function<Optional<LanguageStage.Learned>, TrainedRun> rest) {
    Optional<LanguageStage.Learned> language = language(frame, ready);
    return language
        .map(LanguageStage.Learned::result)
        .filter(result -> !result.finished())
        .map(result -> frame.unfinished(result.message()))
        .orElseGet(() -> rest.apply(language));
  }

  /** What is learned of the language first, where the options ask for it. */
  private Optional<LanguageStage.Learned> language(RunFrame frame, Ready ready) {
    if (options.languageEpochs() > 0 && request.from().isPresent()) {
      frame.say("languageEpochs has no effect: the model that it begins from knows words already");
    }
    if (ready.checkpoints().goesOn() && !ready.language().goesOn()) {
      return Optional.empty();
    }
    return LanguageStage.of(kind, options, request, ready.all())
        .map(stage -> stage.learn(ready.language(), frame::say));
  }

  /**
   * @param language what the network begins from, unless it goes on
   */
  private TrainingResult train(
      Ready ready, Optional<LanguageStage.Learned> language, List<TrainingListener> listeners) {
    language.ifPresent(learned -> learned.into(ready.all().network()));
    long before = language.map(learned -> Math.round(learned.result().seconds())).orElse(0L);
    return Trainer.of(options.training(), ready.seed())
        .checkpoints(ready.checkpoints())
        .listeners(listeners)
        .stopOn(request.stop())
        .budget(
            request.budget().map(time -> time.minusSeconds(before).dividedBy(options.ensemble())))
        .fit(ready.all().network(), ready.all().batches(), validator(ready.data()))
        .orThrow();
  }

  private Validator validator(ClassificationData data) {
    DevSet<LabelledText> dev = data.split().dev();
    return Preparation.sets(options, data)
        .<Validator>map(sets -> new LabelSetScorer(dev, data.encoder(), sets))
        .orElseGet(() -> new DevScorer(dev.corpus(), data));
  }

  private CheckpointStore checkpoints(
      RunFrame frame, ClassificationData data, StartFiles begun, long seed, Path folder) {
    RunIdentity identity =
        RunIdentity.empty()
            .and(options)
            .and("train", data.split().train().corpus().fingerprint().toString())
            .and("dev", data.split().dev().corpus().fingerprint().toString())
            .and("seed", String.valueOf(seed))
            .and("--layers", OptionValue.of(request.layers()))
            .andContent(begun.fingerprints());
    return CheckpointStore.in(folder, identity, request.resume(), frame::say);
  }

  /** The networks that were trained. */
  private final class OfNetworks implements RunRecord.Trained {
    private final Preparation ready;
    private final List<ComputationGraph> networks;

    OfNetworks(Preparation ready, List<ComputationGraph> networks) {
      this.ready = ready;
      this.networks = networks;
    }

    @Override
    public ScoringClassifier raw() {
      TrainedClassifier<O> raw = trained(ready, networks, Calibration.NONE);
      return kind.classifier(raw, request.layers(), Optional.empty());
    }

    @Override
    public ModelBundle bundle(Calibration calibration, SortedMap<String, Double> metrics) {
      return kind.bundles().pack(trained(ready, networks, calibration), metrics);
    }
  }

  private TrainedClassifier<O> trained(
      Preparation ready, List<ComputationGraph> networks, Calibration calibration) {
    ClassifierParts parts = ClassifierParts.of(kind.id(), kind.cleaning(), ready.data());
    return new TrainedClassifier<>(options, parts.with(calibration), Optional.empty(), networks);
  }
}
