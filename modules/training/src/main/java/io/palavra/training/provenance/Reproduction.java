package io.palavra.training.provenance;

import io.palavra.pipeline.BadInputException;
import io.palavra.training.bundle.BundleReader;
import io.palavra.training.bundle.ModelBundle;
import io.palavra.training.kind.ModelKind;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.options.OptionBinder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Whether a model came out the same when it was trained again.
 *
 * @param differences between the two models, a line each; none when they are equal to the last bit
 * @param reasons what was not the same when they were made, a line each: data, programs, machine
 */
public record Reproduction(List<String> differences, List<String> reasons) {
  private static final String ENTRY = "provenance.json";

  /** Copies the lists. */
  public Reproduction {
    differences = List.copyOf(differences);
    reasons = List.copyOf(reasons);
  }

  /** Whether weights, vocabulary, metrics and all else are the same, to the last bit. */
  public boolean identical() {
    return differences.isEmpty();
  }

  /**
   * Trains a model again from its provenance and compares.
   *
   * @param scratch folder for the new run; not there yet or empty
   * @param say takes the lines of the new run
   * @throws BadInputException when the bundle is of another kind or tells no provenance, or when
   *     its data are not there any more
   */
  public static Reproduction of(
      ModelKind kind, ModelBundle original, Path scratch, Consumer<String> say) {
    original.expectKind(kind.id());
    TrainedRun run = kind.train(request(kind, original, scratch, say));
    if (!run.finished()) {
      return new Reproduction(List.of("the new run was stopped before its end"), List.of());
    }
    return compare(original, BundleReader.read(run.model(), kind.id()));
  }

  /** What a bundle's training was given, but for folder and listeners. */
  public static TrainRequest request(
      ModelKind kind, ModelBundle original, Path scratch, Consumer<String> say) {
    Provenance made = Provenance.fromJson(original.text(ENTRY), ENTRY);
    Record options = OptionBinder.fromOlderJson(kind.older(), made.options(), ENTRY);
    TrainRequest request =
        new TrainRequest(
            made.data(),
            options,
            scratch,
            made.seed(),
            made.budget(),
            false,
            made.vectors(),
            made.layers(),
            List.of(),
            say);
    return made.from().map(request::withFrom).orElse(request);
  }

  /** Compares two bundles and what made them. */
  public static Reproduction compare(ModelBundle original, ModelBundle again) {
    return new Reproduction(
        BundleComparison.differences(original, again),
        reasons(
            Provenance.fromJson(original.text(ENTRY), ENTRY),
            Provenance.fromJson(again.text(ENTRY), ENTRY)));
  }

  /** Of what the first training did not write down, nothing can be said. */
  private static List<String> reasons(Provenance then, Provenance now) {
    List<String> reasons = new ArrayList<>();
    SortedMap<String, DataPart> known = new TreeMap<>(now.parts());
    known.keySet().retainAll(then.parts().keySet());
    differ("data", then.parts(), known, reasons);
    if (!then.split().equals(now.split())) {
      reasons.add("split: " + then.split() + "; now " + now.split());
    }
    differ("", then.environment(), now.environment(), reasons);
    then.budget().ifPresent(budget -> reasons.add("the run had a budget of time (" + budget + ")"));
    return reasons;
  }

  private static <T> void differ(
      String what, SortedMap<String, T> then, SortedMap<String, T> now, List<String> reasons) {
    java.util.SortedSet<String> names = new java.util.TreeSet<>(then.keySet());
    names.addAll(now.keySet());
    for (String name : names) {
      if (!java.util.Objects.equals(then.get(name), now.get(name))) {
        String head = what.isEmpty() ? name : what + " " + name;
        reasons.add(head + ": " + words(then.get(name)) + "; now " + words(now.get(name)));
      }
    }
  }

  private static String words(Object value) {
    if (value instanceof DataPart part) {
      return part.words();
    }
    return value == null ? "none" : value.toString();
  }

  /** The verdict for people, several lines. */
  public String summary() {
    List<String> lines = new ArrayList<>();
    lines.add(
        identical()
            ? "reproduced: weights, vocabulary and metrics are the same to the last bit"
            : "not reproduced:");
    differences.forEach(line -> lines.add("  " + line));
    if (!identical()) {
      lines.add(reasons.isEmpty() ? "data, programs and machine are the same" : "not the same:");
      reasons.forEach(line -> lines.add("  " + line));
    }
    return String.join("\n", lines);
  }
}
