package io.palavra.embeddings.model;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.format.VectorFiles;
import io.palavra.embeddings.train.EmbeddingTraining;
import io.palavra.training.bundle.BundleWriter;
import io.palavra.training.bundle.ModelBundle;
import io.palavra.training.checkpoint.RunIdentity;
import io.palavra.training.kind.ModelScore;
import io.palavra.training.kind.RunFolder;
import io.palavra.training.kind.RunLock;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.loop.PeakMemory;
import io.palavra.training.progress.TrainLog;
import io.palavra.training.provenance.DataPart;
import io.palavra.training.provenance.Provenance;
import io.palavra.training.report.MetricsJson;
import io.palavra.training.report.RunFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One run from the text to the model and the neighbours of a few words. */
final class EmbeddingsRun {
  private final TrainRequest request;
  private final EmbeddingsOptions options;
  private final Instant started = Instant.now();
  private Consumer<String> say;

  EmbeddingsRun(TrainRequest request, EmbeddingsOptions options) {
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
    TextWords text = TextWords.of(request.data(), options);
    EmbeddingsCheckpoint checkpoint =
        new EmbeddingsCheckpoint(folder.checkpoints(), identity(text));
    boolean goesOn = request.resume() && checkpoint.exists();
    if (!goesOn) {
      folder.requireFree(folder.model());
    }
    folder.create();
    lock.take(request.resume());
    checkpoint.prepare();
    try (TrainLog log = new TrainLog(folder.file("train.log"))) {
      say =
          line -> {
            log.say(line);
            request.say().accept(line);
          };
      try {
        TrainedRun run = train(folder, text, checkpoint, goesOn);
        if (!run.finished()) {
          log.say(run.summary());
        }
        return run;
      } catch (RuntimeException | Error e) {
        log.fault(e);
        throw e;
      }
    }
  }

  private RunIdentity identity(TextWords text) {
    return RunIdentity.empty()
        .and(options.withCheckpointMinutes(0))
        .and("train", text.fingerprint().toString())
        .and("workers", String.valueOf(options.training(request.seed()).threads()))
        .and("seed", String.valueOf(request.seed()));
  }

  private TrainedRun train(
      RunFolder folder, TextWords text, EmbeddingsCheckpoint checkpoint, boolean goesOn) {
    say.accept("Reading " + text.name());
    try (EmbeddingTraining training =
        EmbeddingTraining.of(
            text.words(), options.training(request.seed()), folder.checkpoints())) {
      double before = 0;
      if (goesOn) {
        before = checkpoint.restore(training);
        say.accept("Going on after " + RunProgress.share(training.progress()));
      } else if (request.resume()) {
        say.accept(
            "No checkpoint in " + folder.checkpoints() + " yet: training from the beginning");
      }
      tell(training);
      RunProgress progress = new RunProgress(options.epochs(), training, before, say);
      boolean whole = steps(training, checkpoint, progress);
      if (!whole && request.stop().requested()) {
        checkpoint.save(training, progress.seconds());
        String message =
            "Stopped after " + RunProgress.share(training.progress()) + "; --resume goes on";
        return new TrainedRun(folder.model(), false, new TreeMap<>(), message);
      }
      if (!whole) {
        say.accept("The time is over after " + RunProgress.share(training.progress()));
      }
      TrainedRun run = finish(folder, text, training, progress);
      checkpoint.remove();
      return run;
    }
  }

  private void tell(EmbeddingTraining training) {
    say.accept(
        String.format(
            Locale.ROOT,
            "%,d words read, %,d distinct ones with at least %d places, %,d places in all",
            training.words().read(),
            training.words().size(),
            options.minCount(),
            training.words().total()));
  }

  /** Trains with a pause for each checkpoint; false when stopped or out of time. */
  private boolean steps(
      EmbeddingTraining training, EmbeddingsCheckpoint checkpoint, RunProgress progress) {
    double every = options.checkpointMinutes() * 60;
    while (true) {
      double due = every > 0 ? progress.seconds() + every : Double.POSITIVE_INFINITY;
      boolean whole =
          training.run(
              () -> request.stop().requested() || progress.seconds() >= due || over(progress),
              progress);
      if (whole || request.stop().requested() || over(progress)) {
        return whole;
      }
      checkpoint.save(training, progress.seconds());
    }
  }

  private boolean over(RunProgress progress) {
    Optional<Duration> budget = request.budget();
    return budget.isPresent() && progress.seconds() >= budget.get().toMillis() / 1000.0;
  }

  private TrainedRun finish(
      RunFolder folder, TextWords text, EmbeddingTraining training, RunProgress progress) {
    double loss = training.loss();
    long[] counts = training.words().counts();
    WordVectors vectors = training.vectors();
    EmbeddingsModel model = new EmbeddingsModel(vectors, counts, options);
    SortedMap<String, Double> test = new TreeMap<>();
    StringBuilder summary = new StringBuilder();
    request
        .data()
        .test()
        .ifPresent(
            file -> {
              ModelScore score = VectorScore.of(vectors, file);
              test.putAll(score.metrics());
              summary.append(score.summary()).append('\n');
            });
    save(folder, text, model, test);
    options
        .vectorsFile()
        .format()
        .ifPresent(
            format ->
                VectorFiles.write(vectors, folder.file(options.vectorsFile().fileName()), format));
    double seconds = Duration.between(started, Instant.now()).toMillis() / 1000.0;
    RunFigures figures =
        new RunFigures(seconds, progress.wordsPerSecond(), PeakMemory.bytes(), request.seed());
    MetricsJson.write(folder.file("metrics.json"), test, Optional.empty(), figures);
    summary.append(TellingWords.neighbours(vectors));
    summary.append(
        String.format(
            Locale.ROOT,
            "%,d vectors of %d numbers, loss %.3f, %,.0f words/s, %.1f s in all; in %s",
            vectors.size(),
            vectors.dimensions(),
            loss,
            progress.wordsPerSecond(),
            seconds,
            folder.path()));
    say.accept(String.format(Locale.ROOT, "Done: loss %.4f", loss));
    return new TrainedRun(folder.model(), true, test, summary.toString());
  }

  private void save(
      RunFolder folder, TextWords text, EmbeddingsModel model, SortedMap<String, Double> test) {
    SortedMap<String, DataPart> parts = new TreeMap<>();
    long places = 0;
    for (long count : model.counts()) {
      places += count;
    }
    parts.put("train", new DataPart(text.fingerprint(), places));
    Provenance provenance =
        Provenance.of(request, text.name(), parts, "all of the text is learned from", started);
    ModelBundle bundle = EmbeddingsBundle.pack(model);
    SortedMap<String, String> texts = new TreeMap<>(bundle.texts());
    texts.put(EmbeddingsBundle.PROVENANCE, provenance.toJson());
    texts.put(EmbeddingsBundle.METRICS, VectorScore.json(test));
    BundleWriter.write(folder.model(), new ModelBundle(bundle.kind(), texts, bundle.weights()));
  }
}
