package io.palavra.cli.model;

import io.palavra.pipeline.BadInputException;
import io.palavra.training.options.OptionBinder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** The options of a kind of model, from a file and from flags. */
public final class KindOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Options as YAML (palavra init writes one).")
  private Path config;

  @Option(
      names = "--set",
      paramLabel = "OPTION=VALUE",
      description = "One option; stronger than --config. palavra train KIND --options lists them.")
  private List<String> sets = new ArrayList<>();

  @Option(names = "--epochs", paramLabel = "N", description = "The same as --set epochs=N.")
  private Optional<String> epochs = Optional.empty();

  @Option(names = "--ensemble", paramLabel = "N", description = "The same as --set ensemble=N.")
  private Optional<String> ensemble = Optional.empty();

  /**
   * Looks whether the metric that flags name is one that the kind has.
   *
   * @param known the kind's metrics; none where it is not compared by one
   * @throws BadInputException when not, by the flag's name
   */
  public void requireMetric(Set<String> known) {
    for (String set : sets) {
      String[] parts = set.split("=", 2);
      String option = parts[0].strip().replaceFirst("^.*\\.", "");
      boolean metric = option.equals("metric") && parts.length == 2 && !known.isEmpty();
      if (metric && !known.contains(parts[1].strip())) {
        throw BadInputException.of(
            "--set", set, "one of " + String.join(", ", new TreeSet<>(known)));
      }
    }
  }

  public Record over(Record defaults) {
    List<String> all = new ArrayList<>(sets);
    epochs.ifPresent(n -> all.add("epochs=" + n));
    ensemble.ifPresent(n -> all.add("ensemble=" + requireEnsemble(defaults, n)));
    try {
      return OptionBinder.bind(defaults, Optional.ofNullable(config), all);
    } catch (BadInputException e) {
      throw byFlag("ensemble", ensemble, byFlag("epochs", epochs, e));
    }
  }

  /** A complaint about what a flag of its own has set, by that flag. */
  private static BadInputException byFlag(
      String option, Optional<String> given, BadInputException complaint) {
    return given
        .filter(value -> complaint.source().equals("--set"))
        .filter(value -> complaint.value().equals(Optional.of(option + "=" + value)))
        .map(value -> BadInputException.of("--" + option, value, complaint.expected()))
        .map(named -> named.because(complaint))
        .orElse(complaint);
  }

  private static String requireEnsemble(Record defaults, String networks) {
    if (OptionBinder.describe(defaults).stream().noneMatch(o -> o.name().equals("ensemble"))) {
      throw BadInputException.of(
          "option --ensemble", networks, "a kind of model that has ensembles, such as sentiment");
    }
    return networks;
  }
}
