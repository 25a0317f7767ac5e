package io.palavra.search.space;

import io.palavra.pipeline.BadInputException;
import java.util.OptionalLong;

/**
 * Whole numbers, both bounds included.
 *
 * @param low the least
 * @param high the most
 * @param log whether 8 to 16 is as likely as 64 to 128
 */
public record Whole(long low, long high, boolean log) implements Range {

  /**
   * @throws BadInputException when the bounds are the wrong way round, or not above 0 where {@code
   *     log}
   */
  public Whole {
    Range.between(low, high, String.valueOf(low), String.valueOf(high));
    if (log && low < 1) {
      throw BadInputException.of("range", low + " to " + high, "bounds from 1 for a log scale");
    }
    if (high - low < 0 || high - low >= 1L << 52) {
      throw BadInputException.of("range", low + " to " + high, "fewer than 2^52 numbers");
    }
  }

  @Override
  public Long value(double unit) {
    long number =
        log
            ? (long) Math.floor(Math.exp(edge(low) + unit * (edge(high + 1) - edge(low))) + 0.5)
            : low + (long) Math.floor(unit * (high - low + 1));
    return Math.max(low, Math.min(high, number));
  }

  @Override
  public double unit(Object value) {
    long number = ((Number) value).longValue();
    if (number < low || number > high) {
      throw new IllegalArgumentException(value + " is not in " + words());
    }
    if (!log) {
      return (number - low + 0.5) / (high - low + 1);
    }
    return (0.5 * (edge(number) + edge(number + 1)) - edge(low)) / (edge(high + 1) - edge(low));
  }

  /** Where the interval of a number begins, halfway from the number before. */
  private static double edge(long number) {
    return Math.log(number - 0.5);
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.of(high - low + 1);
  }

  @Override
  public boolean ordered() {
    return true;
  }

  @Override
  public String words() {
    return low + " to " + high + (log ? ", log" : "");
  }

  @Override
  public Long parse(String text) {
    return Long.valueOf(text);
  }
}
