package io.palavra.training.checkpoint;

import io.palavra.pipeline.corpus.Fingerprint;
import io.palavra.pipeline.option.OptionValue;
import io.palavra.training.loop.ScheduleShape;
import io.palavra.training.loop.TrainingOptions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What makes a run this run: its data, options and seed. A run is gone on with only where these are
 * the same.
 *
 * @param values value by name: {@code hidden} is 128, {@code data} a fingerprint
 */
public record RunIdentity(SortedMap<String, String> values) {
  private static final Set<String> WITHOUT_EFFECT =
      Set.of("patience", "checkpointSteps", "checkpointMinutes");

  private static final String CONTENT = "content of ";

  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");

  /** Copies the map. */
  public RunIdentity {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** Nothing yet. */
  public static RunIdentity empty() {
    return new RunIdentity(new TreeMap<>());
  }

  /**
   * This with one more value.
   *
   * @throws IllegalStateException when the name has another value: one of them would go unnoticed
   */
  public RunIdentity and(String name, String value) {
    return and(Map.of(name, value));
  }

  /**
   * This with every component of an options record by its name, those of records inside it
   * included. Of {@link TrainingOptions} those are left out that may change without changing what
   * was learned so far: {@code patience}, when checkpoints are written and, unless the schedule
   * looks at the end, {@code epochs}.
   *
   * @throws IllegalStateException when a name has two values
   */
  public RunIdentity and(Record options) {
    SortedMap<String, String> flat = new TreeMap<>();
    flatten(options, flat);
    return and(flat);
  }

  /**
   * This with what files hold that a training begins from, as {@code content of vectors}; that is
   * {@code none} where there are none.
   */
  public RunIdentity andContent(Map<String, Fingerprint> files) {
    SortedMap<String, String> contents = new TreeMap<>();
    contents.put(CONTENT + "vectors", "none");
    files.forEach((name, fingerprint) -> contents.put(CONTENT + name, fingerprint.toString()));
    return and(contents);
  }

  private RunIdentity and(Map<String, String> more) {
    SortedMap<String, String> all = new TreeMap<>(values);
    more.forEach(
        (name, value) -> {
          String former = all.put(name, value);
          if (former != null && !former.equals(value)) {
            throw new IllegalStateException(
                "two values of " + name + " in one identity: " + former + " and " + value);
          }
        });
    return new RunIdentity(all);
  }

  /** The first name in alphabetical order whose values differ. */
  public Optional<String> difference(RunIdentity other) {
    Set<String> names = new TreeSet<>(values.keySet());
    names.addAll(other.values.keySet());
    return names.stream()
        .filter(name -> !Objects.equals(values.get(name), other.values.get(name)))
        .findFirst();
  }

  /** As people write it: {@code hidden=128}; of a fingerprint, the beginning. */
  public String describe(String name) {
    String value = values.get(name);
    if (value == null) {
      return "no " + name;
    }
    return name + "=" + (FINGERPRINT.matcher(value).matches() ? value.substring(0, 12) : value);
  }

  private static void flatten(Record options, Map<String, String> into) {
    for (RecordComponent component : options.getClass().getRecordComponents()) {
      Object value = value(options, component);
      if (value instanceof Record inner) {
        flatten(inner, into);
      } else if (!(options instanceof TrainingOptions training)
          || mattersTo(training, component.getName())) {
        String former = into.put(component.getName(), OptionValue.of(value));
        if (former != null) {
          throw new IllegalStateException("two options are called " + component.getName());
        }
      }
    }
  }

  private static boolean mattersTo(TrainingOptions options, String name) {
    boolean endless =
        options.schedule() != ScheduleShape.LINEAR && options.schedule() != ScheduleShape.COSINE;
    return !WITHOUT_EFFECT.contains(name) && !(endless && name.equals("epochs"));
  }

  private static Object value(Record options, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(options);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("can not read " + component, e);
    }
  }
}
