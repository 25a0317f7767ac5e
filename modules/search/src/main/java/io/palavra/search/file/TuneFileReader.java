package io.palavra.search.file;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.option.OptionValue;
import io.palavra.search.space.Space;
import io.palavra.search.study.Budget;
import io.palavra.search.training.CandidateRequest;
import io.palavra.search.trial.Objective;
import io.palavra.training.kind.LayerChoice;
import io.palavra.training.kind.ModelKind;
import io.palavra.training.options.OptionBinder;
import io.palavra.training.options.PlainYaml;
import io.palavra.training.options.PlainYaml.Node;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads the file of a search; whatever is wrong in it is refused with its line. */
public final class TuneFileReader {
  private static final List<String> NAMES =
      List.of(
          "kind",
          "data",
          "options",
          "space",
          "objective",
          "second",
          "strategy",
          "budget",
          "seed",
          "parallel",
          "jvm",
          "repeats",
          "layers",
          "vectors");

  private final Function<String, ModelKind> kinds;

  /**
   * @param kinds the kind of a name; complains where there is none
   */
  public TuneFileReader(Function<String, ModelKind> kinds) {
    this.kinds = kinds;
  }

  /**
   * Reads a file.
   *
   * @throws BadInputException with file, line, value and what was expected
   */
  public TuneFile read(Path file) {
    Group top = Group.of(PlainYaml.read(file), "options as name: value", NAMES);
    Node kindName = top.need("kind");
    ModelKind kind = Group.placed(kindName, () -> kinds.apply(Group.text(kindName)));
    Record base = base(top, kind);
    Set<String> fixed = top.get("options").map(node -> node.entries().keySet()).orElse(Set.of());
    Space space = new SpaceReader(base, fixed, kind.unusedOptions()).read(top.need("space"));
    top.get("options").ifPresent(options -> requireOnce(options, base, space));
    Node goal = top.need("objective");
    Objective objective = objective(goal, kind);
    Optional<Objective> second = top.get("second").map(node -> objective(node, kind));
    Budget budget = budget(top.need("budget"));
    DataGroup data = new DataGroup(top.need("data"));
    CandidateRequest request =
        new CandidateRequest(
            kind,
            data.request(),
            base,
            fixed,
            budget.epochs(),
            Optional.of(objective).filter(Objective::ofTheModel).map(Objective::metric),
            top.get("layers").map(TuneFileReader::layers).orElse(LayerChoice.KERNELS),
            vectors(top, kind));
    StrategyChoice strategy =
        top.get("strategy").map(TuneFileReader::strategy).orElse(StrategyChoice.of("tpe"));
    long seed =
        top.get("seed").map(n -> Group.parsed(n, "a whole number", Long::valueOf)).orElse(1L);
    Node place = top.get("strategy").orElse(goal);
    Group.placed(place, () -> strategy.make(space, budget, seed));
    return new TuneFile(
        request,
        data,
        space,
        objective,
        second,
        strategy,
        budget,
        seed,
        parallel(top),
        top.get("jvm").map(TuneFileReader::ownProcess).orElse(false),
        top.get("repeats").map(TuneFileReader::repeats).orElse(Repeats.none()));
  }

  private static Optional<Path> vectors(Group top, ModelKind kind) {
    if (!kind.takesVectors() && top.get("vectors").isPresent()) {
      throw top.need("vectors")
          .complaint("no vectors, since " + kind.id() + " does not begin with any");
    }
    return top.text("vectors").map(Path::of);
  }

  private static int parallel(Group top) {
    int parallel = top.whole("parallel", 1);
    if (parallel < 1 || parallel > 1024) {
      throw top.need("parallel").complaint("a whole number from 1 to 1024");
    }
    return parallel;
  }

  private static boolean ownProcess(Node node) {
    String text = Group.text(node);
    if (!text.equals("own") && !text.equals("shared")) {
      throw node.complaint("own, a process for each candidate, or shared");
    }
    return text.equals("own");
  }

  private static LayerChoice layers(Node node) {
    return OptionValue.read(Group.text(node), LayerChoice.class)
        .orElseThrow(() -> node.complaint(OptionValue.expected(LayerChoice.class)));
  }

  /** The kind's defaults with the fixed options. */
  private static Record base(Group top, ModelKind kind) {
    Optional<Node> options = top.get("options");
    if (options.isEmpty()) {
      return kind.defaults();
    }
    if (options.get().form() != Node.Form.GROUP) {
      throw options.get().complaint("options as name: value");
    }
    Map<String, Node> entries = options.get().entries();
    Map<String, String> sets = new LinkedHashMap<>();
    entries.forEach((name, value) -> sets.put(name, name + "=" + Group.text(value)));
    try {
      return bind(kind.defaults(), sets.values());
    } catch (BadInputException e) {
      throw placed(kind.defaults(), sets, entries, e)
          .orElseGet(() -> at(options.get(), "options", e));
    }
  }

