package io.palavra.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A measurement, perhaps beside another program's in the same run.
 *
 * @param suite the suite's name
 * @param what the case; begins with what is measured
 * @param ours how much of {@code unit} this project does
 * @param unit of work a second: more is better
 * @param rival the peer where there is one
 */
public record Measure(String suite, String what, double ours, String unit, Optional<Rival> rival) {

  /**
   * Another program.
   *
   * @param name {@code stock-dl4j}, {@code djl-libtorch}, {@code pytorch}, {@code gensim}, {@code
   *     fasttext}
   * @param theirs how much of the same unit it does
   */
  public record Rival(String name, double theirs) {}

  /** A measurement by itself. */
  public static Measure alone(String suite, String what, double ours, String unit) {
    return new Measure(suite, what, ours, unit, Optional.empty());
  }

  /**
   * A measurement beside each of several other programs.
   *
   * @param rates how much of {@code unit} each program does, by its name; the first is ours
   * @return one for each other program, or one alone
   */
  public static List<Measure> beside(
      String suite, String what, String unit, Map<String, Double> rates) {
    double ours = rates.values().iterator().next();
    List<Measure> measures =
        rates.entrySet().stream()
            .skip(1)
            .map(peer -> new Rival(peer.getKey(), peer.getValue()))
            .map(peer -> new Measure(suite, what, ours, unit, Optional.of(peer)))
            .toList();
    return measures.isEmpty() ? List.of(alone(suite, what, ours, unit)) : measures;
  }

  /** For people. */
  public String line() {
    String own = String.format(Locale.ROOT, "%-52s %,14.1f %s", what, ours, unit);
    return own
        + rival
            .map(
                peer ->
                    String.format(
                        Locale.ROOT,
                        ", %s %,14.1f: %.2f times",
                        peer.name(),
                        peer.theirs(),
                        ours / peer.theirs()))
            .orElse("");
  }

  /** By the names of the JSON file; a ratio above 1 means that this project is ahead. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("suite", suite);
    map.put("case", what);
    rival.ifPresent(peer -> map.put("peer", peer.name()));
    map.put("ours", ours);
    rival.ifPresent(
        peer -> {
          map.put("theirs", peer.theirs());
          map.put("ratio", ours / peer.theirs());
        });
    map.put("unit", unit);
    return map;
  }
}
