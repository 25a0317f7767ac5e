package io.palavra.training.options;

import io.palavra.pipeline.NearestName;
import io.palavra.pipeline.option.Option;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The options of a record type: its components, and those of records in it. Names are unique over
 * the whole tree, so that a leaf can be named without its groups.
 */
final class OptionTree {

  /**
   * An option.
   *
   * @param path its component names from the root, joined by dots
   */
  record Leaf(String path, RecordComponent component, OptionType type) {
    String name() {
      return component.getName();
    }

    String comment() {
      Option option = component.getAnnotation(Option.class);
      return option == null ? "" : option.value();
    }
  }

  private final Class<? extends Record> type;
  private final Map<String, Leaf> leaves = new java.util.LinkedHashMap<>();
  private final Map<String, String> groups = new java.util.LinkedHashMap<>();

  private OptionTree(Class<? extends Record> type) {
    this.type = type;
    walk(type, "", 0);
  }

  /**
   * @throws IllegalArgumentException for a record that can not be options: a name that stands
   *     twice, a type that no file can hold
   */
  static OptionTree of(Class<? extends Record> type) {
    return new OptionTree(type);
  }

  private void walk(Class<?> record, String prefix, int depth) {
    if (depth > 8) {
      throw new IllegalArgumentException(type.getName() + " nests too deeply at " + prefix);
    }
    for (RecordComponent component : record.getRecordComponents()) {
      String name = component.getName();
      String path = prefix + name;
      if (leaves.containsKey(name) || groups.containsKey(name)) {
        throw new IllegalArgumentException("two options " + name + " in " + type.getName());
      }
      if (component.getType().isRecord()) {
        groups.put(name, path);
        walk(component.getType(), path + ".", depth + 1);
      } else {
        OptionType optionType =
            OptionType.of(component.getGenericType())
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            path + " of " + type.getName() + " has a type that is no option's"));
        leaves.put(name, new Leaf(path, component, optionType));
      }
    }
  }

  List<Leaf> leaves() {
    return List.copyOf(leaves.values());
  }

  /**
   * The path of a leaf or group by a key that stands in a group.
   *
   * @param group path of the group, or empty at the root
   * @return null when there is none
   */
  String resolve(String group, String key) {
    String name = camelCase(key.substring(key.lastIndexOf('.') + 1));
    String path = leaves.containsKey(name) ? leaves.get(name).path() : groups.get(name);
    if (path == null) {
      return null;
    }
    String dotted = camelCase(key);
    String full = group.isEmpty() ? dotted : group + "." + dotted;
    boolean flat = group.isEmpty() && dotted.equals(name) && leaves.containsKey(name);
    return flat || path.equals(full) ? path : null;
  }

  /** The leaf of a path, or null for a group. */
  Leaf leaf(String path) {
    Leaf leaf = leaves.get(name(path));
    return leaf != null && leaf.path().equals(path) ? leaf : null;
  }

  /** What an option is called without its groups. */
  static String name(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** What to say of a key that is none. */
  String expectedInsteadOf(String key) {
    String name = camelCase(key.substring(key.lastIndexOf('.') + 1));
    String path = leaves.containsKey(name) ? leaves.get(name).path() : groups.get(name);
    if (path != null) {
      return "the option in its place, which is " + path;
    }
    List<String> names = new ArrayList<>(leaves.keySet());
    names.addAll(groups.keySet());
    return NearestName.of(name, names)
        .map(nearest -> "an option that exists; did you mean " + nearest + "?")
        .orElse("one of the options " + String.join(", ", leaves.keySet()));
  }

  /** {@code max-length} as {@code maxLength}; what has no hyphen is left alone. */
  static String camelCase(String key) {
    StringBuilder out = new StringBuilder(key.length());
    boolean upper = false;
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c == '-' && i > 0) {
        upper = true;
      } else {
        out.append(upper ? Character.toUpperCase(c) : c);
        upper = false;
      }
    }
    return out.toString();
  }

  /** Builds the record. The values are those of all leaves by path. */
  Record build(Map<String, Object> values) {
    return build(type, "", values::get);
  }

  private static Record build(
      Class<? extends Record> record, String prefix, Function<String, Object> values) {
    RecordComponent[] components = record.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String path = prefix + components[i].getName();
      types[i] = components[i].getType();
      arguments[i] =
          types[i].isRecord()
              ? build(types[i].asSubclass(Record.class), path + ".", values)
              : values.apply(path);
    }
    try {
      Constructor<? extends Record> constructor = record.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(record.getName() + " can not be built", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(record.getName() + " can not be built", e);
    }
  }

  /** The values of all leaves by path. */
  Map<String, Object> values(Record options) {
    Map<String, Object> values = new HashMap<>();
    collect(options, "", values);
    return values;
  }

  private static void collect(Record record, String prefix, Map<String, Object> values) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      String path = prefix + component.getName();
      Object value = read(component, record);
      if (value instanceof Record nested && component.getType().isRecord()) {
        collect(nested, path + ".", values);
      } else {
        values.put(path, java.util.Objects.requireNonNull(value, path));
      }
    }
  }

  static Object read(RecordComponent component, Record record) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " can not be read", e);
    }
  }
}
