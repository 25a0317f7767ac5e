package io.palavra.search.arbiter;

import io.palavra.search.space.Range;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalLong;
import java.util.function.DoubleFunction;

/**
 * The numbers of one of Arbiter's parameters. Only its values at places of the unit interval are
 * asked for, which never fall, so that any distribution that Arbiter knows will do; what is not
 * whole is rounded to four significant digits.
 */
final class LeafRange implements Range {
  private static final MathContext DIGITS = new MathContext(4);
  private static final double EDGE = 1e-9;
  private static final int HALVINGS = 60;

  private final DoubleFunction<?> quantile;
  private final boolean whole;

  /**
   * @param quantile the value at a place; some distributions have none at 0 and 1
   */
  LeafRange(DoubleFunction<?> quantile) {
    this.quantile = quantile;
    this.whole = quantile.apply(0.5) instanceof Integer;
  }

  @Override
  public Object value(double unit) {
    Number raw = (Number) quantile.apply(Math.max(EDGE, Math.min(1 - EDGE, unit)));
    if (whole) {
      return raw.longValue();
    }
    return new BigDecimal(raw.doubleValue()).round(DIGITS).doubleValue();
  }

  @Override
  public double unit(Object value) {
    double wanted = ((Number) value).doubleValue();
    double low = edge(wanted, false);
    double high = edge(wanted, true);
    double middle = (low + high) / 2;
    if (((Number) value(middle)).doubleValue() != wanted) {
      throw new IllegalArgumentException(value + " is not in " + words());
    }
    return middle;
  }

  /** Where the values begin to be as large as this one, or larger. */
  private double edge(double wanted, boolean larger) {
    double low = 0;
    double high = 1;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      double at = ((Number) value(middle)).doubleValue();
      if (larger ? at > wanted : at >= wanted) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  @Override
  public OptionalLong size() {
    return whole ? OptionalLong.of((Long) value(1) - (Long) value(0) + 1) : OptionalLong.empty();
  }

  @Override
  public boolean ordered() {
    return true;
  }

  @Override
  public String words() {
    return value(0) + " to " + value(1);
  }

  @Override
  public Object parse(String text) {
    if (whole) {
      return Long.valueOf(text);
    }
    return Double.valueOf(text);
  }
}
