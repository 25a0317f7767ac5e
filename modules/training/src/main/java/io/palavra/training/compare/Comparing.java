package io.palavra.training.compare;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.Fingerprint;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.Located;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.datavec.Cleaning;
import io.palavra.pipeline.encode.TextOptions;
import io.palavra.pipeline.file.FolderLock;
import io.palavra.pipeline.option.OptionValue;
import io.palavra.pipeline.split.Split;
import io.palavra.training.baseline.BaselineResult;
import io.palavra.training.baseline.LinearBaseline;
import io.palavra.training.bundle.BundleReader;
import io.palavra.training.classification.ClassificationData;
import io.palavra.training.compare.Outcome.EpochPoint;
import io.palavra.training.kind.Classification;
import io.palavra.training.kind.Model;
import io.palavra.training.kind.RunFolder;
import io.palavra.training.kind.RunLock;
import io.palavra.training.kind.RunTraces;
import io.palavra.training.kind.TextClassifier;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.options.OptionBinder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Trains one contestant after another with one seed after another, and forgets nothing. */
public final class Comparing {
  /** The linear classifier's name. */
  public static final String LINEAR = "linear";

  private static final double NANOS = 1e9;

  /** Texts that are answered before the answering is timed. */
  private static final int WARM_UP = 512;

  private static final double TIMED_SECONDS = 0.5;

  private final CompareRequest request;
  private final ClassificationData data;
  private final List<String> texts = new ArrayList<>();
  private final int[] truth;
  private final List<Outcome> outcomes = new ArrayList<>();
  private final Map<Path, String> contents = new HashMap<>();

  private Comparing(CompareRequest request) {
    this.request = request;
    this.data =
        ClassificationData.of(
            request.data(), TextOptions.defaults(), Cleaning.STANDARD, request.say());
    List<Integer> classes = new ArrayList<>();
    try (RecordStream<LabelledText> records = data.split().test().corpus().open()) {
      while (records.hasNext()) {
        Located<LabelledText> record = records.next();
        texts.add(record.value().text());
        classes.add(data.labels().labels().index(record.value().label(), record.place()));
      }
    }
    this.truth = classes.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * Runs the comparison, or goes on with it.
   *
   * @throws BadInputException when the data can not be read, when the folder has another comparison
   *     in it, or what a training throws
   */
  public static CompareResult run(CompareRequest request) {
    Path out = request.out();
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw BadInputException.of(out.toString(), "a folder for the comparison, but this is a file");
    }
    requireNew(request);
    RunFolder folder = RunFolder.check(out, true);
    try (RunLock lock = RunLock.of(folder)) {
      Comparing comparing = new Comparing(request);
      RunTraces traces = RunTraces.before(folder, FolderLock.NAME);
      folder.create();
      lock.take(true);
      requireNew(request);
      try {
        return comparing.all();
      } catch (BadInputException e) {
        if (empty(out)) {
          traces.remove();
        }
        throw e;
      }
    }
  }

  private static void requireNew(CompareRequest request) {
    Path out = request.out();
    if (!request.resume() && Files.isDirectory(out) && !empty(out)) {
      throw BadInputException.of(
          out.toString(), "a new folder, since something is in it; or --resume");
    }
  }

