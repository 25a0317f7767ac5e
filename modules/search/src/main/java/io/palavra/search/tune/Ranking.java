package io.palavra.search.tune;

import io.palavra.search.trial.Objective;
import io.palavra.search.trial.Trial;
import io.palavra.search.trial.TrialStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The candidates of a search, the best first: by their own score, or, once the best of them were
 * trained with further seeds, those by the mean of all their scores before the others, however many
 * seeds each of them has had.
 *
 * @param objective what is compared
 * @param standings the best first; those without a score last
 */
public record Ranking(Objective objective, List<Standing> standings) {

  /** Copies the list. */
  public Ranking {
    standings = List.copyOf(standings);
  }

  /**
   * A candidate's place.
   *
   * @param trial the search's own training of it
   * @param repeats those with other seeds that have ended well
   * @param mean of all scores; empty where it has none
   */
  public record Standing(Trial trial, List<Trial> repeats, Optional<Double> mean) {

    /** Copies the list. */
    public Standing {
      repeats = List.copyOf(repeats);
    }

    private double loss(Objective objective) {
      return mean.map(m -> objective.minimise() ? m : -m).orElse(Double.POSITIVE_INFINITY);
    }
  }

  /** All candidates ranked. */
  public static Ranking of(Objective objective, List<Trial> trials) {
    Map<Integer, List<Trial>> byCandidate = new LinkedHashMap<>();
    for (Trial trial : trials) {
      byCandidate.computeIfAbsent(trial.id().candidate(), n -> new ArrayList<>()).add(trial);
    }
    List<Standing> standings = new ArrayList<>();
    for (List<Trial> family : byCandidate.values()) {
      Trial own = family.get(0);
      List<Trial> repeats =
          family.stream().skip(1).filter(trial -> Double.isFinite(objective.loss(trial))).toList();
      standings.add(new Standing(own, repeats, mean(objective, own, repeats)));
    }
    standings.sort(
        Comparator.comparing((Standing standing) -> standing.repeats.isEmpty())
            .thenComparingDouble(standing -> standing.loss(objective))
            .thenComparing(standing -> standing.trial.id()));
    return new Ranking(objective, standings);
  }

  private static Optional<Double> mean(Objective objective, Trial own, List<Trial> repeats) {
    if (!Double.isFinite(objective.loss(own))) {
      return Optional.empty();
    }
    double sum = objective.of(own).orElseThrow();
    for (Trial repeat : repeats) {
      sum += objective.of(repeat).orElseThrow();
    }
    return Optional.of(sum / (1 + repeats.size()));
  }

  /** The best; empty while no candidate has a score. */
  public Optional<Standing> winner() {
    return standings.stream().filter(standing -> standing.mean().isPresent()).findFirst();
  }

  /** The best by the search's own seed alone, those that failed left out. */
  public List<Trial> top(int count) {
    return standings.stream()
        .map(Standing::trial)
        .filter(trial -> trial.status() != TrialStatus.RUNNING)
        .filter(trial -> Double.isFinite(objective.loss(trial)))
        .sorted(Comparator.comparingDouble(objective::loss).thenComparing(Trial::id))
        .limit(count)
        .toList();
  }

  /** The candidates that no other beats in both objectives, the best in the first one first. */
  public List<Trial> front(Objective second) {
    List<Trial> front = new ArrayList<>();
    double best = Double.POSITIVE_INFINITY;
    for (Trial trial : top(Integer.MAX_VALUE)) {
      double loss = second.loss(trial);
      if (loss < best) {
        best = loss;
        front.add(trial);
      }
    }
    return List.copyOf(front);
  }
}
