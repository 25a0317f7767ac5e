package io.palavra.embeddings.model;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.checkpoint.StateCheckpoint;
import io.palavra.embeddings.format.VectorFiles;
import io.palavra.embeddings.train.Subsampling;
import io.palavra.embeddings.train.VectorTraining;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.bundle.BundleWriter;
import io.palavra.training.bundle.ModelBundle;
import io.palavra.training.checkpoint.RunIdentity;
import io.palavra.training.kind.ModelScore;
import io.palavra.training.kind.RunFolder;
import io.palavra.training.kind.RunFrame;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.loop.DevScore;
import io.palavra.training.loop.PeakMemory;
import io.palavra.training.loop.TrainingListener.Epoch;
import io.palavra.training.provenance.DataPart;
import io.palavra.training.provenance.Provenance;
import io.palavra.training.report.MetricsJson;
import io.palavra.training.report.RunFigures;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One run from the text to the model and the neighbours of a few words. */
final class EmbeddingsRun implements RunFrame.Work<EmbeddingsRun.Ready> {
  /** Of all places: below this the vectors stay near to the chance that they began with. */
  private static final double FEW_KEPT = 0.001;

  private final TrainRequest request;
  private final EmbeddingsOptions options;
  private final Instant started = Instant.now();
  private boolean rehearsal;

  EmbeddingsRun(TrainRequest request, EmbeddingsOptions options) {
    this.request = request;
    this.options = options;
  }

  /**
   * All that is looked at before the run's folder is made.
   *
   * @param text to learn from
   * @param checkpoint of the run, whether it is there or not
   * @param start vectors that the training begins with
   * @param sets what the vectors are scored by
   */
  record Ready(
      TextWords text,
      StateCheckpoint checkpoint,
      Optional<StartVectors> start,
      Optional<EvaluationSets> sets) {}

  TrainedRun run() {
    return RunFrame.run(request, this);
  }

  /** The training alone, scored on what there is to choose by. */
  TrainedRun rehearse() {
    sets(request.data());
    rehearsal = true;
    return run();
  }

  /**
   * What a rehearsal is scored by.
   *
   * @throws BadInputException when the data come without
   */
  static Path sets(DataRequest data) {
    return data.dev()
        .orElseThrow(
            () ->
                BadInputException.of(
                    "data " + data.data(),
                    "with dev: a file of word similarities or analogies to choose by"));
  }

  @Override
  public Ready prepare(RunFrame frame) {
    TextWords text = TextWords.of(request.data(), options);
    Optional<StartVectors> start =
        request.vectors().map(file -> StartVectors.of(file, options.dimensions()));
    Optional<Path> file = rehearsal ? request.data().dev() : request.data().test();
    return new Ready(
        text,
        new StateCheckpoint(frame.folder().checkpoints(), identity(text, start)),
        start,
        file.map(Path::toString).map(EvaluationSets::read));
  }

  @Override
  public boolean goesOn(Ready ready) {
    return request.resume() && ready.checkpoint().exists();
  }

  @Override
  public TrainedRun run(RunFrame frame, Ready ready) {
    boolean goesOn = goesOn(ready);
    ready.checkpoint().prepare();
    return train(frame, ready, goesOn);
  }

  private RunIdentity identity(TextWords text, Optional<StartVectors> start) {
    RunIdentity identity =
        RunIdentity.empty()
            .and(options.withCheckpointMinutes(0))
            .and("train", text.fingerprint().toString())
            .and("workers", String.valueOf(options.workers()))
            .and("seed", String.valueOf(request.seed()));
    return start
        .map(vectors -> identity.and("vectors", vectors.fingerprint().toString()))
        .orElse(identity);
  }

  private TrainedRun train(RunFrame frame, Ready ready, boolean goesOn) {
    TextWords text = ready.text();
    StateCheckpoint checkpoint = ready.checkpoint();
    frame.say("Reading " + text.name());
    try (VectorTraining training =
        frame.begin(
            () -> options.begin(text.words(), request.seed(), frame.folder().checkpoints()))) {
      double before = 0;
      if (goesOn) {
        before = checkpoint.restore(training);
        frame.say("Going on after " + RunProgress.share(training.progress()));
      } else {
        ready.start().ifPresent(start -> frame.say(frame.begin(() -> start.putInto(training))));
      }
      tell(frame, training);
      RunProgress progress = new RunProgress(options.epochs(), training, before, frame::say);
      boolean whole = steps(training, checkpoint, progress);
      if (!whole && request.stop().requested()) {
        checkpoint.save(training, progress.seconds());
        String message =
            "Stopped after " + RunProgress.share(training.progress()) + "; --resume goes on";
        return frame.unfinished(message);
      }
      if (!whole) {
        frame.say("The time is over after " + RunProgress.share(training.progress()));
      }
      if (rehearsal) {
        checkpoint.save(training, progress.seconds());
        return rehearsed(frame, ready, training, progress);
      }
      TrainedRun run = finish(frame, ready, training, progress);
      checkpoint.remove();
      return run;
    }
  }