  /** Options may be allowed only beside others, so all are bound together. */
  private static Record bind(Record defaults, Collection<String> sets) {
    return OptionBinder.bind(defaults, Optional.empty(), List.copyOf(sets));
  }

  /**
   * The complaint with the line of the option without which all is well, or else of the first that
   * is wrong alone.
   */
  private static Optional<BadInputException> placed(
      Record defaults,
      Map<String, String> sets,
      Map<String, Node> entries,
      BadInputException complaint) {
    for (String name : sets.keySet()) {
      Map<String, String> others = new LinkedHashMap<>(sets);
      others.remove(name);
      if (complaint(defaults, others.values()).isEmpty()) {
        return Optional.of(at(entries.get(name), name, complaint));
      }
    }
    for (String name : sets.keySet()) {
      Optional<BadInputException> alone = complaint(defaults, List.of(sets.get(name)));
      if (alone.isPresent()) {
        return Optional.of(at(entries.get(name), name, alone.get()));
      }
    }
    return Optional.empty();
  }

  private static Optional<BadInputException> complaint(Record defaults, Collection<String> sets) {
    try {
      bind(defaults, sets);
      return Optional.empty();
    } catch (BadInputException e) {
      return Optional.of(e);
    }
  }

  private static BadInputException at(Node place, String name, BadInputException complaint) {
    String value = place.form() == Node.Form.TEXT ? name + ": " + place.text() : name;
    return BadInputException.at(
            place.source(), place.line(), value, Group.expected(name, complaint))
        .because(complaint);
  }

  private static void requireOnce(Node options, Record base, Space space) {
    options
        .entries()
        .forEach(
            (key, value) -> {
              if (SpaceReader.name(base, key).filter(space.names()::contains).isPresent()) {
                throw BadInputException.at(
                    value.source(), value.line(), key, "an option that is not in the space, too");
              }
            });
  }

  private static Objective objective(Node node, ModelKind kind) {
    Objective objective;
    if (node.form() == Node.Form.GROUP) {
      Group group =
          Group.of(node, "a metric, or maximise: METRIC", List.of("maximise", "minimise"));
      Optional<String> most = group.text("maximise");
      Optional<String> least = group.text("minimise");
      if (most.isPresent() == least.isPresent()) {
        throw node.complaint("either maximise: METRIC or minimise: METRIC");
      }
      objective = new Objective(most.orElseGet(least::orElseThrow), least.isPresent());
    } else {
      objective = Objective.usual(Group.text(node));
    }
    if (!kind.metrics().isEmpty()) {
      Group.placed(
          node,
          () -> {
            objective.require(kind.metrics());
            return objective;
          });
    }
    return objective;
  }

  private static StrategyChoice strategy(Node node) {
    if (node.form() == Node.Form.TEXT) {
      return Group.placed(node, () -> StrategyChoice.of(Group.text(node)));
    }
    Group group =
        Group.of(
            node,
            "one of " + String.join(", ", StrategyChoice.NAMES),
            List.of("name", "sampler", "factor", "least", "steps"));
    Node name = group.need("name");
    StrategyChoice usual = Group.placed(node, () -> StrategyChoice.of(Group.text(name)));
    requireUse(node, usual.name());
    return Group.placed(
        node,
        () ->
            new StrategyChoice(
                usual.name(),
                group.text("sampler").orElse(usual.sampler()),
                group.whole("factor", usual.factor()),
                group.whole("least", usual.least()),
                group.whole("steps", usual.steps())));
  }

  private static void requireUse(Node strategy, String name) {
    List<String> keys = StrategyChoice.keys(name);
    strategy
        .entries()
        .forEach(
            (key, value) -> {
              if (!keys.contains(key)) {
                String all = String.join(", ", keys) + (keys.size() == 1 ? " alone" : "");
                throw BadInputException.at(
                    value.source(), value.line(), key, all + ", as " + name + " has no other keys");
              }
            });
  }

  private static Budget budget(Node node) {
    Group group =
        Group.of(
            node,
            "candidates, epochs, minutes, all-epochs",
            List.of("candidates", "epochs", "minutes", "all-epochs"));
    int candidates = Group.parsed(group.need("candidates"), "a whole number", Integer::valueOf);
    int epochs = Group.parsed(group.need("epochs"), "a whole number", Integer::valueOf);
    Optional<Double> minutes =
        group.get("minutes").map(n -> Group.parsed(n, "a number of minutes", Double::valueOf));
    Optional<Integer> all =
        group.get("all-epochs").map(n -> Group.parsed(n, "a whole number", Integer::valueOf));
    return Group.placed(node, () -> new Budget(candidates, epochs, minutes, all));
  }

  private static Repeats repeats(Node node) {
    Group group = Group.of(node, "top and seeds", List.of("top", "seeds"));
    return Group.placed(node, () -> new Repeats(group.whole("top", 3), group.whole("seeds", 3)));
  }
}
