package io.palavra.benchmarks.embeddings;

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
import io.palavra.pipeline.catalog.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How good vectors are, whoever trained them: each argument is a file of vectors, or {@code
 * TEXT:CASE:SEED}, which is trained here first, or {@code TEXT:CASE:SEED:PEER}, which {@code
 * gensim} or {@code fasttext} trains with the same options; a row of Spearman correlations and of
 * the share of analogies a line, words that are not there left out, with the share of pairs that
 * are there.
 *
 * <p>System properties: {@code language=pt} scores by the Portuguese sets; {@code epochs}, {@code
 * threads}, {@code dimensions} and {@code rate} change the options; {@code save} names a folder for
 * the vectors.
 */
public final class VectorQuality {
  private static final Map<String, List<String>> PAIRS =
      Map.of(
          "en", List.of("EN-WS-353-ALL", "EN-SIMLEX-999", "EN-MEN-TR-3k", "EN-RW-STANFORD"),
          "pt",
              List.of(
                  "LX-DSemVectors/LX-WordSim-353",
                  "LX-DSemVectors/LX-SimLex-999",
                  "LX-DSemVectors/LX-Rare Word Similarity Data Set"));

  private final List<SimilaritySet> similarities = new ArrayList<>();
  private final AnalogySet analogies;

  private VectorQuality(String language) {
    boolean english = language.equals("en");
    Catalog catalog = Catalog.standard();
    Path folder = catalog.folder(english ? "word-similarity-en" : "embedding-eval-pt");
    for (String name : PAIRS.get(language)) {
      similarities.add(SimilaritySet.read(folder.resolve(name + ".txt")));
    }
    analogies =
        AnalogySet.read(
            english
                ? catalog.folder("questions-words").resolve("questions-words.txt")
                : folder.resolve("LX-DSemVectors/LX-4WAnalogiesBr.txt"));
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

  private static WordVectors vectors(String argument) throws IOException {
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
                  draft.learningRate = Double.parseDouble(System.getProperty("rate", "0.025"));
                });
    EmbeddingOptions options = EmbeddingsBenchmark.cases(base).get(parts[1]);
    if (options == null) {
      throw BadInputException.of(
          "case", parts[1], "one of " + EmbeddingsBenchmark.cases(base).keySet());
    }
    Path text = Path.of(parts[0]);
    long start = System.nanoTime();
    WordVectors vectors =
        parts.length > 3
            ? peer(parts[3], parts[1], text, options)
            : EmbeddingTrainer.train(new PlainText(text), options);
    System.err.printf(Locale.ROOT, "%s: %.1f s%n", argument, (System.nanoTime() - start) * 1e-9);
    if (System.getProperty("save") != null) {
      VectorFiles.write(
          vectors,
          Path.of(System.getProperty("save"), parts[1] + "-" + parts[2] + ".bin"),
          VectorFormat.WORD2VEC_BINARY);
    }
    return vectors;
  }

  private static WordVectors peer(String peer, String what, Path text, EmbeddingOptions options)
      throws IOException {
    Path folder = Files.createTempDirectory("palavra-quality");
    try {
      return new EmbeddingPeers(folder, options.threads()).vectors(peer, what, text, options);
    } finally {
      EmbeddingsBenchmark.clear(folder);
    }
  }

  /** Files of vectors, or {@code TEXT:CASE:SEED} with or without {@code :PEER}. */
  public static void main(String[] args) throws IOException {
    VectorQuality quality = new VectorQuality(System.getProperty("language", "en"));
    StringBuilder head = new StringBuilder(" ".repeat(40));
    for (SimilaritySet set : quality.similarities) {
      head.append(String.format(Locale.ROOT, " %12.12s", set.name()));
    }
    System.out.println(head.append("    analogies"));
    for (String argument : args) {
      System.out.println(quality.row(argument, vectors(argument)));
    }
  }
}
