package io.palavra.search.training;

import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.kind.LayerChoice;
import io.palavra.training.kind.ModelKind;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.loop.StopSignal;
import io.palavra.training.options.OptionBinder;
import io.palavra.training.options.OptionDescription;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What all candidates of a search have in common.
 *
 * @param kind of model
 * @param data to learn from
 * @param base options that are not searched over
 * @param fixed names of those of them that were given, and do not follow what is searched over
 * @param epochs of the longest training, which schedules look at
 * @param metric that the best epoch is chosen by; empty for the one of {@code base}
 * @param layers whose layers to use
 * @param vectors pre-trained word vectors
 */
public record CandidateRequest(
    ModelKind kind,
    DataRequest data,
    Record base,
    Set<String> fixed,
    int epochs,
    Optional<String> metric,
    LayerChoice layers,
    Optional<Path> vectors) {
  private static final String EPOCHS = "epochs";
  private static final String METRIC = "metric";

  /** Copies the set. */
  public CandidateRequest {
    fixed = Set.copyOf(fixed);
  }

  /**
   * Looks at the data and the vectors, before there is a candidate.
   *
   * @throws io.palavra.pipeline.BadInputException when no candidate can be trained on them
   */
  public void requireUsable() {
    TrainRequest request = TrainRequest.of(data, base, Path.of(""));
    kind.requireRehearsable(vectors.map(request::withVectors).orElse(request));
  }

  /** A candidate's options, all of them. */
  public Record options(Map<String, String> chosen) {
    Set<String> known = new HashSet<>();
    OptionBinder.describe(base).stream().map(OptionDescription::name).forEach(known::add);
    List<String> sets = new ArrayList<>();
    chosen.forEach((name, value) -> sets.add(name + "=" + value));
    if (known.contains(EPOCHS) && !chosen.containsKey(EPOCHS)) {
      sets.add(EPOCHS + "=" + epochs);
    }
    if (known.contains(METRIC) && !chosen.containsKey(METRIC)) {
      metric.ifPresent(name -> sets.add(METRIC + "=" + name));
    }
    return OptionBinder.bind(base, fixed, sets);
  }

  /** Epochs without improvement after which a candidate is not trained on; 0 for never. */
  int patience(Record options) {
    return value(options, "patience").map(Integer::parseInt).orElse(0);
  }

  /**
   * Whether the model of the best epoch is kept. A kind that does not say so and that never stops
   * early keeps the last one's.
   */
  boolean keepsBest(Record options) {
    return value(options, "keepBest")
        .map(Boolean::parseBoolean)
        .orElseGet(() -> value(options, "patience").isPresent());
  }

  private static Optional<String> value(Record options, String name) {
    return OptionBinder.describe(options).stream()
        .filter(option -> option.name().equals(name))
        .map(OptionDescription::defaultValue)
        .findFirst();
  }

  /** A training in its folder, which goes on where it was left. */
  public TrainRequest in(Path folder, Record options, long seed, StopSignal stop) {
    return new TrainRequest(
            data,
            options,
            folder,
            seed,
            Optional.empty(),
            true,
            vectors,
            layers,
            List.of(),
            line -> {})
        .withStop(stop);
  }
}
