package io.palavra.pipeline.check;

import io.palavra.pipeline.corpus.Place;
import io.palavra.pipeline.split.ComparableText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The second pass: looks up the rows of the pairs that the first pass found and compares the
 * similar ones. It holds the 5-grams of earlier rows up to 64 MB; pairs beyond are not compared,
 * and the finding says "at least".
 */
final class Twins {
  private static final long MOST_SHINGLES = 8_000_000;

  private final CheckOptions options;
  private final Map<TwinGroup, PairList> equal;
  private final Map<Part, long[]> rows;

  /** The earlier rows of each later row. */
  private final Map<Long, List<Long>> candidates = new HashMap<>();

  private final Set<Long> shown = new HashSet<>();
  private final Set<Long> compared = new HashSet<>();
  private final Map<Long, Known> known = new HashMap<>();
  private final Map<TwinGroup, Near> near = new HashMap<>();
  private long held;
  private boolean cut;

  private record Known(Part part, Place place, String excerpt, String label, long[] shingles) {}

  private static final class Near {
    final Tally tally;
    final Set<Long> firsts = new HashSet<>();
    long otherLabel;

    Near(int examples) {
      this.tally = new Tally(examples);
    }
  }

  Twins(
      CheckOptions options,
      Map<TwinGroup, PairList> equal,
      PairList similar,
      Map<Part, long[]> rows) {
    this.options = options;
    this.equal = equal;
    this.rows = rows;
    this.cut = similar.count() > similar.kept();
    for (PairList pairs : equal.values()) {
      for (int i = 0; i < pairs.kept(); i++) {
        shown.add(pairs.first(i));
        shown.add(pairs.second(i));
      }
    }
    for (int i = 0; i < similar.kept(); i++) {
      compared.add(similar.first(i));
      candidates
          .computeIfAbsent(similar.second(i), row -> new ArrayList<>(2))
          .add(similar.first(i));
    }
  }

  boolean isEmpty() {
    return shown.isEmpty() && compared.isEmpty();
  }

  void see(Part part, long number, Place place, String text, String label) {
    boolean first = compared.contains(number);
    List<Long> earlier = candidates.remove(number);
    if (!first && earlier == null && !shown.contains(number)) {
      return;
    }
    long[] shingles = new long[0];
    if (first || earlier != null) {
      Optional<long[]> own = Shingles.of(ComparableText.of(text));
      shingles = own.orElse(shingles);
    }
    Known row = new Known(part, place, Excerpt.of(text), label, shingles);
    if (earlier != null) {
      compare(row, earlier);
    }
    boolean room = held + shingles.length <= MOST_SHINGLES;
    cut |= first && !room;
    if (first && room) {
      held += shingles.length;
      known.put(number, row);
    } else if (shown.contains(number)) {
      known.put(number, new Known(part, place, row.excerpt(), label, new long[0]));
    }
  }

  private void compare(Known row, List<Long> earlier) {
    long best = -1;
    double similarity = options.similarity();
    for (long number : earlier) {
      Known other = known.get(number);
      if (other != null && other.shingles().length > 0) {
        double found = Shingles.similarity(row.shingles(), other.shingles());
        if (found >= similarity) {
          similarity = found;
          best = number;
        }
      }
    }
    if (best < 0) {
      return;
    }
    Known other = known.get(best);
    FindingKind kind =
        other.part() == row.part() ? FindingKind.NEAR_DUPLICATE : FindingKind.NEAR_OVERLAP;
    Near group =
        near.computeIfAbsent(
            new TwinGroup(kind, other.part(), row.part()), g -> new Near(options.examples()));
    group.firsts.add(best);
    group.otherLabel += row.label().equals(other.label()) ? 0 : 1;
    group.tally.add(
        new Example(List.of(row.place(), other.place()), row.excerpt() + " ~ " + other.excerpt()));
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    equal.forEach((group, pairs) -> findings.add(equal(group, pairs)));
    near.forEach((group, found) -> findings.add(near(group, found)));
    return findings;
  }

  private Finding equal(TwinGroup group, PairList pairs) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < pairs.kept(); i++) {
      Known first = known.get(pairs.first(i));
      Known second = known.get(pairs.second(i));
      String labels =
          group.kind() == FindingKind.CONTRADICTING_LABELS
              ? Excerpt.of(second.label()) + " / " + Excerpt.of(first.label()) + ": "
              : "";
      examples.add(new Example(List.of(second.place(), first.place()), labels + second.excerpt()));
    }
    String message =
        switch (group.kind()) {
          case CONTRADICTING_LABELS -> number(pairs.count(), "text") + " with different labels";
          case OVERLAP ->
              number(pairs.count(), "text") + " of " + group.first() + " also in " + group.second();
          default ->
              number(pairs.count(), "row")
                  + " of "
                  + String.format(Locale.ROOT, "%,d", rowsOf(group.first()))
                  + " with a text that stands earlier";
        };
    return new Finding(
        severity(group, pairs.count()),
        group.kind(),
        group.where(),
        pairs.count(),
        message,
        examples);
  }

  private Finding near(TwinGroup group, Near found) {
    boolean overlap = group.kind() == FindingKind.NEAR_OVERLAP;
    long count = overlap ? found.firsts.size() : found.tally.count();
    String least = cut ? "at least " : "";
    String labels =
        found.otherLabel == 0
            ? ""
            : String.format(Locale.ROOT, " (%,d pairs with different labels)", found.otherLabel);
    String message =
        overlap
            ? least
                + number(count, "text")
                + " of "
                + group.first()
                + " almost alike in "
                + group.second()
                + labels
            : least + number(count, "row") + " almost like an earlier one" + labels;
    return new Finding(
        severity(group, count),
        group.kind(),
        group.where(),
        count,
        message,
        found.tally.examples());
  }

  private Severity severity(TwinGroup group, long count) {
    double rate = (double) count / rowsOf(group.first());
    return switch (group.kind()) {
      case OVERLAP -> rate >= 0.01 ? Severity.GRAVE : Severity.WARNING;
      case CONTRADICTING_LABELS -> rate >= 0.01 ? Severity.GRAVE : Severity.WARNING;
      case NEAR_OVERLAP -> rate >= 0.01 ? Severity.WARNING : Severity.NOTE;
      default -> rate >= 0.05 ? Severity.WARNING : Severity.NOTE;
    };
  }

  private long rowsOf(Part part) {
    return Math.max(1, rows.getOrDefault(part, new long[1])[0]);
  }

  private static String number(long count, String what) {
    return String.format(Locale.ROOT, count == 1 ? "%,d %s" : "%,d %ss", count, what);
  }
}
