package io.palavra.benchmarks;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.rows.RowMaths;
import io.palavra.embeddings.text.CountedWords;
import io.palavra.embeddings.text.Ngrams;
import io.palavra.embeddings.text.PlainText;
import io.palavra.embeddings.text.WordCounter;
import io.palavra.embeddings.train.Architecture;
import io.palavra.embeddings.train.EmbeddingOptions;
import io.palavra.embeddings.train.EmbeddingTrainer;
import io.palavra.embeddings.train.Loss;
import io.palavra.pipeline.BadInputException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Words a second of training vectors on a text of words parted by spaces: counting, writing down
 * and all epochs, by the clock on the wall, the start of the JVM left out. Words are those that
 * have a vector, before sub-sampling, times epochs.
 */
public final class EmbeddingsBenchmark {
  private final Path text;

  /**
   * @param text in UTF-8
   */
  public EmbeddingsBenchmark(Path text) {
    this.text = text;
  }

  static Map<String, EmbeddingOptions> cases(EmbeddingOptions base) {
    Map<String, EmbeddingOptions> cases = new LinkedHashMap<>();
    cases.put("skip-gram", base);
    cases.put("cbow", base.with(draft -> draft.architecture = Architecture.CBOW));
    cases.put("skip-gram-hs", base.with(draft -> draft.loss = Loss.HIERARCHICAL_SOFTMAX));
    cases.put("sub-words", base.with(draft -> draft.ngrams = Ngrams.FASTTEXT));
    cases.put("skip-gram-own-negatives", base.with(draft -> draft.shareNegatives = false));
    return cases;
  }

  /** Counts once and trains once. */
  private void measure(String name, EmbeddingOptions options) {
    long start = System.nanoTime();
    CountedWords words =
        WordCounter.count(new PlainText(text), options.minCount(), options.mostWords());
    double counting = (System.nanoTime() - start) / 1e9;
    start = System.nanoTime();
    WordVectors vectors = EmbeddingTrainer.train(new PlainText(text), options);
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%-24s %,12.0f words/s  (%.2f s, %d threads, %s, %,d vectors of %d; counting alone %,.0f/s)%n",
        name,
        words.total() * (double) options.epochs() / seconds,
        seconds,
        options.threads(),
        RowMaths.best().description(),
        vectors.size(),
        vectors.dimensions(),
        words.read() / counting);
  }

  /** {@code TEXT [--case NAME] [--epochs N] [--threads N] [--dimensions N] [--runs N]}. */
  public static void main(String[] args) {
    List<String> given = List.of(args);
    if (given.isEmpty()) {
      throw BadInputException.of("arguments", "the file of a text first");
    }
    EmbeddingOptions options =
        EmbeddingOptions.defaults()
            .with(
                draft -> {
                  draft.epochs = number(given, "--epochs", 1);
                  draft.threads = number(given, "--threads", draft.threads);
                  draft.dimensions = number(given, "--dimensions", draft.dimensions);
                });
    EmbeddingsBenchmark benchmark = new EmbeddingsBenchmark(Path.of(given.get(0)));
    int only = given.indexOf("--case");
    for (int run = 0; run < number(given, "--runs", 1); run++) {
      cases(options)
          .forEach(
              (name, value) -> {
                if (only < 0 || given.get(only + 1).equals(name)) {
                  benchmark.measure(name, value);
                }
              });
    }
  }

  private static int number(List<String> given, String option, int otherwise) {
    int at = given.indexOf(option);
    return at < 0 ? otherwise : Integer.parseInt(given.get(at + 1));
  }
}
