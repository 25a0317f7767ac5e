package io.palavra.benchmarks.embeddings;

import io.palavra.benchmarks.Measure;
import io.palavra.benchmarks.Suite;
import io.palavra.benchmarks.Timing;
import io.palavra.benchmarks.WarmUp;
import io.palavra.embeddings.rows.RowMaths;
import io.palavra.embeddings.text.Ngrams;
import io.palavra.embeddings.text.PlainText;
import io.palavra.embeddings.text.WordCounter;
import io.palavra.embeddings.train.Architecture;
import io.palavra.embeddings.train.EmbeddingOptions;
import io.palavra.embeddings.train.EmbeddingTrainer;
import io.palavra.embeddings.train.EmbeddingTraining;
import io.palavra.embeddings.train.Loss;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

/**
 * Word vectors beside gensim and fastText on the same text, with the same options and threads.
 * Words a second are all words of the text times epochs over the time for counting, writing down
 * and training; gensim's are measured likewise, the start of JVM and Python and a first training on
 * a little text left out. What fastText says of its speed is of its training alone, and is set
 * beside ours without counting and preparing.
 */
public final class EmbeddingsBenchmark implements Suite {
  private static final int THREADS = Runtime.getRuntime().availableProcessors();
  static final int WARM_UP = 12;

  /** Ours take a few seconds, in which the machine may be slow; others take a minute. */
  private static final int RUNS = 3;

  private static final String WORDS = "words/s";

  private static final List<String> TRAININGS =
      List.of(
          "count",
          "skip-gram d=100",
          "cbow d=100",
          "skip-gram-hs d=100",
          "sub-words d=100",
          "skip-gram d=300",
          "cbow d=300",
          "skip-gram-hs d=300",
          "sub-words d=300",
          "threads",
          "paragraphs",
          "glove",
          "stock",
          "plain",
          "memory");

  private final List<Measure> measures = new ArrayList<>();

  @Override
  public String name() {
    return "embeddings";
  }

  @Override
  public String description() {
    return "word vectors beside gensim and fasttext, where installed (text of imdb)";
  }

  /** What is trained, by the names of the cases. */
  static Map<String, EmbeddingOptions> cases(EmbeddingOptions base) {
    Map<String, EmbeddingOptions> cases = new LinkedHashMap<>();
    cases.put("skip-gram", base);
    cases.put("cbow", base.with(draft -> draft.architecture = Architecture.CBOW));
    cases.put("skip-gram-hs", base.with(draft -> draft.loss = Loss.HIERARCHICAL_SOFTMAX));
    cases.put("sub-words", base.with(draft -> draft.ngrams = Ngrams.FASTTEXT));
    return cases;
  }

