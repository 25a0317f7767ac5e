package io.palavra.pipeline.option;

import io.palavra.pipeline.BadInputException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How options' values are written: constants in lower case, with hyphens for underscores. */
public final class OptionValue {
  private OptionValue() {}

  /** A value as an option has it; one that is no constant is its own text. */
  public static String of(Object value) {
    return value instanceof Enum<?> constant ? spelled(constant.name()) : String.valueOf(value);
  }

  /** A constant's name, in whatever case and with hyphens or underscores, as an option has it. */
  public static String spelled(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All constants of a type, in their order. */
  public static List<String> choices(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants()).map(OptionValue::of).toList();
  }

  /** What would be right, for a complaint. */
  public static String expected(Class<? extends Enum<?>> type) {
    List<String> choices = choices(type);
    return choices.size() == 2
        ? String.join(" or ", choices)
        : "one of " + String.join(", ", choices);
  }

  /** The constant that is written so, to the letter. */
  public static <E extends Enum<E>> Optional<E> read(String text, Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> of(constant).equals(text))
        .findFirst();
  }

  /**
   * As {@link #read}, of what a user gave.
   *
   * @param source what to name in a complaint
   * @throws BadInputException when none is written so
   */
  public static <E extends Enum<E>> E parse(String source, String text, Class<E> type) {
    return read(text, type).orElseThrow(() -> BadInputException.of(source, text, expected(type)));
  }
}
