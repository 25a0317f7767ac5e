package io.palavra.training.options;

import io.palavra.pipeline.option.OptionValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A single value: how its text is read, and written so that the same value comes back.
 *
 * @param javaType boxed
 */
record ScalarType(Class<?> javaType) {
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9](_?[0-9]){0,20}");
  private static final Pattern DECIMAL =
      Pattern.compile(
          "[+-]?([0-9]{1,400}(\\.[0-9]{0,400})?|\\.[0-9]{1,400})([eE][+-]?[0-9]{1,4})?");

  static Optional<ScalarType> of(Class<?> type) {
    Class<?> boxed = boxed(type);
    boolean known =
        boxed == Boolean.class
            || boxed == Integer.class
            || boxed == Long.class
            || boxed == Float.class
            || boxed == Double.class
            || boxed == String.class
            || boxed.isEnum();
    return known ? Optional.of(new ScalarType(boxed)) : Optional.empty();
  }

  private static Class<?> boxed(Class<?> type) {
    return java.lang.invoke.MethodType.methodType(type).wrap().returnType();
  }

  /** For help texts and complaints. */
  String words() {
    if (javaType == Boolean.class) {
      return "true or false";
    }
    if (whole()) {
      return "whole number";
    }
    if (fraction()) {
      return "number";
    }
    return javaType == String.class ? "text" : "one of";
  }

  /** What it can be, where that can be listed. */
  List<String> values() {
    List<String> names = new ArrayList<>();
    if (javaType == Boolean.class) {
      names.add("true");
      names.add("false");
    } else if (javaType.isEnum()) {
      for (Object constant : javaType.getEnumConstants()) {
        names.add(write(constant));
      }
    }
    return names;
  }

  /** What would be right, for a complaint. */
  String expected() {
    if (javaType.isEnum()) {
      return "one of " + String.join(", ", values());
    }
    if (javaType == Integer.class) {
      return "a whole number from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE;
    }
    if (javaType == Long.class) {
      return "a whole number of at most 18 digits";
    }
    if (fraction()) {
      return "a number such as 0.5 or 1e-3";
    }
    return javaType == Boolean.class ? "true or false" : "a text";
  }

  /** Of numbers, one that no option takes. */
  Optional<Object> outside() {
    if (javaType == Integer.class) {
      return Optional.of(Integer.MIN_VALUE);
    }
    if (javaType == Long.class) {
      return Optional.of(Long.MIN_VALUE);
    }
    if (javaType == Float.class) {
      return Optional.of(Float.NaN);
    }
    return javaType == Double.class ? Optional.of(Double.NaN) : Optional.empty();
  }

  /** Whether text written in this form can be such a value at all. */
  private boolean accepts(Given.Form form) {
    return switch (form) {
      case PLAIN -> true;
      case QUOTED -> javaType == String.class || javaType.isEnum();
      case NUMBER -> whole() || fraction();
      case BOOLEAN -> javaType == Boolean.class;
      case NONE, LIST -> false;
    };
  }

  /** The value of a text; empty when it is not of this type. */
  Optional<Object> read(String text, Given.Form form) {
    if (!accepts(form)) {
      return Optional.empty();
    }
    try {
      if (javaType == String.class) {
        return Optional.of(text);
      }
      if (javaType == Boolean.class) {
        return bool(text);
      }
      return whole() ? wholeNumber(text) : fraction() ? number(text) : constant(text);
    } catch (NumberFormatException outOfRange) {
      return Optional.empty();
    }
  }

  private Optional<Object> bool(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    return word.equals("true") || word.equals("false")
        ? Optional.of(word.equals("true"))
        : Optional.empty();
  }

  private Optional<Object> wholeNumber(String text) {
    if (!WHOLE.matcher(text).matches()) {
      return Optional.empty();
    }
    String digits = text.replace("_", "");
    return javaType == Integer.class
        ? Optional.of(Integer.parseInt(digits))
        : Optional.of(Long.parseLong(digits));
  }

  private Optional<Object> number(String text) {
    if (!DECIMAL.matcher(text).matches()) {
      return Optional.empty();
    }
    if (javaType == Float.class) {
      float value = Float.parseFloat(text);
      return Float.isFinite(value) ? Optional.of(value) : Optional.empty();
    }
    double value = Double.parseDouble(text);
    return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
  }

  private Optional<Object> constant(String text) {
    String wanted = OptionValue.spelled(text);
    for (Object constant : javaType.getEnumConstants()) {
      if (OptionValue.of(constant).equals(wanted)) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }

  /** The value's text; {@link #read} gives an equal value back. */
  String write(Object value) {
    return OptionValue.of(value);
  }

  private boolean whole() {
    return javaType == Integer.class || javaType == Long.class;
  }

  private boolean fraction() {
    return javaType == Float.class || javaType == Double.class;
  }

  /** Whether JSON has it between quotes. */
  boolean quoted() {
    return javaType == String.class || javaType.isEnum();
  }
}
