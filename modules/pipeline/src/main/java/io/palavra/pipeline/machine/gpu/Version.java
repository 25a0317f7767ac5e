package io.palavra.pipeline.machine.gpu;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Numbers with dots between them: {@code 510.39.01}, {@code 8.6}.
 *
 * @param text as it was given
 */
public record Version(String text) implements Comparable<Version> {
  private static final String FORM = "[0-9]{1,6}(\\.[0-9]{1,6}){1,3}";

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if it is none
   */
  public Version {
    if (!text.matches(FORM)) {
      throw new IllegalArgumentException("no version: " + text);
    }
  }

  /** Reads a version; empty where {@code text} is none. */
  public static Optional<Version> parse(String text) {
    return text.matches(FORM) ? Optional.of(new Version(text)) : Optional.empty();
  }

  /** The number before the first dot. */
  public int major() {
    return part(0);
  }

  /** The number behind the first dot. */
  public int minor() {
    return part(1);
  }

  private int part(int i) {
    int[] parts = parts();
    return i < parts.length ? parts[i] : 0;
  }

  private int[] parts() {
    return Arrays.stream(text.split("\\.")).mapToInt(Integer::parseInt).toArray();
  }

  /** Number by number, a missing one counting as zero. */
  @Override
  public int compareTo(Version other) {
    for (int i = 0; i < 4; i++) {
      if (part(i) != other.part(i)) {
        return Integer.compare(part(i), other.part(i));
      }
    }
    return 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Version that && compareTo(that) == 0;
  }

  @Override
  public int hashCode() {
    return Arrays.stream(parts()).boxed().collect(Collectors.toList()).get(0);
  }

  @Override
  public String toString() {
    return text;
  }
}
