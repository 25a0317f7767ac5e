package io.palavra.pipeline.token;

import io.palavra.pipeline.BadInputException;
import java.util.List;
import java.util.Map;

/** Reads a tokeniser's options from their written form. */
final class OptionValues {
  private final String tokenizer;
  private final Map<String, String> values;

  OptionValues(String tokenizer, Map<String, String> values) {
    this.tokenizer = tokenizer;
    this.values = values;
  }

  boolean flag(String name) {
    return oneOf(name, List.of("true", "false")).equals("true");
  }

  String oneOf(String name, List<String> allowed) {
    String value = values.get(name);
    if (value == null || !allowed.contains(value)) {
      throw BadInputException.of(
          "option " + name + " of tokenizer " + tokenizer,
          String.valueOf(value),
          String.join(" or ", allowed));
    }
    return value;
  }
}
