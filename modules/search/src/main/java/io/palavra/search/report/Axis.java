package io.palavra.search.report;

import io.palavra.search.space.Choice;
import io.palavra.search.space.Range;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values of scores or of an option along a line, from 0 to 1. */
final class Axis {
  private static final int MOST_NAMES = 8;

  private final double low;
  private final double high;

  /** As wide as the values, with a little room. */
  Axis(List<Double> values) {
    double least = values.stream().mapToDouble(v -> v).min().orElse(0);
    double most = values.stream().mapToDouble(v -> v).max().orElse(1);
    double room = Math.max((most - least) * 0.06, Math.abs(most) * 1e-6 + 1e-9);
    low = least - room;
    high = most + room;
  }

  double share(double value) {
    return (value - low) / (high - low);
  }

  /** Three to seven round values with their places. */
  Map<Double, String> ticks() {
    return ticks((high - low) / 3);
  }

  /** The same of whole numbers alone, for what is counted. */
  Map<Double, String> wholes() {
    return ticks(Math.max(1, (high - low) / 3));
  }

  private Map<Double, String> ticks(double most) {
    double power = Math.pow(10, Math.floor(Math.log10(most)));
    double lead = most / power;
    double step = (lead >= 5 ? 5 : lead >= 2 ? 2 : 1) * power;
    Map<Double, String> ticks = new LinkedHashMap<>();
    for (double at = Math.ceil(low / step) * step; at <= high; at += step) {
      ticks.put(share(at), Svg.number(Math.abs(at) < step / 1e6 ? 0 : at));
    }
    return ticks;
  }

  /** The values of an option with their places. */
  static Map<Double, String> ticks(Range range) {
    Map<Double, String> ticks = new LinkedHashMap<>();
    if (range instanceof Choice choice && choice.values().size() <= MOST_NAMES) {
      choice.values().forEach(value -> ticks.put(choice.unit(value), Svg.cut(value, 12)));
      return ticks;
    }
    for (double at : new double[] {0, 0.5, 1}) {
      Object value = range.value(at);
      String words = value instanceof Double d ? Svg.number(d) : String.valueOf(value);
      ticks.put(at, Svg.cut(words, 12));
    }
    return ticks;
  }
}
