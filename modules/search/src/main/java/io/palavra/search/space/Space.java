package io.palavra.search.space;

import io.palavra.pipeline.BadInputException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The options that a search may choose. A point has a number from 0 to 1 for each of them; {@link
 * #point} puts it in its one canonical form, in which numbers that mean the same value are the same
 * number and options that do not matter are left out, so that equal candidates are equal points.
 */
public final class Space {
  private static final double LEAST_PLAIN = 1e-6;

  private final List<Dimension> dimensions;
  private final int[] parents;

  /**
   * @param dimensions an option that another depends on before that one
   * @throws BadInputException for a name that stands twice, or a condition on an option that is not
   *     chosen from a list before it, or on a value that it can not have
   */
  public Space(List<Dimension> dimensions) {
    this.dimensions = List.copyOf(dimensions);
    this.parents = new int[dimensions.size()];
    if (dimensions.isEmpty()) {
      throw BadInputException.of("space", "at least one option to search over");
    }
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < parents.length; i++) {
      Dimension dimension = dimensions.get(i);
      parents[i] = dimension.condition().map(c -> parent(dimension, c, seen)).orElse(-1);
      if (seen.put(dimension.name(), i) != null) {
        throw BadInputException.of("space", dimension.name(), "each option once");
      }
    }
  }

  private int parent(Dimension dimension, Condition condition, Map<String, Integer> seen) {
    Integer index = seen.get(condition.option());
    String source = "option " + dimension.name();
    if (index == null || !(dimensions.get(index).range() instanceof Choice choice)) {
      throw BadInputException.of(
          source, "when " + condition.option(), "an option chosen from a list above it");
    }
    for (String value : condition.values()) {
      if (!choice.values().contains(value)) {
        throw BadInputException.of(
            source, "when " + condition.option() + ": " + value, "one of " + choice.words());
      }
    }
    return index;
  }

  /** The options, in order. */
  public List<Dimension> dimensions() {
    return dimensions;
  }

  /** How many there are. */
  public int size() {
    return dimensions.size();
  }

  /**
   * The candidate at a place.
   *
   * @param units from 0 to 1 each, of length {@link #size}
   */
  public Point point(double[] units) {
    double[] canonical = new double[size()];
    for (int i = 0; i < canonical.length; i++) {
      canonical[i] = Double.NaN;
      if (matters(i, canonical)) {
        Range range = dimensions.get(i).range();
        canonical[i] = range.unit(range.value(units[i]));
      }
    }
    return Point.of(canonical);
  }

  /** The candidate with these values; an option that is missing must not matter. */
  public Point pointOf(Map<String, ?> values) {
    double[] units = new double[size()];
    for (int i = 0; i < units.length; i++) {
      Object value = values.get(dimensions.get(i).name());
      units[i] = value == null ? 0.5 : dimensions.get(i).range().unit(value);
    }
    return point(units);
  }

  /** A candidate, all equally likely. */
  public Point random(SplittableRandom random) {
    double[] units = new double[size()];
    for (int i = 0; i < units.length; i++) {
      units[i] = random.nextDouble();
    }
    return point(units);
  }

  /** The values of the options that matter, in order. */
  public Map<String, Object> values(Point point) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < size(); i++) {
      if (point.active(i)) {
        values.put(dimensions.get(i).name(), dimensions.get(i).range().value(point.unit(i)));
      }
    }
    return Collections.unmodifiableMap(values);
  }

  /** The same as texts, as an option is given on a command line. */
  public Map<String, String> texts(Point point) {
    Map<String, String> texts = new LinkedHashMap<>();
    values(point).forEach((name, value) -> texts.put(name, text(value)));
    return Collections.unmodifiableMap(texts);
  }

  /** Numbers as people write them, unless that takes many zeros. */
  private static String text(Object value) {
    return value instanceof Double number && Math.abs(number) >= LEAST_PLAIN
        ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
        : String.valueOf(value);
  }

  /**
   * A point from what {@link #texts} gave.
   *
   * @throws RuntimeException when a text is no value of its option
   */
  public Point parse(Map<String, String> texts) {
    Map<String, Object> values = new HashMap<>();
    for (Dimension dimension : dimensions) {
      String text = texts.get(dimension.name());
      if (text != null) {
        values.put(dimension.name(), dimension.range().parse(text));
      }
    }
    return pointOf(values);
  }

  /** Whether an option matters, by the numbers of those before it. */
  private boolean matters(int index, double[] units) {
    int parent = parents[index];
    if (parent < 0) {
      return true;
    }
    if (Double.isNaN(units[parent])) {
      return false;
    }
    String chosen = (String) dimensions.get(parent).range().value(units[parent]);
    return dimensions.get(index).condition().orElseThrow().values().contains(chosen);
  }

  /** What each option may be and when it matters, for people, by name. */
  public SortedMap<String, String> words() {
    SortedMap<String, String> words = new TreeMap<>();
    for (Dimension dimension : dimensions) {
      String when =
          dimension.condition().map(c -> " when " + c.option() + " is " + c.values()).orElse("");
      String type = dimension.range().getClass().getSimpleName();
      words.put(dimension.name(), type + " " + dimension.range().words() + when);
    }
    return words;
  }

  /** The names, in order. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    dimensions.forEach(dimension -> names.add(dimension.name()));
    return List.copyOf(names);
  }
}
