package io.palavra.translator;

import io.palavra.kernels.fit.FusedFit;
import io.palavra.pipeline.corpus.ParallelText;
import io.palavra.pipeline.split.Split;
import io.palavra.training.bundle.BundleWriter;
import io.palavra.training.checkpoint.CheckpointStore;
import io.palavra.training.checkpoint.RunIdentity;
import io.palavra.training.kind.ModelScore;
import io.palavra.training.kind.RunFolder;
import io.palavra.training.kind.RunLock;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.loop.BlasThreads;
import io.palavra.training.loop.Trainer;
import io.palavra.training.loop.TrainingListener;
import io.palavra.training.loop.TrainingResult;
import io.palavra.training.progress.CurvesPlot;
import io.palavra.training.progress.LogSteps;
import io.palavra.training.progress.MetricsTable;
import io.palavra.training.progress.TrainLog;
import io.palavra.training.provenance.DataPart;
import io.palavra.training.provenance.Provenance;
import io.palavra.training.report.MetricsJson;
import io.palavra.training.report.RunFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One run from sentence pairs to the model and its score. */
final class TranslatorRun {
  private static final int SHOWN = 3;

  private final TrainRequest request;
  private final TranslatorOptions options;
  private final Instant started = Instant.now();
  private Consumer<String> say;

  TranslatorRun(TrainRequest request, TranslatorOptions options) {
    this.request = request;
    this.options = options;
    this.say = request.say();
  }

  TrainedRun run() {
    RunFolder folder = RunFolder.check(request.out(), request.resume());
    try (RunLock lock = RunLock.of(folder)) {
      return run(folder, lock);
    }
  }

  private TrainedRun run(RunFolder folder, RunLock lock) {
    TranslatorPreparation ready = TranslatorPreparation.of(request, options);
    CheckpointStore checkpoints = checkpoints(folder, ready);
    if (!checkpoints.goesOn()) {
      folder.requireFree(folder.model());
    }
    folder.create();
    lock.take(request.resume());
    BlasThreads threads = BlasThreads.limit(1);
    try (TrainLog log = new TrainLog(folder.file("train.log"))) {
      say =
          line -> {
            log.say(line);
            request.say().accept(line);
          };
      try {
        return steps(folder, ready, checkpoints, log);
      } catch (RuntimeException | Error e) {
        log.fault(e);
        throw e;
      }
    } finally {
      threads.close();
    }
  }

  private TrainedRun steps(
      RunFolder folder, TranslatorPreparation ready, CheckpointStore checkpoints, TrainLog log) {
    tell(ready);
    FusedFit.install(ready.network());
    request.monitor().ifPresent(monitor -> say.accept(monitor.watch(ready.network())));
    TrainingResult result =
        Trainer.of(options.training(), request.seed())
            .checkpoints(checkpoints)
            .listeners(listeners(folder, log))
            .stopOn(request.stop())
            .budget(request.budget())
            .fit(
                ready.network(),
                ready.batches(),
                new DevTranslations(options, ready.subwords(), ready.dev()))
            .orThrow();
    if (!result.finished()) {
      log.say(result.message());
      return new TrainedRun(folder.model(), false, new TreeMap<>(), result.message());
    }
    say.accept(result.message());
    return finish(folder, ready, result);
  }

  private void tell(TranslatorPreparation ready) {
    say.accept(
        String.format(
            Locale.ROOT,
            "%s: %,d pairs to learn from, %,d to choose by, %,d to test on",
            ready.data().given().name(),
            ready.batches().pairs(),
            ready.dev().size(),
            ready.test().size()));
    say.accept(ready.data().split().how());
    if (ready.batches().leftOut() > 0) {
      say.accept(
          ready.batches().leftOut()
              + " pairs are longer than "
              + options.text().maxTokens()
              + " sub-words and are left out");
    }
    say.accept(
        String.format(
            Locale.ROOT,
            "%,d and %,d sub-words in the vocabularies, %,d numbers to learn",
            ready.subwords().source().size(),
            ready.subwords().target().size(),
            ready.network().numParams()));
  }

  private CheckpointStore checkpoints(RunFolder folder, TranslatorPreparation ready) {
    Split<ParallelText> split = ready.data().split();
    RunIdentity identity =
        RunIdentity.empty()
            .and(options)
            .and("train", split.train().corpus().fingerprint().toString())
            .and("dev", split.dev().corpus().fingerprint().toString())
            .and("seed", String.valueOf(request.seed()));
    return CheckpointStore.in(folder.checkpoints(), identity, request.resume(), say);
  }

  private List<TrainingListener> listeners(RunFolder folder, TrainLog log) {
    List<TrainingListener> all = new ArrayList<>(request.listeners());
    all.add(new MetricsTable(folder.file("metrics.csv")));
    all.add(new CurvesPlot(folder.file("curves.png"), options.training().metric(), say));
    all.add(new LogSteps(log));
    return all;
  }

  private TrainedRun finish(RunFolder folder, TranslatorPreparation ready, TrainingResult result) {
    Translator translator = new Translator(options, ready.subwords(), ready.network());
    ModelScore score = translator.score(ready.test());
    Provenance provenance =
        Provenance.of(
            request,
            ready.data().given().name(),
            parts(ready),
            ready.data().split().how(),
            started);
    BundleWriter.write(
        folder.model(),
        TranslatorBundle.pack(
            options, ready.subwords(), ready.network(), score.metrics(), provenance.toJson()));
    double seconds = Duration.between(started, Instant.now()).toMillis() / 1000.0;
    MetricsJson.write(
        folder.file("metrics.json"),
        score.metrics(),
        Optional.empty(),
        new RunFigures(
            seconds, result.tokensPerSecond(), result.peakMemoryBytes(), request.seed()));
    return new TrainedRun(
        folder.model(), true, score.metrics(), score.summary() + "\n" + shown(translator, ready));
  }

  private String shown(Translator translator, TranslatorPreparation ready) {
    List<String> sources = ready.test().stream().limit(SHOWN).map(ParallelText::source).toList();
    StringBuilder text = new StringBuilder("the first of the test set:");
    List<List<Translation>> found = translator.translate(sources, translator.search());
    for (int i = 0; i < sources.size(); i++) {
      text.append("\n  ").append(sources.get(i));
      text.append("\n    ").append(found.get(i).get(0).text());
    }
    return text.toString();
  }

  private static SortedMap<String, DataPart> parts(TranslatorPreparation ready) {
    Split<ParallelText> split = ready.data().split();
    SortedMap<String, DataPart> parts = new TreeMap<>();
    parts.put("train", new DataPart(split.train().corpus().fingerprint(), ready.batches().pairs()));
    parts.put("dev", new DataPart(split.dev().corpus().fingerprint(), ready.dev().size()));
    parts.put("test", new DataPart(split.test().corpus().fingerprint(), ready.test().size()));
    return parts;
  }
}