  /** Whether nothing is in a folder but the lock, which says nothing of a comparison. */
  private static boolean empty(Path folder) {
    try (var files = Files.list(folder)) {
      return files.allMatch(file -> file.endsWith(FolderLock.NAME));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CompareResult all() {
    request.say().accept(data.summary());
    requireSame();
    if (request.baseline()) {
      outcomes.add(baseline());
    }
    int all = request.seeds() * request.contestants().size();
    int at = 0;
    for (long seed = 1; seed <= request.seeds(); seed++) {
      for (Contestant contestant : request.contestants()) {
        at++;
        OutcomeFile file = file(contestant, seed);
        Optional<Outcome> done = file.outcome(truth.length, data.labels().labels().size());
        if (done.isEmpty()) {
          String what = contestant.name() + ", seed " + seed + " (" + at + " of " + all + ")";
          request.say().accept(what);
          done = train(contestant, seed, file);
        }
        if (done.isEmpty()) {
          return result(false);
        }
        outcomes.add(done.get());
      }
    }
    return result(true);
  }

  /** Before hours are spent on what could not be set beside the rest. */
  private void requireSame() {
    for (long seed = 1; seed <= request.seeds(); seed++) {
      for (Contestant contestant : request.contestants()) {
        file(contestant, seed).requireSame();
      }
    }
  }

  private CompareResult result(boolean finished) {
    return new CompareResult(
        data.given().name(),
        request.seeds(),
        finished,
        new Standings(data.labels().labels(), truth, outcomes));
  }

  /** Of a file of vectors, which every seed begins from as it stood when the first did. */
  private String content(Path vectors) {
    return contents.computeIfAbsent(vectors, path -> Fingerprint.of(path).toString());
  }

  private OutcomeFile file(Contestant contestant, long seed) {
    TrainingIdentity identity =
        new TrainingIdentity(
            contestant.kind().id(),
            OptionBinder.toJson(contestant.options()),
            contestant.vectors().map(this::content).orElse("no vectors"),
            OptionValue.of(request.layers()),
            data.split().train().corpus().fingerprint().toString(),
            data.split().dev().corpus().fingerprint().toString(),
            data.split().test().corpus().fingerprint().toString());
    return new OutcomeFile(
        request.out().resolve(contestant.fileName() + "-" + seed + ".json"), identity);
  }

  /** Empty where it was stopped. */
  private Optional<Outcome> train(Contestant contestant, long seed, OutcomeFile file) {
    long start = System.nanoTime();
    double before = file.secondsSoFar();
    Path folder = request.out().resolve(contestant.fileName() + "-" + seed);
    EpochNotes notes = new EpochNotes(() -> file.trained(before + since(start)));
    TrainRequest training =
        TrainRequest.of(request.data(), contestant.options(), folder)
            .withSeed(seed)
            .withResume(Files.isDirectory(folder))
            .withLayers(request.layers())
            .withStop(request.stop())
            .withListeners(List.of(notes))
            .withSay(line -> request.say().accept("  " + line));
    TrainRequest whole = contestant.vectors().map(training::withVectors).orElse(training);
    TrainedRun run = contestant.kind().compete(whole);
    double seconds = before + since(start);
    file.trained(seconds);
    if (!run.finished()) {
      return Optional.empty();
    }
    Outcome outcome = answer(contestant, seed, seconds, run.model(), notes.points());
    file.done(outcome);
    return Optional.of(outcome);
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / NANOS;
  }

  private Outcome answer(
      Contestant contestant, long seed, double seconds, Path file, List<EpochPoint> epochs) {
    try (Model model = contestant.kind().load(BundleReader.read(file))) {
      if (!(model instanceof TextClassifier classifier)) {
        throw BadInputException.of(
            "kind", contestant.kind().id(), "a kind that gives texts a class");
      }
      List<Classification> answers = classifier.classify(texts);
      List<String> some = texts.subList(0, Math.min(WARM_UP, texts.size()));
      double speed =
          Speed.textsPerSecond(
              () -> classifier.classify(some),
              () -> classifier.classify(texts),
              texts.size(),
              TIMED_SECONDS);
      List<String> labels = data.labels().labels().names();
      return new Outcome(
          contestant.name(),
          seed,
          seconds,
          size(file),
          speed,
          answers.stream().map(a -> labels.indexOf(a.label())).toList(),
          epochs);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Outcome baseline() {
    request.say().accept("linear baseline");
    LinearBaseline.Answering trained =
        LinearBaseline.learn(
            new Split<>(
                data.sample().train(),
                data.sample().dev(),
                data.split().test(),
                data.split().how()),
            data.labels().labels(),
            TextOptions.defaults(),
            1);
    BaselineResult result = trained.result();
    double speed =
        Speed.textsPerSecond(trained::result, trained::result, texts.size(), TIMED_SECONDS);
    int classes = data.labels().labels().size();
    return new Outcome(
        LINEAR,
        1,
        result.seconds(),
        (long) Double.BYTES * result.features() * (classes == 2 ? 1 : classes),
        speed,
        IntStream.of(result.test().predicted()).boxed().toList(),
        List.of());
  }
}
