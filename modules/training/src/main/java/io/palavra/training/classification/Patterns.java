package io.palavra.training.classification;

import io.palavra.pipeline.token.Token;
import io.palavra.pipeline.token.Tokenizer;
import io.palavra.training.kind.Firing;
import io.palavra.training.kind.UnitPattern;
import io.palavra.training.kind.UnitPattern.Stretch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers what fires each unit over many texts, and forgets the weakest as it goes. */
final class Patterns {
  private static final Comparator<Stretch> STRONGEST_FIRST =
      Comparator.comparingDouble(Stretch::activation)
          .reversed()
          .thenComparing(stretch -> String.join(" ", stretch.tokens()));

  private final List<String> labels;
  private final int most;
  private final Tokenizer tokenizer;
  private final Map<String, Unit> units = new LinkedHashMap<>();

  /**
   * @param labels the classes by index
   * @param most stretches of a unit that are kept
   * @param tokenizer of the texts
   */
  Patterns(List<String> labels, int most, Tokenizer tokenizer) {
    this.labels = labels;
    this.tokenizer = tokenizer;
    this.most = most;
  }

  void add(List<Token> tokens, List<Firing> firings) {
    for (Firing firing : firings) {
      if (firing.activation() > 0) {
        List<String> stretch =
            tokens.subList(firing.from(), firing.to()).stream().map(Token::text).toList();
        units
            .computeIfAbsent(firing.unit(), name -> new Unit(firing.favours()))
            .add(stretch, firing.activation());
      }
    }
  }

  /** The units with the strongest stretches of each, units with the strongest first. */
  List<UnitPattern> strongest() {
    List<UnitPattern> all = new ArrayList<>();
    units.forEach(
        (name, unit) -> all.add(new UnitPattern(name, labels.get(unit.favours), unit.strongest())));
    all.sort(
        Comparator.comparingDouble((UnitPattern p) -> p.stretches().get(0).activation())
            .reversed()
            .thenComparing(UnitPattern::unit));
    return all;
  }

  /** What has fired one unit. */
  private final class Unit {
    private final int favours;
    private final Map<List<String>, Stretch> stretches = new HashMap<>();

    Unit(int favours) {
      this.favours = favours;
    }

    void add(List<String> tokens, double activation) {
      stretches.merge(
          tokens,
          new Stretch(tokens, tokenizer.detokenize(tokens), activation, 1),
          (one, other) ->
              new Stretch(
                  tokens,
                  one.text(),
                  Math.max(one.activation(), other.activation()),
                  one.texts() + other.texts()));
      if (stretches.size() > 4 * most) {
        List<Stretch> kept = strongest();
        stretches.clear();
        kept.forEach(stretch -> stretches.put(stretch.tokens(), stretch));
      }
    }

    List<Stretch> strongest() {
      return stretches.values().stream().sorted(STRONGEST_FIRST).limit(most).toList();
    }
  }
}
