package io.palavra.search.file;

import io.palavra.training.kind.ModelKind;
import io.palavra.training.options.OptionBinder;
import io.palavra.training.options.OptionDescription;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A commented file to begin with, its ranges around a kind's defaults. */
public final class TuneTemplate {
  private static final Set<String> SEARCHED =
      Set.of("learningRate", "hidden", "dropout", "wordNgrams");
  private static final Set<String> OWNED =
      Set.of("epochs", "metric", "deterministic", "vectorsFile");
  private static final List<String> SIZES =
      List.of("hidden", "embedding", "filters", "batchSize", "feedForward", "model");
  private static final Set<String> FEW = Set.of("layers", "wordNgrams");

  private TuneTemplate() {}

  /**
   * The file's text; {@link TuneFileReader} reads it.
   *
   * @param data a data set's name or path
   */
  public static String of(ModelKind kind, String data) {
    StringBuilder active = new StringBuilder();
    StringBuilder more = new StringBuilder();
    ConditionFinder conditions = new ConditionFinder(kind.defaults());
    for (OptionDescription option : OptionBinder.describe(kind.defaults())) {
      boolean fixed = OWNED.contains(option.name()) || kind.unusedOptions().contains(option.name());
      String free = fixed ? "" : range(option);
      String range = free.isEmpty() ? free : conditions.limit(option, free);
      if (!range.isEmpty()) {
        String comment = option.comment().isEmpty() ? "" : "  # " + option.comment();
        boolean searched = SEARCHED.contains(option.name());
        (searched ? active : more)
            .append(searched ? "  " : "  # ")
            .append(option.name())
            .append(": ")
            .append(range)
            .append(comment)
            .append('\n');
      }
    }
    return head(kind, data) + space(active, more) + tail(metric(kind));
  }

  /** What the kind itself chooses its best epoch by; else to be filled in. */
  private static String metric(ModelKind kind) {
    return OptionBinder.describe(kind.defaults()).stream()
        .filter(option -> option.name().equals("metric"))
        .map(option -> option.defaultValue().replace("\"", ""))
        .findFirst()
        .orElseGet(
            () ->
                kind.metrics().isEmpty()
                    ? "PAIRS.spearman  # PAIRS is the name of the file that data has as dev"
                    : kind.metrics().contains("accuracy") ? "accuracy" : "loss");
  }

  private static String space(StringBuilder active, StringBuilder more) {
    String first = active.isEmpty() ? more.toString().replaceFirst("# ", "") : active.toString();
    String rest = active.isEmpty() ? "" : more.toString();
    return "space:\n" + first + rest;
  }

  private static String head(ModelKind kind, String data) {
    return "# A search; run it with: palavra tune THIS-FILE --out runs/my-search\n"
        + "kind: "
        + kind.id()
        + "\n"
        + data(kind, '"' + data.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
        + "\n\n"
        + "# Options that all candidates have; the others are the defaults (palavra train "
        + kind.id()
        + " --options).\n"
        + fixed(kind)
        + "# What is searched over: uniform, log-uniform, integer, log-integer: [LOW, HIGH], or a"
        + " list.\n"
        + "# Multiples of a number: {integer: [64, 512], step: 64}. An option that matters only with"
        + " another:\n# {integer: [1, 8], when: {cell: gru}}, below that other one.\n";
  }

  /** A kind without metrics of its own is scored by a file that the user has. */
  private static String data(ModelKind kind, String name) {
    if (kind.metrics().isEmpty()) {
      return "data: {name: " + name + ", dev: PAIRS.txt}  # dev: what its vectors are scored by";
    }
    return "data: "
        + name
        + (kind.metrics().contains("accuracy")
            ? "  # or a group: {name: reviews.csv, text: comment, label: stars}"
            : "  # or a group: {name: train.tsv, dev: dev.tsv, test: test.tsv}");
  }

  /** An example that can be taken as it is: the first option that this file does not search. */
  private static String fixed(ModelKind kind) {
    return OptionBinder.describe(kind.defaults()).stream()
        .filter(option -> !OWNED.contains(option.name()) && !SEARCHED.contains(option.name()))
        .filter(option -> option.type().equals("whole number"))
        .findFirst()
        .map(option -> "# options: {" + option.name() + ": " + option.defaultValue() + "}\n\n")
        .orElse("\n");
  }

  private static String tail(String metric) {
    return "\n# A metric on the development set; {maximise: NAME} or {minimise: NAME} where it is"
        + " unusual.\n"
        + "objective: "
        + metric
        + "\n"
        + "# second: tokensPerSecond  # shows the Pareto front of both\n\n"
        + "# grid, random, sobol, genetic, halving, asha, tpe or forest; or {name: asha,"
        + " sampler: forest, factor: 3, least: 3}\n"
        + "strategy: tpe\n\n"
        + "# epochs are those of one candidate, at most; minutes and all-epochs end the search"
        + " sooner.\n"
        + "budget: {candidates: 24, epochs: 8}\n"
        + "# budget: {candidates: 200, epochs: 9, minutes: 480, all-epochs: 600}\n\n"
        + "seed: 1\n"
        + "# parallel: 2  # candidates at once\n"
        + "# jvm: own  # a Java process for each candidate\n"
        + "# repeats: {top: 3, seeds: 3}  # the best are trained with further seeds; the mean"
        + " decides\n";
  }

  private static String range(OptionDescription option) {
    String name = option.name();
    if (option.type().startsWith("list") || option.type().endsWith("none")) {
      return "";
    }
    if (!option.values().isEmpty()) {
      return "[" + String.join(", ", option.values()) + "]";
    }
    boolean size = SIZES.stream().anyMatch(name::equals);
    if (option.type().equals("whole number")) {
      long value = Long.parseLong(option.defaultValue());
      return size && value >= 4
          ? "{log-integer: [" + value / 4 + ", " + value * 4 + "]" + step(value / 4) + "}"
          : FEW.contains(name) ? "{integer: [1, 3]}" : "";
    }
    if (option.type().equals("number")) {
      return number(name, Double.parseDouble(option.defaultValue()));
    }
    return "";
  }

  /** Sizes that heads and directions can share. */
  private static String step(long least) {
    return least >= 16 && least % 8 == 0 ? ", step: 8" : "";
  }

  private static String number(String name, double value) {
    if (name.equals("learningRate")) {
      return String.format(Locale.ROOT, "{log-uniform: [%.3g, %.3g]}", value / 10, value * 10);
    }
    return name.toLowerCase(Locale.ROOT).endsWith("dropout") ? "{uniform: [0, 0.6]}" : "";
  }
}
