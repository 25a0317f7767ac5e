package io.palavra.search.space;

import io.palavra.pipeline.BadInputException;
import java.util.OptionalLong;

/**
 * Whole multiples of a number, both bounds included: sizes that have to be shared out evenly.
 *
 * @param multiples what the number is multiplied by
 * @param step the number
 */
public record Stepped(Whole multiples, long step) implements Range {

  /**
   * The multiples between two bounds.
   *
   * @param log whether 64 to 128 is as likely as 512 to 1024
   * @throws BadInputException when the step is below 1, the bounds are no multiples of it, or are
   *     the wrong way round
   */
  public static Stepped of(long low, long high, long step, boolean log) {
    if (step < 1 || low % step != 0 || high % step != 0) {
      throw BadInputException.of(
          "range",
          low + " to " + high + " by " + step,
          "bounds that are multiples of a step from 1");
    }
    return new Stepped(new Whole(low / step, high / step, log), step);
  }

  @Override
  public Long value(double unit) {
    return multiples.value(unit) * step;
  }

  @Override
  public double unit(Object value) {
    long number = ((Number) value).longValue();
    if (number % step != 0) {
      throw new IllegalArgumentException(value + " is not in " + words());
    }
    return multiples.unit(number / step);
  }

  @Override
  public OptionalLong size() {
    return multiples.size();
  }

  @Override
  public boolean ordered() {
    return true;
  }

  @Override
  public String words() {
    String log = multiples.log() ? ", log" : "";
    return multiples.low() * step + " to " + multiples.high() * step + " by " + step + log;
  }

  @Override
  public Long parse(String text) {
    return Long.valueOf(text);
  }
}
