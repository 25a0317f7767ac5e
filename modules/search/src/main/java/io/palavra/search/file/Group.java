package io.palavra.search.file;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.NearestName;
import io.palavra.training.options.PlainYaml.Node;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A group of a file whose names are known. A name that is not is refused with the nearest.
 *
 * @param node with its place
 */
record Group(Node node) {

  static Group of(Node node, String expected, List<String> names) {
    if (node.form() != Node.Form.GROUP) {
      throw node.complaint(expected);
    }
    node.entries()
        .forEach(
            (name, value) -> {
              if (!names.contains(name)) {
                throw BadInputException.at(
                    value.source(), value.line(), name, NearestName.choice(name, names));
              }
            });
    return new Group(node);
  }

  Optional<Node> get(String name) {
    return Optional.ofNullable(node.entries().get(name));
  }

  Node need(String name) {
    return get(name)
        .orElseThrow(
            () -> BadInputException.at(node.source(), node.line(), null, name + ": a value"));
  }

  Optional<String> text(String name) {
    return get(name).map(Group::text);
  }

  static String text(Node node) {
    if (node.form() != Node.Form.TEXT || node.text().isEmpty()) {
      throw node.complaint("a single value");
    }
    return node.text();
  }

  int whole(String name, int otherwise) {
    return get(name)
        .map(value -> parsed(value, "a whole number", Integer::valueOf))
        .orElse(otherwise);
  }

  /** A value that a function makes of the text, which complains by a number format exception. */
  static <T> T parsed(Node value, String expected, Function<String, T> parse) {
    try {
      return parse.apply(text(value).replace("_", ""));
    } catch (NumberFormatException e) {
      throw value.complaint(expected).because(e);
    }
  }

  /** What a function makes, with this place in its complaint. */
  static <T> T placed(Node node, java.util.function.Supplier<T> make) {
    try {
      return make.get();
    } catch (BadInputException e) {
      if (e.source().equals(node.source())) {
        throw e;
      }
      String value = e.source() + e.value().map(v -> ": " + v).orElse("");
      throw BadInputException.at(node.source(), node.line(), value, e.expected()).because(e);
    }
  }

  /** What an option's value wants, with the name of the other option that is to change for it. */
  static String expected(String option, BadInputException complaint) {
    String source = complaint.source();
    boolean other = source.startsWith("option ") && !source.equals("option " + option);
    return (other ? source + " beside it: " : "") + complaint.expected();
  }
}
