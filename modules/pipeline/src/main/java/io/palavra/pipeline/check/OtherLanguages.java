package io.palavra.pipeline.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Rows in another language than most rows that have a sure one. */
final class OtherLanguages implements Inspector {
  /** Where no language has this share, the set is meant to be multilingual. */
  private static final double MAJORITY = 0.8;

  /** Of a data set's rows this many at most are looked at, the first ones. */
  private static final int MOST_ROWS = 2_000_000;

  private final int examples;
  private final LanguageGuess guess = new LanguageGuess();
  private final Map<String, Tally> languages = new TreeMap<>();
  private long rows;

  OtherLanguages(int examples) {
    this.examples = examples;
  }

  @Override
  public void see(Row row) {
    if (rows++ < MOST_ROWS) {
      guess
          .of(row.text())
          .ifPresent(
              language ->
                  languages
                      .computeIfAbsent(language, l -> new Tally(examples))
                      .add(row.place(), row.text(), 0));
    }
  }

  @Override
  public List<Finding> findings() {
    long sure = languages.values().stream().mapToLong(Tally::count).sum();
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<String, Tally> language : languages.entrySet()) {
      if (language.getValue().count() >= MAJORITY * sure) {
        Map<String, Tally> others = new TreeMap<>(languages);
        others.remove(language.getKey());
        others.values().removeIf(tally -> tally.count() == 0);
        if (!others.isEmpty()) {
          findings.add(finding(language.getKey(), others, sure));
        }
      }
    }
    return findings;
  }

  private Finding finding(String most, Map<String, Tally> others, long sure) {
    long count = others.values().stream().mapToLong(Tally::count).sum();
    String which =
        others.entrySet().stream()
            .map(other -> other.getValue().count() + " in " + other.getKey())
            .collect(Collectors.joining(", "));
    return new Finding(
        count * 100 >= sure ? Severity.WARNING : Severity.NOTE,
        FindingKind.OTHER_LANGUAGE,
        "all",
        count,
        String.format(
            Locale.ROOT, "of %,d rows whose language is sure, most in %s: %s", sure, most, which),
        others.values().stream().flatMap(o -> o.examples().stream()).limit(examples).toList());
  }
}
