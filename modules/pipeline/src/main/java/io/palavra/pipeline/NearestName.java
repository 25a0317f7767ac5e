package io.palavra.pipeline;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The name that was probably meant, by Levenshtein distance. */
public final class NearestName {
  private NearestName() {}

  /** The known name nearest to a given one, where it is near enough to be a slip. */
  public static Optional<String> of(String given, Collection<String> known) {
    LevenshteinDistance distance = new LevenshteinDistance(1 + given.length() / 2);
    return known.stream()
        .filter(name -> distance.apply(given, name) >= 0)
        .min(
            Comparator.comparingInt((String name) -> distance.apply(given, name))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Words for a complaint: the nearest name, or all of them. */
  public static String advice(String given, Collection<String> known) {
    return of(given, known)
        .map(name -> "did you mean " + name + "?")
        .orElse("one of " + String.join(", ", known.stream().sorted().toList()));
  }
}
