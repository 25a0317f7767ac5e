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
import java.util.regex.Pattern;

/**
 * The space of a file, each value of which the options record has taken once: beside the defaults
 * or, where they do not go together, beside a number of another option that matters just then.
 */
final class SpaceReader {
  private static final String FORMS =
      "a list of values, or one of uniform, log-uniform, integer, log-integer: [LOW, HIGH]";
  private static final List<String> NAMES =
      List.of("uniform", "log-uniform", "integer", "log-integer", "choice", "when", "step");
  private static final Pattern NUMBER = Pattern.compile("[-+.]?[0-9].*");
  private static final Set<String> OWNED = Set.of("epochs", "metric");

  private final Record base;
  private final Set<String> fixed;
  private final Set<String> unused;
  private final Map<String, Condition> conditions = new HashMap<>();
  private final List<Bound> bounds = new ArrayList<>();

  /**
   * A value that an option of the space can have.
   *
   * @param option its name
   * @param key the name as it is written in the file
   * @param place where the value stands
   */
  private record Bound(
      String option, String key, String value, Node place, Optional<Condition> when) {

    boolean number() {
      return NUMBER.matcher(value).matches();
    }

    /** As an option is set. */
    String set() {
      return option + "=" + value;
    }
  }

  /**
   * @param base all options
   * @param fixed names of those that the file gives
   * @param unused names of those that the kind has no use for
   */
  SpaceReader(Record base, Set<String> fixed, Set<String> unused) {
    this.base = base;
    this.fixed = fixed;
    this.unused = unused;
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
    bounds.forEach(this::require);
    return new Space(dimensions);
  }

  private Dimension dimension(String key, Node node) {
    String name = name(key, node);
    if (OWNED.contains(name)) {
      throw BadInputException.at(
          node.source(), node.line(), key, "another option; this one the budget and objective set");
    }
    if (unused.contains(name)) {
      throw BadInputException.at(
          node.source(), node.line(), key, "an option that is of use to this kind");
    }
    if (node.form() == Node.Form.LIST) {
      return Dimension.of(name, choice(name, key, node, Optional.empty()));
    }
    Group group = Group.of(node, FORMS, NAMES);
    Optional<Condition> when = group.get("when").map(this::condition);
    when.ifPresent(condition -> conditions.put(name, condition));
    List<Node> ranges = new ArrayList<>();
    Range range = null;
    for (String form : NAMES.subList(0, 5)) {
      Optional<Node> value = group.get(form);
      if (value.isPresent()) {
        range =
            form.equals("choice")
                ? choice(name, key, value.get(), when)
                : range(form, value.get(), group.get("step"));
        if (!form.equals("choice")) {
          List<Node> ends = value.get().items();
          bounds.add(new Bound(name, key, String.valueOf(range.value(0)), ends.get(0), when));
          bounds.add(new Bound(name, key, String.valueOf(range.value(1)), ends.get(1), when));
        }
        ranges.add(value.get());
      }
    }
    if (ranges.size() != 1) {
      throw node.complaint(FORMS);
    }
    Dimension dimension = Dimension.of(name, range);
    return when.map(dimension::when).orElse(dimension);
  }

  /** The own name of an option of a record, however it was written. */
  static Optional<String> name(Record options, String key) {
    String last = key.substring(key.lastIndexOf('.') + 1).replace("-", "");
    return OptionBinder.describe(options).stream()
        .map(OptionDescription::name)
        .filter(last::equalsIgnoreCase)
        .findFirst();
  }

  /** The binder knows the nearest to a wrong name. */
  private String name(String key, Node node) {
    Optional<String> name = name(base, key);
    if (name.isPresent()) {
      return name.get();
    }
    try {
      OptionBinder.bind(base, Optional.empty(), List.of(key + "=0"));
    } catch (BadInputException e) {
      throw BadInputException.at(node.source(), node.line(), key, e.expected()).because(e);
    }
    throw BadInputException.at(node.source(), node.line(), key, "an option");
  }

  private Choice choice(String name, String key, Node list, Optional<Condition> when) {
    if (list.form() != Node.Form.LIST || list.items().isEmpty()) {
      throw list.complaint("a list of values");
    }
    List<String> values = new ArrayList<>();
    Set<String> written = new HashSet<>();
    for (Node item : list.items()) {
      String value = Group.text(item);
      bounds.add(new Bound(name, key, value, item, when));
      if (!written.add(value)) {
        throw item.complaint("each value once");
      }
      values.add(value);
    }
    return new Choice(values);
  }

  private static Range range(String form, Node bounds, Optional<Node> step) {
    if (bounds.form() != Node.Form.LIST || bounds.items().size() != 2) {
      throw bounds.complaint("two bounds, [LOW, HIGH]");
    }
    Node low = bounds.items().get(0);
    Node high = bounds.items().get(1);
    return Group.placed(bounds, () -> range(form, low, high, step));
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
  private void require(Bound bound) {
    for (List<String> beside : bound.when().map(this::given).orElse(List.of(List.of()))) {
      Optional<BadInputException> complaint = complaint(beside, List.of(bound.set()));
      if (complaint.isPresent() && !goesWithAnother(bound, beside)) {
        BadInputException e = complaint.get();
        String found = bound.key() + ": " + bound.value();
        String where = beside.isEmpty() ? found : found + " with " + String.join(" and ", beside);
        String expected = Group.expected(bound.option(), e);
        Node place = bound.place();
        throw BadInputException.at(place.source(), place.line(), where, expected).because(e);
      }
    }
  }

  /**
   * Two that leave their defaults together, as the least and the greatest of something. A word that
   * another option needs is no such thing: that one matters only then, and says so.
   */
  private boolean goesWithAnother(Bound bound, List<String> beside) {
    return bounds.stream()
        .filter(other -> !other.option().equals(bound.option()))
        .filter(other -> other.when().equals(bound.when()) && other.number())
        .anyMatch(other -> complaint(beside, List.of(other.set(), bound.set())).isEmpty());
  }

  private Optional<BadInputException> complaint(List<String> beside, List<String> sets) {
    List<String> all = new ArrayList<>(beside);
    all.addAll(sets);
    try {
      OptionBinder.bind(base, fixed, all);
      return Optional.empty();
    } catch (BadInputException e) {
      return Optional.of(e);
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

  private Condition condition(Node when) {
    if (when.form() != Node.Form.GROUP || when.entries().size() != 1) {
      throw when.complaint("another option of the space and its value, as {cell: gru}");
    }
    String key = when.entries().keySet().iterator().next();
    Node value = when.entries().get(key);
    Set<String> values = new HashSet<>();
    if (value.form() == Node.Form.LIST) {
      value.items().forEach(item -> values.add(Group.text(item)));
    } else {
      values.add(Group.text(value));
    }
    return new Condition(name(base, key).orElse(key), values);
  }
}
