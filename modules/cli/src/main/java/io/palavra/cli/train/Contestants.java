package io.palavra.cli.train;

import io.palavra.cli.model.Kinds;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.NearestName;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.compare.Contestant;
import io.palavra.training.kind.ModelKind;
import io.palavra.training.kind.Variant;
import io.palavra.training.options.OptionBinder;
import io.palavra.training.options.OptionDescription;
import io.palavra.training.vectors.WordVectorReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The variants of all kinds that take part in a study, with options that suit the data.
 *
 * @param all in the order in which they are trained
 */
record Contestants(List<Contestant> all) {

  /**
   * @param vectors where there are; null where not
   * @param sets {@code option=value} each, for all that have the option
   * @throws BadInputException when no kind knows the study, or an option is nobody's
   */
  static Contestants of(String study, DataRequest data, Path vectors, List<String> sets) {
    List<Contestant> all = new ArrayList<>();
    SortedSet<String> studies = new TreeSet<>();
    Set<String> unused = new TreeSet<>(sets);
    SortedSet<String> names = new TreeSet<>();
    for (ModelKind kind : Kinds.all().values()) {
      studies.addAll(kind.studies().keySet());
      List<Variant> variants = kind.studies().getOrDefault(study, List.of());
      if (!variants.isEmpty()) {
        Record suited = kind.suggest(data);
        OptionBinder.describe(suited).forEach(option -> names.add(option.name()));
        List<String> own = having(suited, sets);
        own.forEach(unused::remove);
        for (Variant variant : variants) {
          if (!variant.vectors() || vectors != null) {
            all.add(contestant(kind, suited, variant, vectors, own));
          }
        }
      }
    }
    if (all.isEmpty()) {
      throw BadInputException.of(
          "option --study", study, "a study; " + NearestName.advice(study, studies));
    }
    if (!unused.isEmpty()) {
      String set = unused.iterator().next();
      throw BadInputException.of(
          "option --set",
          set,
          "option=value of one model at least" + NearestName.hint(option(set), names));
    }
    return new Contestants(all);
  }

  /** Whether a variant of a study, by its name in any case, takes part with vectors alone. */
  static boolean takesVectors(String study, String name) {
    return Kinds.all().values().stream()
        .flatMap(kind -> kind.studies().getOrDefault(study, List.of()).stream())
        .anyMatch(variant -> variant.vectors() && variant.name().equalsIgnoreCase(name));
  }

  private static Contestant contestant(
      ModelKind kind, Record suited, Variant variant, Path vectors, List<String> own) {
    Record settled = OptionBinder.bind(suited, Optional.empty(), variant.settings());
    List<String> last = new ArrayList<>(own);
    if (variant.vectors()) {
      last.removeIf(set -> option(set).equals("embedding"));
      last.add("embedding=" + WordVectorReader.standard().dimensions(vectors));
    }
    return new Contestant(
        variant.name(),
        kind,
        OptionBinder.bind(settled, Optional.empty(), last),
        variant.vectors() ? Optional.of(vectors) : Optional.empty());
  }

  private static List<String> having(Record options, List<String> sets) {
    Set<String> names =
        OptionBinder.describe(options).stream()
            .map(OptionDescription::name)
            .collect(Collectors.toSet());
    return sets.stream().filter(set -> names.contains(option(set))).toList();
  }

  private static String option(String set) {
    return set.contains("=") ? set.substring(0, set.indexOf('=')) : set;
  }
}
