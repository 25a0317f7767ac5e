package io.palavra.embeddings.model;

import io.palavra.embeddings.train.Progress;
import io.palavra.embeddings.train.VectorTraining;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.bundle.ModelBundle;
import io.palavra.training.kind.ModelKind;
import io.palavra.training.kind.RunFolder;
import io.palavra.training.kind.TrainPlan;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.vectors.WordVectorReader;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Vectors of words and texts from plain text. There are no steps on batches here, so listeners of a
 * request are not called while it trains; the lines that a person reads tell the progress. For a
 * search, the development part is a file of word similarities or analogies.
 */
public final class EmbeddingsKind implements ModelKind {
  static final String ID = "embeddings";

  private static final int SMALL_TEXT = 1_000_000;

  /** Of Java itself, and of the counting of a text of some hundred thousand distinct words. */
  private static final long PROGRAM_BYTES = 400_000_000L;

  /** In which the vector code is compiled. */
  private static final long WARM_NANOS = 2_000_000_000L;

  private static final long MEASURED_NANOS = 1_500_000_000L;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String description() {
    return "Vectors of words and texts: word2vec, FastText, GloVe and paragraph vectors";
  }

  @Override
  public EmbeddingsOptions defaults() {
    return EmbeddingsOptions.defaults();
  }

  /** A small text is gone through more often. */
  @Override
  public EmbeddingsOptions suggest(DataRequest data) {
    EmbeddingsOptions standard = defaults();
    long words = WordTotal.of(TextWords.of(data, standard).words());
    int epochs = words < SMALL_TEXT ? 20 : words < 10 * SMALL_TEXT ? 10 : standard.epochs();
    int minCount = words < SMALL_TEXT / 10 ? 2 : standard.minCount();
    return standard.withSizes(epochs, minCount);
  }

  @Override
  public TrainPlan plan(TrainRequest request) {
    RunFolder.check(request.out(), request.resume());
    EmbeddingsOptions options = options(request);
    TextWords text = TextWords.of(request.data(), options);
    Optional<StartVectors> start =
        request.vectors().map(file -> StartVectors.of(file, options.dimensions()));
    request.data().test().map(Path::toString).ifPresent(EvaluationSets::read);
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    try (VectorTraining training = options.begin(text.words(), request.seed(), folder)) {
      start.ifPresent(vectors -> request.say().accept(vectors.putInto(training)));
      double warm = trainFor(training, options, WARM_NANOS);
      long before = training.progress().done();
      double seconds = trainFor(training, options, MEASURED_NANOS);
      Progress progress = training.progress();
      double left = progress.total() - before;
      long vocabulary = training.words().size();
      return new TrainPlan(
          "words",
          progress.total() / options.epochs(),
          0,
          0,
          (int) vocabulary,
          training.parameters(),
          memory(training),
          (warm + seconds * left / Math.max(1, progress.done() - before)) / 60);
    }
  }

  /** Trains for a while, and says how many seconds it was. */
  private static double trainFor(VectorTraining training, EmbeddingsOptions options, long nanos) {
    long begun = System.nanoTime();
    Learning.run(training, options, () -> System.nanoTime() - begun > nanos, progress -> {});
    return (System.nanoTime() - begun) / 1e9;
  }

  /** What is learned, and what is written of it: the vectors, and the bundle's copy. */
  private static long memory(VectorTraining training) {
    return PROGRAM_BYTES + training.tableBytes() + 2 * training.vectorBytes();
  }

  @Override
  public TrainedRun train(TrainRequest request) {
    return new EmbeddingsRun(request, options(request)).run();
  }

  @Override
  public TrainedRun rehearse(TrainRequest request) {
    return new EmbeddingsRun(request, options(request)).rehearse();
  }

  @Override
  public void requireRehearsable(TrainRequest request) {
    suggest(request.data());
    EvaluationSets.read(EmbeddingsRun.sets(request.data()).toString());
    request.vectors().ifPresent(WordVectorReader.standard()::dimensions);
  }

  /** A search has one to choose by; a training of its own learns from all of the text. */
  @Override
  public boolean takesDevelopmentFile() {
    return false;
  }

  @Override
  public boolean hasNetwork() {
    return false;
  }

  @Override
  public EmbeddingsModel load(ModelBundle bundle) {
    return EmbeddingsBundle.unpack(bundle.expectKind(ID));
  }

  private static EmbeddingsOptions options(TrainRequest request) {
    if (request.options() instanceof EmbeddingsOptions options) {
      if (options.deterministic() && options.threads() > 1) {
        throw BadInputException.of(
            "option threads",
            Integer.toString(options.threads()),
            "0 or 1 with deterministic=true, which takes one worker");
      }
      options.requireUsed();
      return options;
    }
    throw BadInputException.of(
        "options", request.options().getClass().getSimpleName(), "EmbeddingsOptions");
  }
}