  /** Its one score comes at the end, since the learning rate falls to nothing only there. */
  private TrainedRun rehearsed(
      RunFrame frame, Ready ready, VectorTraining training, RunProgress progress) {
    SortedMap<String, Double> metrics =
        new TreeMap<>(VectorScore.of(training.vectors(), ready.sets().orElseThrow()).metrics());
    metrics.put("loss", training.loss());
    Epoch whole =
        new Epoch(
            options.epochs() - 1,
            training.loss(),
            new DevScore(metrics),
            true,
            progress.seconds(),
            progress.wordsPerSecond());
    request.listeners().forEach(listener -> listener.onEpoch(whole));
    return new TrainedRun(frame.folder().model(), false, new TreeMap<>(), "Scored " + metrics);
  }

  private void tell(RunFrame frame, VectorTraining training) {
    frame.say(
        String.format(
            Locale.ROOT,
            "%s read, %,d distinct with at least %s, %s in all",
            Amount.of(training.words().read(), "word"),
            training.words().size(),
            Amount.of(options.minCount(), "place"),
            Amount.of(training.words().total(), "place")));
    if (!training.words().whole()) {
      frame.say(
          String.format(
              Locale.ROOT,
              "More than maxWords=%,d distinct words: the rare were forgotten on the way, so that"
                  + " words are missing and counts are lower bounds",
              options.maxWords()));
    }
    double kept = Subsampling.kept(training.words().counts(), options.sample());
    if (options.model() != VectorModel.GLOVE && kept < FEW_KEPT * training.words().total()) {
      frame.say(
          String.format(
              Locale.ROOT,
              "sample=%s leaves about %,.0f of these places in a pass: little is learned from them",
              options.sample(),
              kept));
    }
  }

  /** Trains with a pause for each checkpoint; false when stopped or out of time. */
  private boolean steps(VectorTraining training, StateCheckpoint checkpoint, RunProgress progress) {
    double every = options.checkpointMinutes() * 60;
    while (true) {
      double due = every > 0 ? progress.seconds() + every : Double.POSITIVE_INFINITY;
      boolean whole =
          Learning.run(
              training,
              options,
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
      RunFrame frame, Ready ready, VectorTraining training, RunProgress progress) {
    RunFolder folder = frame.folder();
    double loss = training.loss();
    long[] counts = training.words().counts();
    WordVectors vectors = training.vectors();
    Optional<LearnedTexts> texts =
        training
            .paragraphs()
            .map(learned -> new LearnedTexts(learned, ready.text().notes().get(), options));
    EmbeddingsModel model = new EmbeddingsModel(vectors, counts, options, texts);
    save(folder, ready, model, new TreeMap<>());
    options
        .vectorsFile()
        .format()
        .ifPresent(
            format ->
                VectorFiles.write(vectors, folder.file(options.vectorsFile().fileName()), format));
    SortedMap<String, Double> test = new TreeMap<>();
    StringBuilder summary = new StringBuilder();
    ready
        .sets()
        .ifPresent(
            sets -> {
              ModelScore score = VectorScore.of(vectors, sets);
              test.putAll(score.metrics());
              summary.append(score.summary()).append('\n');
              save(folder, ready, model, test);
            });
    double seconds = Duration.between(started, Instant.now()).toMillis() / 1000.0;
    RunFigures figures =
        new RunFigures(seconds, progress.wordsPerSecond(), PeakMemory.bytes(), request.seed());
    MetricsJson.write(folder.file("metrics.json"), test, Optional.empty(), figures);
    summary.append(TellingWords.neighbours(vectors));
    summary.append(
        String.format(
            Locale.ROOT,
            "%s of %s%s, loss %.3f, %,.0f words/s, %.1f s in all; in %s",
            Amount.of(vectors.size(), "vector"),
            Amount.of(vectors.dimensions(), "number"),
            texts.map(all -> " and of " + Amount.of(all.notes().size(), "text")).orElse(""),
            loss,
            progress.wordsPerSecond(),
            seconds,
            folder.path()));
    frame.say(String.format(Locale.ROOT, "Done: loss %.4f", loss));
    return new TrainedRun(folder.model(), true, test, summary.toString());
  }

  private void save(
      RunFolder folder, Ready ready, EmbeddingsModel model, SortedMap<String, Double> test) {
    TextWords text = ready.text();
    SortedMap<String, DataPart> parts = new TreeMap<>();
    long places = 0;
    for (long count : model.counts()) {
      places += count;
    }
    parts.put("train", new DataPart(text.fingerprint(), places));
    ready.start().ifPresent(start -> parts.put("vectors", DataPart.file(start.fingerprint())));
    Provenance provenance =
        Provenance.of(request, text.name(), parts, "all of the text is learned from", started);
    ModelBundle bundle = EmbeddingsBundle.pack(model);
    SortedMap<String, String> texts = new TreeMap<>(bundle.texts());
    texts.put(EmbeddingsBundle.PROVENANCE, provenance.toJson());
    texts.put(EmbeddingsBundle.METRICS, VectorScore.json(test));
    BundleWriter.write(folder.model(), new ModelBundle(bundle.kind(), texts, bundle.weights()));
  }
}
