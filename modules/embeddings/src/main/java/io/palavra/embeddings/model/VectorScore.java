package io.palavra.embeddings.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.evaluate.AnalogyScore;
import io.palavra.embeddings.evaluate.AnalogySet;
import io.palavra.embeddings.evaluate.EvaluationSet;
import io.palavra.embeddings.evaluate.SimilarityScore;
import io.palavra.embeddings.evaluate.SimilaritySet;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.evaluation.Interval;
import io.palavra.training.kind.ModelScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Vectors scored on files of word similarities and analogies, with what they cover. */
public final class VectorScore {
  private static final String COVERAGE = ".coverage";
  private static final ObjectMapper JSON = new ObjectMapper();

  private VectorScore() {}

  /**
   * Scores vectors on a file by its path, or on all files of a data set of the catalogue that are
   * similarities or analogies.
   *
   * @throws BadInputException when there is nothing to score by, or none of it is known
   */
  public static ModelScore of(WordVectors vectors, DataRequest data) {
    ModelScore score = of(vectors, EvaluationSets.read(data.data()));
    boolean none =
        score.metrics().entrySet().stream()
            .filter(metric -> metric.getKey().endsWith(COVERAGE))
            .allMatch(metric -> metric.getValue() == 0);
    if (none) {
      throw BadInputException.of(
          data.data(), "a pair or question whose words all have vectors; there is none");
    }
    return score;
  }

  /** Scores vectors on what was read; a figure that there is none of has no entry. */
  static ModelScore of(WordVectors vectors, EvaluationSets sets) {
    SortedMap<String, Double> metrics = new TreeMap<>();
    List<String> lines = new ArrayList<>();
    for (EvaluationSet set : sets.sets()) {
      if (set instanceof AnalogySet analogies) {
        add(analogies.score(vectors), metrics, lines);
      } else if (set instanceof SimilaritySet similarities) {
        add(similarities.score(vectors), metrics, lines);
      }
    }
    if (!sets.leftOut().isEmpty()) {
      lines.add("neither similarities nor analogies: " + String.join(", ", sets.leftOut()));
    }
    metrics.values().removeIf(value -> !Double.isFinite(value));
    return new ModelScore(metrics, String.join("\n", lines));
  }

  private static void add(
      SimilarityScore score, SortedMap<String, Double> metrics, List<String> lines) {
    String name = score.name();
    metrics.put(name + ".spearman", score.spearman());
    score
        .interval()
        .ifPresent(
            interval -> {
              metrics.put(name + ".spearmanLow", interval.low());
              metrics.put(name + ".spearmanHigh", interval.high());
            });
    metrics.put(name + ".spearmanOfAll", score.spearmanOfAll());
    metrics.put(name + COVERAGE, (double) score.covered() / score.pairs());
    lines.add(String.format(Locale.ROOT, "%-28s %s", name, words(score)));
  }

  private static String words(SimilarityScore score) {
    if (score.covered() == 0) {
      return "none of " + Amount.of(score.pairs(), "pair") + " known";
    }
    String known =
        Double.isNaN(score.spearman())
            ? "no correlation"
            : String.format(
                Locale.ROOT, "Spearman %6.3f%s", score.spearman(), words(score.interval()));
    String all =
        Double.isNaN(score.spearmanOfAll())
            ? ""
            : String.format(
                Locale.ROOT, "; %6.3f with unknown words as cosine 0", score.spearmanOfAll());
    return String.format(
        Locale.ROOT,
        "%s over %,d of %s%s",
        known,
        score.covered(),
        Amount.of(score.pairs(), "pair"),
        all);
  }

  private static String words(Optional<Interval> interval) {
    return interval
        .map(i -> String.format(Locale.ROOT, " (%.3f to %.3f)", i.low(), i.high()))
        .orElse("");
  }

  private static void add(
      AnalogyScore score, SortedMap<String, Double> metrics, List<String> lines) {
    String name = score.name();
    AnalogyScore.Section total = score.total();
    metrics.put(name + ".accuracy", share(total.right(), total.covered()));
    metrics.put(name + ".accuracyOfAll", share(total.right(), total.questions()));
    metrics.put(name + COVERAGE, share(total.covered(), total.questions()));
    lines.add(line(name, total));
    if (score.sections().size() > 1) {
      for (AnalogyScore.Section section : score.sections()) {
        lines.add("  " + line(section.name(), section));
      }
    }
  }

  private static String line(String name, AnalogyScore.Section section) {
    if (section.covered() == 0) {
      return String.format(
          Locale.ROOT, "%-28s none of %s known", name, Amount.of(section.questions(), "question"));
    }
    return String.format(
        Locale.ROOT,
        "%-28s %5.1f %% of %s right; %5.1f %% of all %,d",
        name,
        100 * share(section.right(), section.covered()),
        Amount.of(section.covered(), "known question"),
        100 * share(section.right(), section.questions()),
        section.questions());
  }

  private static double share(double part, double of) {
    return of == 0 ? Double.NaN : part / of;
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
