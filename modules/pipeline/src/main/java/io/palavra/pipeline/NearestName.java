package io.palavra.pipeline;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The name that was probably meant, by Levenshtein distance, whatever the case of its letters. */
public final class NearestName {
  /** A slip has no more wrong letters than this. */
  private static final int MOST_WRONG = 4;

  /** No name is longer; what is longer is compared by its beginning. */
  private static final int LONGEST = 80;

  private NearestName() {}

  /** The known name nearest to a given one, where it is near enough to be a slip. */
  public static Optional<String> of(String given, Collection<String> known) {
    String wanted = given.substring(0, Math.min(LONGEST, given.length())).toLowerCase(Locale.ROOT);
    LevenshteinDistance distance =
        new LevenshteinDistance(Math.min(MOST_WRONG, 1 + wanted.length() / 3));
    return known.stream()
        .filter(name -> distance.apply(wanted, name.toLowerCase(Locale.ROOT)) >= 0)
        .min(
            Comparator.comparingInt(
                    (String name) -> distance.apply(wanted, name.toLowerCase(Locale.ROOT)))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Words for a complaint: the nearest name, or all of them. */
  public static String advice(String given, Collection<String> known) {
    return of(given, known)
        .map(name -> "did you mean " + name + "?")
        .orElse("one of " + String.join(", ", known.stream().sorted().toList()));
  }

  /** Words to end a complaint with: {@code ; did you mean NAME?}, or none. */
  public static String hint(String given, Collection<String> known) {
    return of(given, known).map(name -> "; did you mean " + name + "?").orElse("");
  }

  /** Words for a complaint where names are few: all of them in their order, and the nearest. */
  public static String choice(String given, Collection<String> known) {
    return "one of " + String.join(", ", known) + hint(given, known);
  }
}
