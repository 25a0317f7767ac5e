package io.palavra.search.trial;

import io.palavra.pipeline.BadInputException;
import java.util.Comparator;
import java.util.Locale;

/**
 * Names a training.
 *
 * @param candidate from 0, in the order proposed
 * @param repeat 0 for the search's own seed, from 1 for the same options with other seeds
 */
public record TrialId(int candidate, int repeat) implements Comparable<TrialId> {
  private static final Comparator<TrialId> ORDER =
      Comparator.comparingInt(TrialId::candidate).thenComparingInt(TrialId::repeat);

  /** The search's own training of a candidate. */
  public static TrialId of(int candidate) {
    return new TrialId(candidate, 0);
  }

  /** For folders and tables: {@code 0007}, {@code 0007-2}. */
  @Override
  public String toString() {
    String number = String.format(Locale.ROOT, "%04d", candidate);
    return repeat == 0 ? number : number + "-" + repeat;
  }

  /**
   * What {@link #toString} gave.
   *
   * @throws BadInputException for anything else
   */
  public static TrialId parse(String text) {
    if (!text.matches("[0-9]{1,9}(-[0-9]{1,9})?")) {
      throw BadInputException.of("candidate", text, "a number such as 7, or 7-2 for a repeat");
    }
    String[] parts = text.split("-");
    return new TrialId(
        Integer.parseInt(parts[0]), parts.length > 1 ? Integer.parseInt(parts[1]) : 0);
  }

  @Override
  public int compareTo(TrialId other) {
    return ORDER.compare(this, other);
  }
}
