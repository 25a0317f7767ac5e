package io.palavra.training.options;

import io.palavra.pipeline.BadInputException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Options from {@code --set option=value}. */
final class FlagValues {
  private static final String FLAG = "--set";

  private FlagValues() {}

  /** What was given, by path. */
  static Map<String, Given> read(OptionTree tree, List<String> sets) {
    Map<String, Given> values = new LinkedHashMap<>();
    for (String set : sets) {
      int equals = set.indexOf('=');
      if (equals < 1) {
        throw BadInputException.of(FLAG, set, "option=value");
      }
      String key = set.substring(0, equals).strip();
      String text = set.substring(equals + 1).strip();
      String path = tree.resolve("", key);
      if (path == null) {
        throw BadInputException.of(FLAG, set, tree.expectedInsteadOf(key));
      }
      OptionTree.Leaf leaf = tree.leaf(path);
      if (leaf == null) {
        throw BadInputException.of(FLAG, set, "an option; " + key + " is a group of options");
      }
      if (values.put(path, given(leaf, key, text)) != null) {
        throw BadInputException.of(FLAG, set, "each option once");
      }
    }
    return values;
  }

  private static Given given(OptionTree.Leaf leaf, String key, String text) {
    if (leaf.type().shape() != OptionType.Shape.LIST) {
      return new Given(List.of(text), Given.Form.PLAIN, key, FLAG, 0);
    }
    boolean brackets = text.startsWith("[") && text.endsWith("]") && text.length() > 1;
    String inside = brackets ? text.substring(1, text.length() - 1).strip() : text;
    List<String> items =
        inside.isEmpty()
            ? List.of()
            : List.of(inside.split(",", -1)).stream().map(String::strip).toList();
    return new Given(items, Given.Form.LIST, key, FLAG, 0);
  }
}
