package io.palavra.search.file;

import io.palavra.pipeline.BadInputException;
import io.palavra.training.options.OptionBinder;
import io.palavra.training.options.OptionDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds out which options go with certain values of another alone, one that stands before them, by
 * asking the record.
 */
final class ConditionFinder {
  private final Record defaults;
  private final List<OptionDescription> choices;

  ConditionFinder(Record defaults) {
    this.defaults = defaults;
    this.choices =
        OptionBinder.describe(defaults).stream()
            .filter(option -> option.values().size() > 1 && !option.type().endsWith("none"))
            .toList();
  }

  /** A range, with a condition where the record takes its values beside some of a choice only. */
  String limit(OptionDescription option, String range) {
    List<String> values = option.values().isEmpty() ? numbers(option, range) : option.values();
    for (OptionDescription choice : choices) {
      if (choice.name().equals(option.name())) {
        return range;
      }
      List<String> fitting =
          choice.values().stream()
              .filter(value -> !bound(choice, value) || takesAny(choice, value, option, values))
              .toList();
      if (fitting.size() < choice.values().size() && !fitting.isEmpty()) {
        String form = range.startsWith("[") ? "{choice: " + range : range.replaceFirst("}$", "");
        return form + ", when: {" + choice.name() + ": [" + String.join(", ", fitting) + "]}}";
      }
    }
    return range;
  }

  /** The default and another: twice a whole number, or the end of the range. */
  private static List<String> numbers(OptionDescription option, String range) {
    if (option.type().equals("whole number")) {
      long value = Long.parseLong(option.defaultValue());
      return List.of(option.defaultValue(), String.valueOf(2 * value));
    }
    String end = range.replaceFirst(".*, ", "").replaceFirst("]}$", "");
    return option.type().equals("number") ? List.of(option.defaultValue(), end) : List.of();
  }

  private boolean bound(OptionDescription choice, String value) {
    return takes(List.of(choice.name() + "=" + value));
  }

  /** Whether another value than the default can be; where none is known, it is not asked. */
  private boolean takesAny(
      OptionDescription choice, String value, OptionDescription option, List<String> values) {
    List<String> others = new ArrayList<>(values);
    others.remove(option.defaultValue());
    return others.isEmpty()
        || others.stream()
            .anyMatch(
                other -> takes(List.of(choice.name() + "=" + value, option.name() + "=" + other)));
  }

  private boolean takes(List<String> sets) {
    try {
      OptionBinder.bind(defaults, Optional.empty(), sets);
      return true;
    } catch (BadInputException refused) {
      return false;
    }
  }
}
