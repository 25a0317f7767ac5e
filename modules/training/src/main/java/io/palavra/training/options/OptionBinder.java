package io.palavra.training.options;

import io.palavra.pipeline.BadInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Fills a record of options, and the records in it, from defaults, a YAML file and flags; later
 * ones win. What is given nowhere may suit what is ({@link SuitedOptions}). A component can be
 * {@code boolean}, {@code int}, {@code long}, {@code float}, {@code double}, {@code String}, an
 * enum, an {@code Optional} or {@code List} of these, or another such record. Component names are
 * unique over the whole tree of records, so that {@code hidden} means the same as {@code
 * network.hidden}; {@code max-length} means the same as {@code maxLength}. Records check their
 * values in their constructors with a {@link BadInputException} whose source is {@code option
 * NAME}; the binder says where that value was given.
 */
public final class OptionBinder {
  private static final String OPTION = "option ";

  private OptionBinder() {}

  /**
   * Options from defaults, a file and flags.
   *
   * @param defaults what is not given
   * @param yaml a file of {@code name: value} lines, options of a group flat or below their group
   * @param sets {@code option=value} each
   * @throws BadInputException for a name that is no option (with the nearest that is), a value of
   *     another type or out of range, an option given twice, a file that is not plain YAML; with
   *     file and line
   * @throws IllegalArgumentException when the record's type can not be options
   */
  public static <R extends Record> R bind(R defaults, Optional<Path> yaml, List<String> sets) {
    OptionTree tree = OptionTree.of(defaults.getClass());
    Map<String, Given> given = new LinkedHashMap<>();
    yaml.ifPresent(file -> given.putAll(FileValues.readYaml(tree, file)));
    given.putAll(FlagValues.read(tree, sets));
    R options = build(tree, type(defaults), tree.values(defaults), given);
    return options instanceof SuitedOptions<?> some
        ? suited(type(defaults), some, given, Map.of())
        : options;
  }

  /**
   * Options from others, of which somebody gave some before: these are given still, beside what is
   * given now, and do not make way for what would suit it.
   *
   * @param base what is not given now
   * @param earlier which of its options were given, as flags name them
   * @param sets {@code option=value} each
   * @throws BadInputException as {@link #bind(Record, Optional, List)}
   */
  public static <R extends Record> R bind(R base, Set<String> earlier, List<String> sets) {
    OptionTree tree = OptionTree.of(base.getClass());
    Map<String, Object> values = tree.values(base);
    Map<String, String> texts = new LinkedHashMap<>();
    for (String key : earlier) {
      String path = tree.resolve("", key);
      OptionTree.Leaf leaf = path == null ? null : tree.leaf(path);
      if (leaf == null) {
        throw BadInputException.of("options", key, tree.expectedInsteadOf(key));
      }
      texts.put(leaf.name(), OptionWriter.value(leaf.type(), values.get(path)));
    }
    Map<String, Given> given = FlagValues.read(tree, sets);
    R options = build(tree, type(base), values, given);
    return options instanceof SuitedOptions<?> some
        ? suited(type(base), some, given, texts)
        : options;
  }

  /**
   * @param earlier what was given before, by option; {@code given} is stronger
   */
  private static <R extends Record> R suited(
      Class<R> type,
      SuitedOptions<?> options,
      Map<String, Given> given,
      Map<String, String> earlier) {
    Map<String, String> texts = new LinkedHashMap<>(earlier);
    given.forEach((path, value) -> texts.put(OptionTree.name(path), value.text()));
    try {
      return type.cast(options.suited(texts));
    } catch (BadInputException e) {
      throw located(e, given);
    }
  }

  /** The options as JSON, groups nested, every option present, in the record's order. */
  public static String toJson(Record options) {
    return OptionWriter.json(options);
  }

  /**
   * Options that {@link #toJson} wrote; every option has to be there, and no other.
   *
   * @param source what to name in a complaint
   * @throws BadInputException when the text is anything else
   */
  public static <R extends Record> R fromJson(Class<R> type, String json, String source) {
    OptionTree tree = OptionTree.of(type);
    Map<String, Given> given = FileValues.readJson(tree, json, source);
    for (OptionTree.Leaf leaf : tree.leaves()) {
      if (!given.containsKey(leaf.path())) {
        throw BadInputException.of(source, "the option " + leaf.path());
      }
    }
    return build(tree, type, new LinkedHashMap<>(), given);
  }

