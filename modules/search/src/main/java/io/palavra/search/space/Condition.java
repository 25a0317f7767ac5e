package io.palavra.search.space;

import java.util.Set;
import java.util.TreeSet;

/**
 * When an option matters.
 *
 * @param option another option of the space, one that is chosen from a list
 * @param values of that option with which this one matters
 */
public record Condition(String option, Set<String> values) {

  /** Copies the set. */
  public Condition {
    values = java.util.Collections.unmodifiableSet(new TreeSet<>(values));
  }
}
