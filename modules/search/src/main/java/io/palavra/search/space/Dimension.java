package io.palavra.search.space;

import java.util.Optional;

/**
 * An option that a search may choose.
 *
 * @param name of the option
 * @param range its values
 * @param condition when it matters; empty for always
 */
public record Dimension(String name, Range range, Optional<Condition> condition) {

  /** An option that always matters. */
  public static Dimension of(String name, Range range) {
    return new Dimension(name, range, Optional.empty());
  }

  /** The same, mattering only where another option has one of these values. */
  public Dimension when(Condition value) {
    return new Dimension(name, range, Optional.of(value));
  }
}
