package io.palavra.search.file;

import io.palavra.pipeline.BadInputException;
import io.palavra.search.space.Choice;
import io.palavra.search.space.Condition;
import io.palavra.search.space.Continuous;
import io.palavra.search.space.Dimension;
import io.palavra.search.space.Range;
import io.palavra.search.space.Space;
import io.palavra.search.space.Stepped;
import io.palavra.search.space.Whole;
import io.palavra.training.options.OptionBinder;
import io.palavra.training.options.OptionDescription;
import io.palavra.training.options.PlainYaml.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The space of a file, each value of which the options record has taken once. */
final class SpaceReader {
  private static final String FORMS =
      "a list of values, or one of uniform, log-uniform, integer, log-integer: [LOW, HIGH]";
  private static final List<String> NAMES =
      List.of("uniform", "log-uniform", "integer", "log-integer", "choice", "when", "step");
  private static final Set<String> OWNED = Set.of("epochs", "metric");

  private final Record base;
  private final Map<String, Condition> conditions = new HashMap<>();

  SpaceReader(Record base) {
    this.base = base;
  }

  Space read(Node space) {
    if (space.form() != Node.Form.GROUP || space.entries().isEmpty()) {
      throw space.complaint("options to search over, each with its range");
    }
    List<Dimension> dimensions = new ArrayList<>();
    space
        .entries()
        .forEach(
            (key, node) -> {
              dimensions.add(Group.placed(node, () -> dimension(key, node)));
              Group.placed(node, () -> new Space(dimensions));
            });
    return new Space(dimensions);
  }

  private Dimension dimension(String key, Node node) {
    if (OWNED.contains(key)) {
      throw BadInputException.at(
          node.source(), node.line(), key, "another option; this one the budget and objective set");
    }
    String name = name(key, node);
    if (node.form() == Node.Form.LIST) {
      return Dimension.of(name, choice(key, node, Optional.empty()));
    }
    Group group = Group.of(node, FORMS, NAMES);
    Optional<Condition> when = group.get("when").map(SpaceReader::condition);
    when.ifPresent(condition -> conditions.put(name, condition));
    List<Node> bounds = new ArrayList<>();
    Range range = null;
    for (String form : NAMES.subList(0, 5)) {
      Optional<Node> value = group.get(form);
      if (value.isPresent()) {
        range =
            form.equals("choice")
                ? choice(key, value.get(), when)
                : range(key, form, value.get(), group.get("step"), when);
        bounds.add(value.get());
      }
    }
    if (bounds.size() != 1) {
      throw node.complaint(FORMS);
    }
    Dimension dimension = Dimension.of(name, range);
    return when.map(dimension::when).orElse(dimension);
  }

  /** The option's own name, however it was written; the binder knows the nearest to a wrong one. */
  private String name(String key, Node node) {
    String last = key.substring(key.lastIndexOf('.') + 1).replace("-", "");
    for (OptionDescription option : OptionBinder.describe(base)) {
      if (option.name().equalsIgnoreCase(last)) {
        return option.name();
      }
    }
    try {
      OptionBinder.bind(base, Optional.empty(), List.of(key + "=0"));
    } catch (BadInputException e) {
      throw BadInputException.at(node.source(), node.line(), key, e.expected()).because(e);
    }
    throw BadInputException.at(node.source(), node.line(), key, "an option");
  }

  private Choice choice(String key, Node list, Optional<Condition> when) {
    if (list.form() != Node.Form.LIST || list.items().isEmpty()) {
      throw list.complaint("a list of values");
    }
    List<String> values = new ArrayList<>();
    Set<String> written = new HashSet<>();
    for (Node item : list.items()) {
      String value = Group.text(item);
      require(key, value, item, when);
      if (!written.add(value)) {
        throw item.complaint("each value once");
      }
      values.add(value);
    }
    return new Choice(values);
  }

  private Range range(
      String key, String form, Node bounds, Optional<Node> step, Optional<Condition> when) {
    if (bounds.form() != Node.Form.LIST || bounds.items().size() != 2) {
      throw bounds.complaint("two bounds, [LOW, HIGH]");
    }
    Node low = bounds.items().get(0);
    Node high = bounds.items().get(1);
    Range range = Group.placed(bounds, () -> range(form, low, high, step));
    require(key, String.valueOf(range.value(0)), low, when);
    require(key, String.valueOf(range.value(1)), high, when);
    return range;
  }

  private static Range range(String form, Node low, Node high, Optional<Node> step) {
    boolean log = form.startsWith("log");
    if (form.endsWith("integer")) {
      long least = whole(low);
      long most = whole(high);
      return step.isPresent()
          ? Stepped.of(least, most, whole(step.get()), log)
          : new Whole(least, most, log);
    }
    if (step.isPresent()) {
      throw step.get().complaint("integer or log-integer with a step");
    }
    return new Continuous(
        Group.parsed(low, "a number", Double::valueOf),
        Group.parsed(high, "a number", Double::valueOf),
        log);
  }

  private static long whole(Node number) {
    return Group.parsed(number, "a whole number", Long::valueOf);
  }

  /** The record itself says whether a value can be, beside whatever makes the option matter. */
  private void require(String key, String value, Node place, Optional<Condition> when) {
    for (List<String> beside : when.map(this::given).orElse(List.of(List.of()))) {
      List<String> sets = new ArrayList<>(beside);
      sets.add(key + "=" + value);
      try {
        OptionBinder.bind(base, Optional.empty(), sets);
      } catch (BadInputException e) {
        String found = key + ": " + value;
        String where = beside.isEmpty() ? found : found + " with " + String.join(" and ", beside);
        throw BadInputException.at(place.source(), place.line(), where, e.expected()).because(e);
      }
    }
  }

  /** What is set where a condition holds, once for each of its values. */
  private List<List<String>> given(Condition condition) {
    List<String> above =
        Optional.ofNullable(conditions.get(condition.option()))
            .map(parent -> given(parent).get(0))
            .orElse(List.of());
    List<List<String>> all = new ArrayList<>();
    for (String value : condition.values()) {
      List<String> sets = new ArrayList<>(above);
      sets.add(condition.option() + "=" + value);
      all.add(sets);
    }
    return all;
  }

  private static Condition condition(Node when) {
    if (when.form() != Node.Form.GROUP || when.entries().size() != 1) {
      throw when.complaint("another option of the space and its value, as {cell: gru}");
    }
    String option = when.entries().keySet().iterator().next();
    Node value = when.entries().get(option);
    Set<String> values = new HashSet<>();
    if (value.form() == Node.Form.LIST) {
      value.items().forEach(item -> values.add(Group.text(item)));
    } else {
      values.add(Group.text(value));
    }
    return new Condition(option, values);
  }
}
