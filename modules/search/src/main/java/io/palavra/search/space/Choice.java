package io.palavra.search.space;

import io.palavra.pipeline.BadInputException;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;

/**
 * One of a list, as texts.
 *
 * @param values in the order given
 */
public record Choice(List<String> values) implements Range {

  /**
   * @throws BadInputException for an empty list, or the same value twice
   */
  public Choice {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw BadInputException.of("range", "[]", "at least one value to choose from");
    }
    if (new HashSet<>(values).size() < values.size()) {
      throw BadInputException.of("range", values.toString(), "each value once");
    }
  }

  @Override
  public String value(double unit) {
    return values.get((int) Math.min(values.size() - 1, Math.floor(unit * values.size())));
  }

  @Override
  public double unit(Object value) {
    int index = values.indexOf(value);
    if (index < 0) {
      throw new IllegalArgumentException(value + " is not in " + words());
    }
    return (index + 0.5) / values.size();
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.of(values.size());
  }

  @Override
  public boolean ordered() {
    return false;
  }

  @Override
  public String words() {
    return String.join(", ", values);
  }

  @Override
  public String parse(String text) {
    return text;
  }
}
