package io.palavra.training.options;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What an option can be: a scalar, a scalar or nothing, or a list of scalars.
 *
 * @param scalar the value, or an element
 * @param shape how many of them
 * @param holder the declared type
 */
record OptionType(ScalarType scalar, Shape shape, Class<?> holder) {

  /** How many values an option has. */
  enum Shape {
    /** Exactly one. */
    ONE,
    /** One or none. */
    OPTIONAL,
    /** Any number, in order. */
    LIST
  }

  /** The option type of a component's type; empty when a file can not hold it. */
  static Optional<OptionType> of(Type type) {
    if (type == OptionalInt.class) {
      return wrap(Integer.class, Shape.OPTIONAL, OptionalInt.class);
    }
    if (type == OptionalLong.class) {
      return wrap(Long.class, Shape.OPTIONAL, OptionalLong.class);
    }
    if (type == OptionalDouble.class) {
      return wrap(Double.class, Shape.OPTIONAL, OptionalDouble.class);
    }
    if (type instanceof Class<?> plain) {
      return wrap(plain, Shape.ONE, plain);
    }
    if (type instanceof ParameterizedType generic
        && generic.getActualTypeArguments()[0] instanceof Class<?> element) {
      if (generic.getRawType() == Optional.class) {
        return wrap(element, Shape.OPTIONAL, Optional.class);
      }
      if (generic.getRawType() == List.class) {
        return wrap(element, Shape.LIST, List.class);
      }
    }
    return Optional.empty();
  }

  private static Optional<OptionType> wrap(Class<?> element, Shape shape, Class<?> holder) {
    return ScalarType.of(element).map(scalar -> new OptionType(scalar, shape, holder));
  }

  /** For help texts. */
  String words() {
    return switch (shape) {
      case ONE -> scalar.words();
      case OPTIONAL -> scalar.words() + ", or none";
      case LIST -> "list of " + scalar.words();
    };
  }

  /** A value that no option takes, of a single number. */
  Optional<Object> outside() {
    return shape == Shape.ONE ? scalar.outside() : Optional.empty();
  }

  /**
   * The component's value.
   *
   * @throws io.palavra.pipeline.BadInputException when what was given is no such value
   */
  Object read(Given given) {
    return switch (shape) {
      case ONE -> one(given, "");
      case OPTIONAL -> optional(given);
      case LIST -> list(given);
    };
  }

  private Object one(Given given, String orElse) {
    String text = given.form() == Given.Form.LIST ? "" : given.text();
    return scalar
        .read(text, given.form())
        .orElseThrow(() -> given.complaint(scalar.expected() + orElse));
  }

  private Object optional(Given given) {
    boolean none =
        given.form() == Given.Form.NONE
            || given.form() == Given.Form.PLAIN && given.text().equals("none");
    if (holder == OptionalInt.class) {
      return none ? OptionalInt.empty() : OptionalInt.of((Integer) one(given, ", or none"));
    }
    if (holder == OptionalLong.class) {
      return none ? OptionalLong.empty() : OptionalLong.of((Long) one(given, ", or none"));
    }
    if (holder == OptionalDouble.class) {
      return none ? OptionalDouble.empty() : OptionalDouble.of((Double) one(given, ", or none"));
    }
    return none ? Optional.empty() : Optional.of(one(given, ", or none"));
  }

  private List<Object> list(Given given) {
    String expected = "a list, each element " + scalar.expected();
    if (given.form() == Given.Form.NONE) {
      throw given.complaint(expected);
    }
    List<Object> values = new ArrayList<>();
    Given.Form form = given.form() == Given.Form.LIST ? Given.Form.PLAIN : given.form();
    for (String item : given.items()) {
      values.add(scalar.read(item, form).orElseThrow(() -> given.complaint(expected)));
    }
    return List.copyOf(values);
  }

  /** The scalars in a component's value. */
  List<Object> elements(Object value) {
    if (value instanceof OptionalInt some) {
      return some.isPresent() ? List.of(some.getAsInt()) : List.of();
    }
    if (value instanceof OptionalLong some) {
      return some.isPresent() ? List.of(some.getAsLong()) : List.of();
    }
    if (value instanceof OptionalDouble some) {
      return some.isPresent() ? List.of(some.getAsDouble()) : List.of();
    }
    if (value instanceof Optional<?> some) {
      return some.<List<Object>>map(List::of).orElse(List.of());
    }
    return value instanceof List<?> list ? List.copyOf(list) : List.of(value);
  }
}
