package io.palavra.pipeline.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Rows in another language than most rows that have a sure one. The detector is slow, so once the
 * language of most rows is known it looks only at rows that the common words of that language do
 * not fill.
 */
final class OtherLanguages implements Inspector {
  /** Where no language has this share, the set is meant to be multilingual. */
  private static final double MAJORITY = 0.8;

  private static final int WARM_UP = 500;

  private final int examples;
  private final LanguageGuess guess = new LanguageGuess();
  private final Map<String, Tally> languages = new TreeMap<>();
  private final CommonWords common = new CommonWords();
  private String most = "";
  private long sure;

  OtherLanguages(int examples) {
    this.examples = examples;
  }

  @Override
  public void see(Row row) {
    boolean usual = !most.isEmpty() && common.fill(row.text());
    Optional<String> language = usual ? Optional.of(most) : guess.of(row.text());
    language.ifPresent(name -> note(name, row));
    if (most.isEmpty() || language.orElse(most).equals(most)) {
      common.learn(row.text());
    }
  }

  private void note(String language, Row row) {
    languages.computeIfAbsent(language, l -> new Tally(examples)).add(row.place(), row.text(), 0);
    if (++sure % WARM_UP == 0 && most.isEmpty()) {
      languages.forEach((name, tally) -> most = tally.count() >= MAJORITY * sure ? name : most);
    }
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<String, Tally> language : languages.entrySet()) {
      if (language.getValue().count() >= MAJORITY * sure) {
        Map<String, Tally> others = new TreeMap<>(languages);
        others.remove(language.getKey());
        if (!others.isEmpty()) {
          findings.add(finding(language.getKey(), others));
        }
      }
    }
    return findings;
  }

  private Finding finding(String usual, Map<String, Tally> others) {
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
            Locale.ROOT, "of %,d rows whose language is sure, most in %s: %s", sure, usual, which),
        others.values().stream().flatMap(o -> o.examples().stream()).limit(examples).toList());
  }
}
