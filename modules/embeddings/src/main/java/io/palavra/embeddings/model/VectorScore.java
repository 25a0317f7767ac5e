package io.palavra.embeddings.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.evaluate.AnalogyScore;
import io.palavra.embeddings.evaluate.AnalogySet;
import io.palavra.embeddings.evaluate.EvaluationFile;
import io.palavra.embeddings.evaluate.SimilarityScore;
import io.palavra.embeddings.evaluate.SimilaritySet;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.Catalog;
import io.palavra.pipeline.catalog.CatalogEntry;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.kind.ModelScore;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Vectors scored on files of word similarities and analogies, with what they cover. */
public final class VectorScore {
  private static final ObjectMapper JSON = new ObjectMapper();

  private VectorScore() {}

  /**
   * Scores vectors on a file by its path, or on all files of a data set of the catalogue that are
   * similarities or analogies.
   */
  public static ModelScore of(WordVectors vectors, DataRequest data) {
    Catalog catalog = Catalog.standard();
    Optional<CatalogEntry> entry = catalog.entry(data.data());
    if (entry.isEmpty()) {
      return of(vectors, path(data.data()));
    }
    if (!entry.get().task().equals("embedding-evaluation")) {
      throw BadInputException.of(
          data.data(), entry.get().task(), "a file or data set of similarities or analogies");
    }
    Path folder = catalog.folder(data.data());
    List<Path> files = new ArrayList<>();
    for (CatalogEntry.DataFile file : entry.get().files()) {
      Path path = folder.resolve(file.path());
      if (EvaluationFile.kind(path) != EvaluationFile.Kind.NEITHER) {
        files.add(path);
      }
    }
    return of(vectors, files);
  }

  /** Scores vectors on one file. */
  public static ModelScore of(WordVectors vectors, Path file) {
    return of(vectors, List.of(file));
  }

  private static Path path(String data) {
    try {
      Path path = Path.of(data);
      if (Files.exists(path)) {
        return path;
      }
    } catch (InvalidPathException e) {
      throw BadInputException.of("data", data, "a path or a catalogue name").because(e);
    }
    throw BadInputException.of("data", data, "a file that is there, or a catalogue name");
  }

  private static ModelScore of(WordVectors vectors, List<Path> files) {
    SortedMap<String, Double> metrics = new TreeMap<>();
    StringBuilder summary = new StringBuilder();
    for (Path file : files) {
      if (!summary.isEmpty()) {
        summary.append('\n');
      }
      if (EvaluationFile.kind(file) == EvaluationFile.Kind.ANALOGIES) {
        add(AnalogySet.read(file).score(vectors), metrics, summary);
      } else {
        add(SimilaritySet.read(file).score(vectors), metrics, summary);
      }
    }
    return new ModelScore(metrics, summary.toString());
  }

  private static void add(
      SimilarityScore score, SortedMap<String, Double> metrics, StringBuilder summary) {
    String name = stem(score.name());
    metrics.put(name + ".spearman", score.spearman());
    metrics.put(name + ".spearmanOfAll", score.spearmanOfAll());
    metrics.put(name + ".coverage", (double) score.covered() / score.pairs());
    summary.append(
        String.format(
            Locale.ROOT,
            "%-28s Spearman %6.3f over %,d of %,d pairs; %6.3f with unknown words as cosine 0",
            name,
            score.spearman(),
            score.covered(),
            score.pairs(),
            score.spearmanOfAll()));
  }

  private static void add(
      AnalogyScore score, SortedMap<String, Double> metrics, StringBuilder summary) {
    String name = stem(score.name());
    AnalogyScore.Section total = score.total();
    metrics.put(name + ".accuracy", share(total.right(), total.covered()));
    metrics.put(name + ".accuracyOfAll", share(total.right(), total.questions()));
    metrics.put(name + ".coverage", share(total.covered(), total.questions()));
    summary.append(line(name, total));
    if (score.sections().size() > 1) {
      for (AnalogyScore.Section section : score.sections()) {
        summary.append("\n  ").append(line(section.name(), section));
      }
    }
  }

  private static String line(String name, AnalogyScore.Section section) {
    return String.format(
        Locale.ROOT,
        "%-28s %5.1f %% of %,d known questions right; %5.1f %% of all %,d",
        name,
        100 * share(section.right(), section.covered()),
        section.covered(),
        100 * share(section.right(), section.questions()),
        section.questions());
  }

  private static double share(double part, double of) {
    return of == 0 ? Double.NaN : part / of;
  }

  private static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  /** {@code metrics.json} of a bundle; what is no number is left out. */
  static String json(Map<String, Double> metrics) {
    SortedMap<String, Double> finite = new TreeMap<>(metrics);
    finite.values().removeIf(value -> !Double.isFinite(value));
    try {
      return JSON.writeValueAsString(finite);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
