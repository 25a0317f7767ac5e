package io.palavra.pipeline.catalog;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.NearestName;
import io.palavra.pipeline.file.CharsetName;
import io.palavra.pipeline.option.OptionValue;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How to read, by option name; names and values are checked.
 *
 * @param values option by name
 */
record ReadingOptions(Map<String, String> values) {
  private static final List<String> YES = List.of("yes", "true");
  private static final List<String> NO = List.of("no", "false");

  ReadingOptions {
    values = Map.copyOf(values);
  }

  /** Refuses every option that is not known, with the nearest that is. */
  ReadingOptions only(Set<String> known) {
    for (String name : new TreeSet<>(values.keySet())) {
      if (!known.contains(name)) {
        throw BadInputException.of(
            "reading option", name, "a known option; " + NearestName.advice(name, known));
      }
    }
    return this;
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  String get(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  String required(String name) {
    return get(name)
        .orElseThrow(() -> BadInputException.of("reading option " + name, "a value for it"));
  }

  Charset charset() {
    return CharsetName.parse(get("charset", "UTF-8"));
  }

  boolean flag(String name, boolean otherwise) {
    String value = get(name, otherwise ? "yes" : "no").toLowerCase(Locale.ROOT);
    if (!YES.contains(value) && !NO.contains(value)) {
      throw BadInputException.of(name, value, "yes or no");
    }
    return YES.contains(value);
  }

  /** A column from 1; the word {@code last} is 0. */
  int column(String name, int otherwise) {
    String value = get(name, String.valueOf(otherwise));
    if (value.equals("last")) {
      return 0;
    }
    try {
      int column = Integer.parseInt(value);
      if (column > 0 && column <= 1000 || column == otherwise) {
        return column;
      }
    } catch (NumberFormatException e) {
      throw BadInputException.of(name, value, "a column's number from 1, or last").because(e);
    }
    throw BadInputException.of(name, value, "a column's number from 1, or last");
  }

  <E extends Enum<E>> E choice(String name, E otherwise) {
    E[] all = otherwise.getDeclaringClass().getEnumConstants();
    Optional<String> value = get(name);
    if (value.isEmpty()) {
      return otherwise;
    }
    List<String> names = OptionValue.choices(otherwise.getDeclaringClass());
    int index = names.indexOf(value.get().toLowerCase(Locale.ROOT));
    if (index < 0) {
      throw BadInputException.of(name, value.get(), NearestName.advice(value.get(), names));
    }
    return all[index];
  }
}