  /** As {@link #fromJson(Class, String, String)}, for {@code options.json} of a bundle. */
  public static <R extends Record> R fromJson(Class<R> type, String json) {
    return fromJson(type, json, "options.json");
  }

  /**
   * Options that an earlier version wrote, which had fewer.
   *
   * @param missing what that version did where an option did not exist yet, which need not be
   *     today's default
   * @param source what to name in a complaint
   * @throws BadInputException when the text has an option that does not exist, or a wrong value
   */
  public static <R extends Record> R fromOlderJson(R missing, String json, String source) {
    OptionTree tree = OptionTree.of(missing.getClass());
    return build(
        tree, type(missing), tree.values(missing), FileValues.readJson(tree, json, source));
  }

  /**
   * The options as a YAML file for people, which {@link #bind} reads.
   *
   * @param comments by option, to stand above it in place of the option's own comment
   */
  public static String toCommentedYaml(Record options, Map<String, String> comments) {
    return OptionWriter.yaml(options, comments, Set.of());
  }

  /** As {@link #toCommentedYaml(Record, Map)} with the options' own comments. */
  public static String toCommentedYaml(Record options) {
    return toCommentedYaml(options, Map.of());
  }

  /**
   * As the other, without some.
   *
   * @param hidden names of options that do not stand in it
   */
  public static String toCommentedYaml(Record options, Set<String> hidden) {
    return OptionWriter.yaml(options, Map.of(), hidden);
  }

  /** Every option, in the record's order. */
  public static List<OptionDescription> describe(Record defaults) {
    OptionTree tree = OptionTree.of(defaults.getClass());
    Map<String, Object> values = tree.values(defaults);
    List<OptionDescription> all = new ArrayList<>();
    for (OptionTree.Leaf leaf : tree.leaves()) {
      all.add(
          new OptionDescription(
              leaf.name(),
              leaf.path(),
              leaf.type().words(),
              OptionWriter.value(leaf.type(), values.get(leaf.path())),
              leaf.type().scalar().values(),
              leaf.comment()));
    }
    return List.copyOf(all);
  }

  private static <R extends Record> R build(
      OptionTree tree, Class<R> type, Map<String, Object> values, Map<String, Given> given) {
    Map<String, Object> standard = Map.copyOf(values);
    given.forEach((path, value) -> values.put(path, read(tree, tree.leaf(path), value, standard)));
    try {
      return type.cast(tree.build(values));
    } catch (BadInputException e) {
      throw located(e, given);
    }
  }

  private static Object read(
      OptionTree tree, OptionTree.Leaf leaf, Given value, Map<String, Object> standard) {
    try {
      return leaf.type().read(value);
    } catch (BadInputException e) {
      throw range(tree, leaf, standard).map(value::complaint).orElse(e).because(e);
    }
  }

  /** The range of a number, which the record alone knows: it is asked with a number outside. */
  private static Optional<String> range(
      OptionTree tree, OptionTree.Leaf leaf, Map<String, Object> standard) {
    Optional<Object> outside = leaf.type().outside();
    if (outside.isEmpty() || standard.size() < tree.leaves().size()) {
      return Optional.empty();
    }
    Map<String, Object> values = new LinkedHashMap<>(standard);
    values.put(leaf.path(), outside.get());
    try {
      tree.build(values);
      return Optional.empty();
    } catch (BadInputException e) {
      String words = "a " + leaf.type().words();
      String range = e.expected();
      return Optional.of(range.startsWith(words) ? range : words + ", " + range);
    }
  }

  /** A record knows the name of an option that is out of range; here is known who gave it. */
  private static BadInputException located(BadInputException e, Map<String, Given> given) {
    boolean prefixed = e.source().startsWith(OPTION);
    String name =
        OptionTree.camelCase(prefixed ? e.source().substring(OPTION.length()) : e.source());
    for (Map.Entry<String, Given> entry : given.entrySet()) {
      if (entry.getKey().equals(name) || entry.getKey().endsWith("." + name)) {
        return entry.getValue().complaint(e.expected()).because(e);
      }
    }
    return e;
  }

  @SuppressWarnings("unchecked")
  private static <R extends Record> Class<R> type(R options) {
    return (Class<R>) options.getClass();
  }
}
