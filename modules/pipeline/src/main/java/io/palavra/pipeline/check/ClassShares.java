package io.palavra.pipeline.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/**
 * Whether classes have other shares in dev or test than in train. What learns from a class that is
 * half of train, and a fifth of what is judged, says that class too often.
 */
final class ClassShares {
  /** Share of a part that would have to be of other classes for its shares to be those of train. */
  private static final double FAR = 0.2;

  /** So many times what a random sample of train is away from it in the mean is no chance. */
  private static final double BEYOND_CHANCE = 3;

  private static final int PERCENT = 100;

  private ClassShares() {}

  /** What is to be said of parts whose texts have one class each. */
  static List<Finding> findings(List<PartStats> parts) {
    List<Finding> findings = new ArrayList<>();
    for (PartStats learned : parts) {
      SortedMap<String, Long> train = learned.stats().labels();
      if (learned.part() == Part.TRAIN
          && train.size() > 1
          && train.size() < StatsBuilder.MOST_LABELS) {
        for (PartStats judged : parts) {
          if (judged.part() != Part.TRAIN
              && train.keySet().containsAll(judged.stats().labels().keySet())) {
            compare(judged.part(), judged.stats().labels(), train, findings);
          }
        }
      }
    }
    return findings;
  }

  private static void compare(
      Part part, Map<String, Long> judged, Map<String, Long> train, List<Finding> findings) {
    double learned = total(train);
    double rows = total(judged);
    double distance = 0;
    double byChance = 0;
    double widest = 0;
    String of = "";
    for (Map.Entry<String, Long> label : train.entrySet()) {
      double there = label.getValue() / learned;
      double away = judged.getOrDefault(label.getKey(), 0L) / rows - there;
      distance += Math.abs(away) / 2;
      byChance += Math.sqrt(2 * there * (1 - there) / (Math.PI * rows)) / 2;
      if (Math.abs(away) > widest) {
        widest = Math.abs(away);
        of = label.getKey();
      }
    }
    if (distance >= Math.max(FAR, BEYOND_CHANCE * byChance)) {
      findings.add(
          new Finding(
              Severity.WARNING,
              FindingKind.OTHER_SHARES,
              part + "/" + Part.TRAIN,
              Math.round(distance * rows),
              String.format(
                  Locale.ROOT,
                  "classes have other shares in train than in %s, \"%s\" %.1f and %.1f %%: "
                      + "classWeights=balanced lets each count the same",
                  part,
                  Excerpt.of(of),
                  PERCENT * train.get(of) / learned,
                  PERCENT * judged.getOrDefault(of, 0L) / rows),
              List.of()));
    }
  }

  private static double total(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