  @Override
  public List<Measure> run(boolean quick, Consumer<String> say) {
    measures.clear();
    try {
      Path folder = Files.createTempDirectory("palavra-bench");
      try {
        run(quick, folder, say);
      } finally {
        clear(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(measures);
  }

  private void run(boolean quick, Path folder, Consumer<String> say) throws IOException {
    EmbeddingPeers peers = new EmbeddingPeers(folder, THREADS);
    say.accept(
        String.format(
            Locale.ROOT,
            "embeddings: %s, %d threads; gensim %s, fasttext %s",
            RowMaths.best().description(),
            THREADS,
            peers.hasGensim() ? "found" : "not installed",
            peers.hasFastText() ? "found" : "not installed"));
    if (TRAININGS.stream().anyMatch(EmbeddingsBenchmark::wanted)) {
      trainings(quick, folder, peers, say);
    }
    if (wanted("supervised")) {
      List<String> sets = quick ? List.of("trec") : List.of("trec", "sst2", "b2w-polarity", "imdb");
      SupervisedComparison.run(sets, quick ? 1 : 3, folder, peers, this::add, say);
    }
    if (wanted("use")) {
      new EmbeddingUse(folder, peers, this::add)
          .run(quick ? 100_000 : 1_000_000, quick ? 100 : 300, say);
    }
  }

  private void trainings(boolean quick, Path folder, EmbeddingPeers peers, Consumer<String> say)
      throws IOException {
    Path text = folder.resolve("text.txt");
    Path little = folder.resolve("little.txt");
    long few = EmbeddingTexts.write("imdb", little, 150_000);
    long words = EmbeddingTexts.write("imdb", text, quick ? 2_000_000 : 6_000_000);
    EmbeddingOptions base = EmbeddingOptions.defaults().with(draft -> draft.epochs = 1);
    if (wanted("count")) {
      counting(text, words, peers, say);
    }
    for (int dimensions : quick ? new int[] {100} : new int[] {100, 300}) {
      EmbeddingOptions options = base.with(draft -> draft.dimensions = dimensions);
      for (Map.Entry<String, EmbeddingOptions> one : cases(options).entrySet()) {
        if (wanted(one.getKey() + " d=" + dimensions)) {
          warmUp(little, one.getValue());
          train(one.getKey(), words, one.getValue(), text, folder, peers, say);
        }
      }
    }
    EmbeddingTrainings more = new EmbeddingTrainings(folder, peers, this::add);
    if (wanted("threads")) {
      more.secondThread(little, text, words, base, say);
    }
    if (wanted("paragraphs")) {
      more.paragraphs(little, text, words, base, say);
    }
    if (wanted("glove")) {
      more.glove(little, text, words, say);
    }
    if (wanted("stock")) {
      more.stock(little, few, text, words, base, say);
    }
    if (wanted("plain")) {
      more.plain(text, words, say);
    }
    if (wanted("memory")) {
      more.memory(text, base, say);
    }
  }

  /** Trains on a little text, so that the inner loops are compiled. */
  static void warmUp(Path little, EmbeddingOptions options) {
    EmbeddingTrainer.train(new PlainText(little), options.with(draft -> draft.epochs = WARM_UP));
  }

  /** The system property {@code parts} picks parts by how they begin, parted by commas. */
  private static boolean wanted(String part) {
    String parts = System.getProperty("parts", "");
    return List.of(parts.split(",", -1)).stream().anyMatch(part::startsWith);
  }

  private void counting(Path text, long words, EmbeddingPeers peers, Consumer<String> say) {
    Runnable counting = () -> WordCounter.count(new PlainText(text), 5, 1 << 24);
    WarmUp.run(counting);
    double seconds = least(3, () -> Timing.once(counting));
    double theirs = least(3, () -> Timing.once(() -> peers.runs("wc", "-w", text.toString())));
    add("count-words", words / seconds, WORDS, "wc -w", OptionalDouble.of(words / theirs), say);
  }

  private void train(
      String what,
      long words,
      EmbeddingOptions options,
      Path text,
      Path folder,
      EmbeddingPeers peers,
      Consumer<String> say) {
    List<Rates> runs =
        Stream.generate(() -> rates(words, options, text, folder)).limit(RUNS).toList();
    double whole = Timing.median(runs.stream().map(Rates::whole).toList());
    double alone = Timing.median(runs.stream().map(Rates::alone).toList());
    String name = what + " d=" + options.dimensions();
    OptionalDouble gensim = peers.gensim(what, text, options.dimensions(), options.epochs());
    OptionalDouble fastText = peers.fastText(fastTextOptions(what, text, options));
    add(name, whole, WORDS, "gensim", gensim, say);
    add(name + ", training alone", alone, WORDS, "fasttext", fastText, say);
    if (gensim.isEmpty() && fastText.isEmpty()) {
      add(Measure.alone(name(), name, whole, WORDS), say);
    }
  }

  /**
   * Words a second.
   *
   * @param whole with counting and preparing, as gensim's are measured
   * @param alone without, as fastText tells its own
   */
  private record Rates(double whole, double alone) {}

  private static Rates rates(long words, EmbeddingOptions options, Path text, Path folder) {
    double all = words * (double) options.epochs();
    long start = System.nanoTime();
    try (EmbeddingTraining training = EmbeddingTraining.of(new PlainText(text), options, folder)) {
      double alone = Timing.once(() -> training.run(() -> false, progress -> {}));
      training.vectors();
      return new Rates(all / ((System.nanoTime() - start) * 1e-9), all / alone);
    }
  }

  static List<String> fastTextOptions(String what, Path text, EmbeddingOptions options) {
    List<String> given = new ArrayList<>();
    given.add(what.equals("cbow") ? "cbow" : "skipgram");
    given.addAll(List.of("-input", text.toString(), "-dim", "" + options.dimensions()));
    given.addAll(List.of("-ws", "5", "-minCount", "5", "-neg", "5", "-t", "1e-3"));
    given.addAll(List.of("-lr", "" + options.learningRate(), "-epoch", "" + options.epochs()));
    given.addAll(List.of("-seed", "" + options.seed()));
    if (!options.ngrams().any()) {
      given.addAll(List.of("-maxn", "0"));
    }
    if (options.loss() == Loss.HIERARCHICAL_SOFTMAX) {
      given.addAll(List.of("-loss", "hs"));
    }
    return given;
  }

  /** Takes a measurement down, and tells it. */
  interface Taking {
    /** One that is whole. */
    void take(Measure measure, Consumer<String> say);

    /** One beside a peer, or alone where that is not installed. */
    default void take(
        String what,
        double ours,
        String unit,
        String peer,
        OptionalDouble theirs,
        Consumer<String> say) {
      Optional<Measure.Rival> rival =
          theirs.isPresent()
              ? Optional.of(new Measure.Rival(peer, theirs.getAsDouble()))
              : Optional.empty();
      take(new Measure("embeddings", what, ours, unit, rival), say);
    }
  }

  private void add(
      String what,
      double ours,
      String unit,
      String peer,
      OptionalDouble theirs,
      Consumer<String> say) {
    if (theirs.isPresent()) {
      Measure.Rival rival = new Measure.Rival(peer, theirs.getAsDouble());
      add(new Measure(name(), what, ours, unit, Optional.of(rival)), say);
    }
  }

  private void add(Measure measure, Consumer<String> say) {
    measures.add(measure);
    say.accept(measure.line());
  }

  static double least(int runs, DoubleSupplier run) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < runs; i++) {
      least = Math.min(least, run.getAsDouble());
    }
    return least;
  }

  static void clear(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
