package io.palavra.search.space;

import io.palavra.pipeline.BadInputException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalLong;

/**
 * Numbers without gaps, rounded to four significant digits so that people can read them and write
 * them down.
 *
 * @param low the least
 * @param high the most
 * @param log whether each power of ten is as likely as the next
 */
public record Continuous(double low, double high, boolean log) implements Range {
  private static final MathContext DIGITS = new MathContext(4);

  /**
   * @throws BadInputException when the bounds are the wrong way round, or not above 0 where {@code
   *     log}
   */
  public Continuous {
    Range.between(low, high, String.valueOf(low), String.valueOf(high));
    if (log && low <= 0) {
      throw BadInputException.of("range", low + " to " + high, "bounds above 0 for log-uniform");
    }
  }

  @Override
  public Double value(double unit) {
    double raw =
        log
            ? Math.exp(Math.log(low) + unit * (Math.log(high) - Math.log(low)))
            : low + unit * (high - low);
    double rounded = new BigDecimal(raw).round(DIGITS).doubleValue();
    return Math.max(low, Math.min(high, rounded));
  }

  @Override
  public double unit(Object value) {
    double number = ((Number) value).doubleValue();
    if (!(number >= low && number <= high)) {
      throw new IllegalArgumentException(value + " is not in " + words());
    }
    return log
        ? (Math.log(number) - Math.log(low)) / (Math.log(high) - Math.log(low))
        : (number - low) / (high - low);
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.empty();
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
  public Double parse(String text) {
    return Double.valueOf(text);
  }
}
