package io.palavra.benchmarks;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.evaluate.AnalogyScore;
import io.palavra.embeddings.evaluate.AnalogySet;
import io.palavra.embeddings.evaluate.SimilarityScore;
import io.palavra.embeddings.evaluate.SimilaritySet;
import io.palavra.embeddings.format.VectorFiles;
import io.palavra.embeddings.format.VectorFormat;
import io.palavra.embeddings.text.PlainText;
import io.palavra.embeddings.train.EmbeddingOptions;
import io.palavra.embeddings.train.EmbeddingTrainer;
import io.palavra.pipeline.BadInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How good vectors are, whoever trained them: each argument is a file of vectors, or {@code
 * TEXT:CASE:SEED}, which is trained here first; a row of Spearman correlations and of the share of
 * analogies a line, words that are not there left out, with the share of pairs that are there.
 *
 * <p>The system property {@code sets} names the folder with {@code word_similarity_en} and {@code
 * google_analogies}.
 */
public final class VectorQuality {
  private static final List<String> PAIRS =
      List.of("EN-WS-353-ALL", "EN-SIMLEX-999", "EN-MEN-TR-3k", "EN-RW-STANFORD");

  private final List<SimilaritySet> similarities = new ArrayList<>();
  private final AnalogySet analogies;

  private VectorQuality(Path sets) {
    for (String name : PAIRS) {
      similarities.add(
          SimilaritySet.read(sets.resolve("word_similarity_en").resolve(name + ".txt")));
    }
    analogies = AnalogySet.read(sets.resolve("google_analogies").resolve("questions-words.txt"));
  }

  private String row(String name, WordVectors vectors) {
    StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-40s", name));
    for (SimilaritySet set : similarities) {
      SimilarityScore score = set.score(vectors);
      row.append(
          String.format(
              Locale.ROOT,
              " %5.1f (%3.0f%%)",
              100 * score.spearman(),
              100.0 * score.covered() / score.pairs()));
    }
    AnalogyScore.Section total = analogies.score(vectors).total();
    row.append(
        String.format(
            Locale.ROOT,
            " %5.1f (%3.0f%%)",
            100.0 * total.right() / Math.max(1, total.covered()),
            100.0 * total.covered() / total.questions()));
    return row.toString();
  }

  private static WordVectors vectors(String argument) {
    int colon = argument.indexOf(':');
    if (colon < 0) {
      return VectorFiles.read(Path.of(argument)).vectors();
    }
    String[] parts = argument.split(":", -1);
    EmbeddingOptions base =
        EmbeddingOptions.defaults()
            .with(
                draft -> {
                  draft.seed = Long.parseLong(parts[2]);
                  draft.epochs = Integer.getInteger("epochs", 3);
                  draft.threads = Integer.getInteger("threads", draft.threads);
                  draft.dimensions = Integer.getInteger("dimensions", draft.dimensions);
                });
    EmbeddingOptions options = EmbeddingsBenchmark.cases(base).get(parts[1]);
    if (options == null) {
      throw BadInputException.of(
          "case", parts[1], "one of " + EmbeddingsBenchmark.cases(base).keySet());
    }
    long start = System.nanoTime();
    WordVectors vectors = EmbeddingTrainer.train(new PlainText(Path.of(parts[0])), options);
    System.err.printf(Locale.ROOT, "%s: %.1f s%n", argument, (System.nanoTime() - start) * 1e-9);
    if (System.getProperty("save") != null) {
      VectorFiles.write(
          vectors,
          Path.of(System.getProperty("save"), parts[1] + "-" + parts[2] + ".bin"),
          VectorFormat.WORD2VEC_BINARY);
    }
    return vectors;
  }

  /** Files of vectors, or {@code TEXT:CASE:SEED}. */
  public static void main(String[] args) {
    VectorQuality quality = new VectorQuality(Path.of(System.getProperty("sets", "datasets")));
    System.out.printf(
        Locale.ROOT,
        "%-40s %12s %12s %12s %12s %12s%n",
        "",
        "WordSim-353",
        "SimLex-999",
        "MEN",
        "RW",
        "analogies");
    for (String argument : args) {
      System.out.println(quality.row(argument, vectors(argument)));
    }
  }
}
