package io.palavra.benchmarks;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.format.VectorFiles;
import io.palavra.embeddings.format.VectorFormat;
import io.palavra.embeddings.rows.RowMaths;
import io.palavra.embeddings.text.Ngrams;
import io.palavra.embeddings.text.PlainText;
import io.palavra.embeddings.text.WordCounter;
import io.palavra.embeddings.train.Architecture;
import io.palavra.embeddings.train.EmbeddingOptions;
import io.palavra.embeddings.train.EmbeddingTrainer;
import io.palavra.embeddings.train.Loss;
import io.palavra.pipeline.catalog.Catalog;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.RecordStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * Word vectors beside gensim and fastText on the same text, with the same options and threads.
 * Words a second are all words of the text times epochs over the time for counting, writing down
 * and training; gensim's are measured likewise, the start of JVM and Python and a first training on
 * a little text left out; fastText's are what it says itself of its training alone.
 */
public final class EmbeddingsBenchmark implements Suite {
  private static final int THREADS = Runtime.getRuntime().availableProcessors();
  private static final int WARM_UP = 12;
  private static final String WORDS = "words/s";

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
    Path text = folder.resolve("text.txt");
    Path little = folder.resolve("little.txt");
    write(little, 150_000);
    long words = write(text, quick ? 2_000_000 : 6_000_000);
    counting(text, words, say);
    EmbeddingOptions base = EmbeddingOptions.defaults().with(draft -> draft.epochs = 1);
    for (int dimensions : quick ? new int[] {100} : new int[] {100, 300}) {
      EmbeddingOptions options = base.with(draft -> draft.dimensions = dimensions);
      for (Map.Entry<String, EmbeddingOptions> one : cases(options).entrySet()) {
        EmbeddingOptions warm = one.getValue().with(draft -> draft.epochs = WARM_UP);
        EmbeddingTrainer.train(new PlainText(little), warm);
        train(one.getKey(), words, one.getValue(), text, peers, say);
      }
    }
    secondThread(text, words, base, say);
    SupervisedComparison.run(quick, folder, peers, this::add, say);
    use(quick ? 100_000 : 1_000_000, quick ? 100 : 300, folder, peers, say);
  }

  /** The text of the reviews in lower case, letters and digits alone, a review a line. */
  private static long write(Path file, long most) throws IOException {
    long words = 0;
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        RecordStream<LabelledText> records =
            Catalog.standard().classification(DataRequest.of("imdb")).train().open()) {
      while (records.hasNext() && words < most) {
        String text = records.next().value().text().toLowerCase(Locale.ROOT);
        String line = text.replace("<br />", " ").replaceAll("[^\\p{L}\\p{N}']+", " ").strip();
        words += line.chars().filter(c -> c == ' ').count() + 1;
        out.write(line + "\n");
      }
    }
    return words;
  }

  private void counting(Path text, long words, Consumer<String> say) {
    double seconds =
        least(3, () -> seconds(() -> WordCounter.count(new PlainText(text), 5, 1 << 24)));
    add(Measure.alone(name(), "count-words", words / seconds, WORDS), say);
  }

  private void train(
      String what,
      long words,
      EmbeddingOptions options,
      Path text,
      EmbeddingPeers peers,
      Consumer<String> say) {
    double seconds = seconds(() -> EmbeddingTrainer.train(new PlainText(text), options));
    double ours = words * (double) options.epochs() / seconds;
    String name = what + " d=" + options.dimensions();
    OptionalDouble gensim = peers.gensim(what, text, options.dimensions(), options.epochs());
    OptionalDouble fastText = peers.fastText(fastTextOptions(what, text, options));
    add(name, ours, WORDS, "gensim", gensim, say);
    add(name, ours, WORDS, "fasttext", fastText, say);
    if (gensim.isEmpty() && fastText.isEmpty()) {
      add(Measure.alone(name(), name, ours, WORDS), say);
    }
  }

  private void secondThread(Path text, long words, EmbeddingOptions base, Consumer<String> say) {
    EmbeddingOptions longer = base.with(draft -> draft.epochs = 3);
    double[] rates = new double[2];
    for (int threads = 1; threads <= 2; threads++) {
      int own = threads;
      EmbeddingOptions options = longer.with(draft -> draft.threads = own);
      double seconds = seconds(() -> EmbeddingTrainer.train(new PlainText(text), options));
      rates[threads - 1] = words * 3 / seconds;
    }
    Measure.Rival one = new Measure.Rival("one thread", rates[0]);
    add(new Measure(name(), "skip-gram, two threads", rates[1], WORDS, Optional.of(one)), say);
  }

  private static List<String> fastTextOptions(String what, Path text, EmbeddingOptions options) {
    List<String> given = new ArrayList<>();
    given.add(what.equals("cbow") ? "cbow" : "skipgram");
    given.addAll(List.of("-input", text.toString(), "-dim", "" + options.dimensions()));
    given.addAll(List.of("-ws", "5", "-minCount", "5", "-neg", "5", "-t", "1e-3"));
    given.addAll(List.of("-lr", "0.025", "-epoch", "" + options.epochs()));
    if (!options.ngrams().any()) {
      given.addAll(List.of("-maxn", "0"));
    }
    if (options.loss() == Loss.HIERARCHICAL_SOFTMAX) {
      given.addAll(List.of("-loss", "hs"));
    }
    return given;
  }

  /** Loading from text, and exact neighbours. */
  private void use(
      int rows, int dimensions, Path folder, EmbeddingPeers peers, Consumer<String> say) {
    WordVectors vectors = random(rows, dimensions);
    Path file = folder.resolve("vectors.txt");
    VectorFiles.write(vectors, file, VectorFormat.WORD2VEC_TEXT);
    double loading = least(3, () -> seconds(() -> VectorFiles.read(file)));
    String size = " n=" + rows + " d=" + dimensions;
    add("load-text" + size, rows / loading, "vectors/s", "gensim", peers.gensim("load", file), say);
    double asking =
        least(
            5,
            () ->
                seconds(
                    () -> {
                      for (int i = 0; i < 10; i++) {
                        vectors.nearest(Integer.toString(i), 10);
                      }
                    }));
    OptionalDouble theirs = peers.gensim("neighbours", rows, dimensions);
    add("neighbours" + size, 10 / asking, "queries/s", "gensim", theirs, say);
  }

  private static WordVectors random(int rows, int dimensions) {
    Random random = new Random(1);
    List<String> words = new ArrayList<>();
    List<float[]> values = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      float[] row = new float[dimensions];
      for (int k = 0; k < dimensions; k++) {
        row[k] = random.nextFloat() - 0.5f;
      }
      words.add(Integer.toString(i));
      values.add(row);
    }
    return WordVectors.of(words, values);
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
    say.accept(
        String.format(
                Locale.ROOT, "%-32s %,12.0f %s", measure.what(), measure.ours(), measure.unit())
            + measure
                .rival()
                .map(
                    peer ->
                        String.format(
                            Locale.ROOT,
                            ", %s %,12.0f: %.1f times",
                            peer.name(),
                            peer.theirs(),
                            measure.ours() / peer.theirs()))
                .orElse(""));
  }

  static double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) * 1e-9;
  }

  private static double least(int runs, DoubleSupplier run) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < runs; i++) {
      least = Math.min(least, run.getAsDouble());
    }
    return least;
  }

  private static void clear(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
