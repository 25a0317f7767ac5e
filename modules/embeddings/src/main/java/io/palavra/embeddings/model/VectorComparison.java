package io.palavra.embeddings.model;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.evaluate.AnalogyComparison;
import io.palavra.embeddings.evaluate.AnalogySet;
import io.palavra.embeddings.evaluate.EvaluationSet;
import io.palavra.embeddings.evaluate.SimilarityComparison;
import io.palavra.embeddings.evaluate.SimilaritySet;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.evaluation.Interval;
import io.palavra.training.evaluation.McNemar;
import io.palavra.training.kind.ModelScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Two tables of vectors side by side on the pairs and questions that both know, and whether they
 * differ by more than the choice of these. Another seed is another choice that this does not know.
 */
public final class VectorComparison {
  private final SortedMap<String, Double> metrics = new TreeMap<>();
  private final List<String> lines = new ArrayList<>();
  private boolean any;

  private VectorComparison() {}

  /**
   * Compares on a file by its path, or on all files of a data set of the catalogue that are
   * similarities or analogies.
   *
   * @return figures of both, their difference and its interval (similarities) or p-value
   *     (analogies), by the name of the set
   * @throws BadInputException when there is nothing to compare by, or both know none of it
   */
  public static ModelScore of(WordVectors first, WordVectors second, DataRequest data) {
    EvaluationSets sets = EvaluationSets.read(data.data());
    VectorComparison comparison = new VectorComparison();
    for (EvaluationSet set : sets.sets()) {
      if (set instanceof AnalogySet analogies) {
        comparison.add(analogies.compare(first, second));
      } else if (set instanceof SimilaritySet similarities) {
        comparison.add(similarities.compare(first, second));
      }
    }
    if (!comparison.any) {
      throw BadInputException.of(
          data.data(), "a pair or question whose words all have vectors in both; there is none");
    }
    comparison.metrics.values().removeIf(value -> !Double.isFinite(value));
    return new ModelScore(comparison.metrics, String.join("\n", comparison.lines));
  }

  private void add(SimilarityComparison compared) {
    if (compared.covered() == 0) {
      line(compared.name(), noneOf(compared.pairs(), "pair"));
      return;
    }
    any = true;
    put(compared.name(), compared.first(), compared.second());
    compared.difference().ifPresent(interval -> put(compared.name(), interval));
    line(
        compared.name(),
        String.format(
            Locale.ROOT,
            "Spearman %.3f and %.3f over %,d of %s; %s",
            compared.first(),
            compared.second(),
            compared.covered(),
            Amount.of(compared.pairs(), "pair"),
            compared
                .difference()
                .map(interval -> difference(compared.first() - compared.second(), interval))
                .orElse("too few to tell them apart")));
  }

  private static String difference(double difference, Interval interval) {
    return String.format(
        Locale.ROOT,
        "difference %.3f (%.3f to %.3f): %s",
        difference,
        interval.low(),
        interval.high(),
        verdict(interval));
  }

  private void add(AnalogyComparison compared) {
    if (compared.covered() == 0) {
      line(compared.name(), noneOf(compared.questions(), "question"));
      return;
    }
    any = true;
    double covered = compared.covered();
    McNemar test = compared.test();
    put(compared.name(), compared.first() / covered, compared.second() / covered);
    metrics.put(compared.name() + ".pValue", test.pValue());
    line(
        compared.name(),
        String.format(
            Locale.ROOT,
            "%.1f %% and %.1f %% of %,d of %s right; %,d by the first alone, %,d by the other alone"
                + " (p = %.3f, McNemar): %s",
            100 * compared.first() / covered,
            100 * compared.second() / covered,
            compared.covered(),
            Amount.of(compared.questions(), "question"),
            test.onlyFirst(),
            test.onlySecond(),
            test.pValue(),
            verdict(test.verdict())));
  }

  private static String noneOf(int amount, String what) {
    return "none of " + Amount.of(amount, what) + " known to both";
  }

  private void put(String name, Interval difference) {
    metrics.put(name + ".low", difference.low());
    metrics.put(name + ".high", difference.high());
  }

  private void put(String name, double first, double second) {
    metrics.put(name + ".first", first);
    metrics.put(name + ".second", second);
    metrics.put(name + ".difference", first - second);
  }

  private void line(String name, String text) {
    lines.add(String.format(Locale.ROOT, "%-28s %s", name, text));
  }

  private static String verdict(Interval difference) {
    if (difference.low() > 0) {
      return verdict(McNemar.Verdict.BETTER);
    }
    return verdict(difference.high() < 0 ? McNemar.Verdict.WORSE : McNemar.Verdict.NO_DIFFERENCE);
  }

  private static String verdict(McNemar.Verdict verdict) {
    return switch (verdict) {
      case BETTER -> "the first is better";
      case WORSE -> "the other is better";
      case NO_DIFFERENCE -> "no more than chance";
    };
  }
}
