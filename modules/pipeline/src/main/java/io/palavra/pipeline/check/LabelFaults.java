package io.palavra.pipeline.check;

import com.ibm.icu.text.Normalizer2;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Faults of labels: none, variants, one class, rare and unequal classes, classes train lacks. */
final class LabelFaults implements Inspector {
  private static final Normalizer2 FOLD = Normalizer2.getNFKCCasefoldInstance();
  private static final int MOST_LABELS = StatsBuilder.MOST_LABELS;
  private static final int RARE = 10;
  private static final int UNEQUAL = 3;
  private static final int VERY_UNEQUAL = 10;

  private final int examples;
  private final String separator;
  private final Map<Part, SortedMap<String, Tally>> labels = new EnumMap<>(Part.class);
  private final Map<Part, Tally> empty = new EnumMap<>(Part.class);

  /**
   * @param separator what stands between the labels of a text; empty for one class each
   */
  LabelFaults(int examples, String separator) {
    this.examples = examples;
    this.separator = separator;
  }

  @Override
  public void see(Row row) {
    if (row.label().isBlank()) {
      empty
          .computeIfAbsent(row.part(), part -> new Tally(examples))
          .add(row.place(), row.text(), 0);
      return;
    }
    SortedMap<String, Tally> known = labels.computeIfAbsent(row.part(), part -> new TreeMap<>());
    for (String one : labelsOf(row)) {
      if (known.containsKey(one) || known.size() < MOST_LABELS) {
        known
            .computeIfAbsent(one, label -> new Tally(Math.min(1, examples)))
            .add(row.place(), one, 0);
      }
    }
  }

  private List<String> labelsOf(Row row) {
    return separator.isEmpty()
        ? List.of(row.label())
        : Pattern.compile(Pattern.quote(separator))
            .splitAsStream(row.label())
            .map(String::strip)
            .filter(label -> !label.isEmpty())
            .distinct()
            .toList();
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    empty.forEach(
        (part, tally) ->
            findings.add(
                new Finding(
                    Severity.GRAVE,
                    FindingKind.EMPTY_LABEL,
                    part.toString(),
                    tally.count(),
                    rows(tally.count()) + " without a label",
                    tally.examples())));
    variants(findings);
    SortedMap<String, Tally> train = labels.getOrDefault(Part.TRAIN, new TreeMap<>());
    classes(train, findings);
    unseen(train, findings);
    return findings;
  }

  private void variants(List<Finding> findings) {
    SortedMap<String, SortedMap<String, List<Tally>>> groups = new TreeMap<>();
    labels.values().stream()
        .flatMap(known -> known.entrySet().stream())
        .forEach(
            label ->
                groups
                    .computeIfAbsent(FOLD.normalize(label.getKey().strip()), k -> new TreeMap<>())
                    .computeIfAbsent(label.getKey(), k -> new ArrayList<>())
                    .add(label.getValue()));
    for (SortedMap<String, List<Tally>> group : groups.values()) {
      if (group.size() > 1) {
        long rarest = Long.MAX_VALUE;
        List<Example> shown = new ArrayList<>();
        for (List<Tally> forms : group.values()) {
          rarest = Math.min(rarest, forms.stream().mapToLong(Tally::count).sum());
          forms.stream()
              .map(Tally::examples)
              .filter(e -> shown.size() < examples)
              .forEach(shown::addAll);
        }
        String forms =
            group.keySet().stream()
                .map(form -> '"' + Excerpt.of(form) + '"')
                .collect(Collectors.joining(", "));
        findings.add(
            new Finding(
                Severity.GRAVE,
                FindingKind.LABEL_VARIANTS,
                "all",
                group.size(),
                "one label is written in "
                    + group.size()
                    + " ways: "
                    + forms
                    + " (the rarest on "
                    + rows(rarest)
                    + ")",
                shown));
      }
    }
  }

  private void classes(SortedMap<String, Tally> train, List<Finding> findings) {
    if (train.size() < 2) {
      if (!train.isEmpty()) {
        String only = train.firstKey();
        findings.add(
            train(
                Severity.GRAVE,
                FindingKind.ONE_CLASS,
                train.get(only).count(),
                "every row has the label \"" + Excerpt.of(only) + '"',
                List.of()));
      }
      return;
    }
    List<Map.Entry<String, Tally>> rare =
        train.entrySet().stream().filter(label -> label.getValue().count() < RARE).toList();
    if (!rare.isEmpty()) {
      List<Example> shown =
          rare.stream().flatMap(l -> l.getValue().examples().stream()).limit(examples).toList();
      findings.add(
          train(
              Severity.WARNING,
              FindingKind.RARE_CLASS,
              rare.size(),
              String.format(
                  Locale.ROOT,
                  "%d of %d %s have fewer than %d rows",
                  rare.size(),
                  train.size(),
                  separator.isEmpty() ? "classes" : "labels",
                  RARE),
              shown));
    }
    long most = train.values().stream().mapToLong(Tally::count).max().orElseThrow();
    long least = train.values().stream().mapToLong(Tally::count).min().orElseThrow();
    if (most >= UNEQUAL * least) {
      String message =
          String.format(
              Locale.ROOT,
              separator.isEmpty()
                  ? "the largest class has %,d rows, the smallest %,d"
                  : "the most frequent label has %,d rows, the rarest %,d",
              most,
              least);
      findings.add(
          train(
              most >= VERY_UNEQUAL * least ? Severity.WARNING : Severity.NOTE,
              FindingKind.UNBALANCED,
              most / least,
              message,
              List.of()));
    }
  }

  private void unseen(SortedMap<String, Tally> train, List<Finding> findings) {
    if (train.isEmpty() || train.size() >= MOST_LABELS) {
      return;
    }
    labels.forEach(
        (part, known) ->
            known.forEach(
                (label, tally) -> {
                  if (!train.containsKey(label)) {
                    findings.add(
                        new Finding(
                            Severity.GRAVE,
                            FindingKind.UNSEEN_LABEL,
                            part.toString(),
                            tally.count(),
                            "train has no label \""
                                + Excerpt.of(label)
                                + "\", which stands on "
                                + rows(tally.count()),
                            tally.examples()));
                  }
                }));
  }

  private static Finding train(
      Severity severity, FindingKind kind, long count, String message, List<Example> examples) {
    return new Finding(severity, kind, Part.TRAIN.toString(), count, message, examples);
  }

  private static String rows(long count) {
    return String.format(Locale.ROOT, count == 1 ? "%,d row" : "%,d rows", count);
  }
}
