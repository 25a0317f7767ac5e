package io.palavra.training.compare;

import io.palavra.pipeline.vocabulary.Labels;
import io.palavra.training.evaluation.ConfusionMatrix;
import io.palavra.training.evaluation.PairedRandomization;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Figures over seeds, and whether differences mean anything. */
final class Standings {
  private static final long DRAWS_SEED = 1;

  private final Labels labels;
  private final int[] truth;
  private final Map<String, List<Outcome>> byName = new LinkedHashMap<>();

  /**
   * @param truth class of each text of the test part
   */
  Standings(Labels labels, int[] truth, List<Outcome> outcomes) {
    this.labels = labels;
    this.truth = truth;
    outcomes.forEach(o -> byName.computeIfAbsent(o.contestant(), n -> new ArrayList<>()).add(o));
  }

  /**
   * The contestants in the order in which they came.
   *
   * @param reference beside which each is set; the best where none is named
   */
  List<Standing> of(Optional<String> reference) {
    List<Standing> plain = new ArrayList<>();
    byName.forEach((name, outcomes) -> plain.add(standing(name, outcomes, 1)));
    String beside =
        reference.orElseGet(
            () ->
                plain.stream()
                    .max(Comparator.comparingDouble(Standing::accuracy))
                    .map(Standing::name)
                    .orElse(""));
    double[] theirs = rightShares(byName.getOrDefault(beside, List.of()));
    return plain.stream()
        .map(s -> s.name().equals(beside) ? s : standing(s.name(), s.outcomes(), p(s, theirs)))
        .toList();
  }

  private double p(Standing standing, double[] theirs) {
    return PairedRandomization.pValue(rightShares(standing.outcomes()), theirs, DRAWS_SEED);
  }

  /** By text: the share of seeds that gave it its class. */
  private double[] rightShares(List<Outcome> outcomes) {
    double[] shares = new double[truth.length];
    for (Outcome outcome : outcomes) {
      boolean[] correct = outcome.correct(truth);
      for (int i = 0; i < shares.length; i++) {
        shares[i] += correct[i] ? 1.0 / outcomes.size() : 0;
      }
    }
    return shares;
  }

  private Standing standing(String name, List<Outcome> outcomes, double pValue) {
    List<ConfusionMatrix> matrices = outcomes.stream().map(this::matrix).toList();
    return new Standing(
        name,
        matrices.stream().map(ConfusionMatrix::accuracy).toList(),
        Standing.mean(matrices.stream().map(ConfusionMatrix::macroF1).toList()),
        Standing.mean(outcomes.stream().map(o -> o.seconds() / 60).toList()),
        Standing.mean(outcomes.stream().map(o -> (double) o.bytes()).toList()),
        Standing.mean(outcomes.stream().map(Outcome::textsPerSecond).toList()),
        pValue,
        outcomes);
  }

  private ConfusionMatrix matrix(Outcome outcome) {
    long[][] counts = new long[labels.size()][labels.size()];
    for (int i = 0; i < truth.length; i++) {
      counts[truth[i]][outcome.predicted().get(i)]++;
    }
    return new ConfusionMatrix(labels, counts);
  }
}
