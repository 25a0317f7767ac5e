package io.palavra.training.provenance;

import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.option.OptionValue;
import io.palavra.training.kind.LayerChoice;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.options.OptionBinder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What made a model: enough to make it again, and to say why it came out otherwise.
 *
 * @param data what the user asked for
 * @param dataName what the data set calls itself
 * @param parts {@code train}, {@code dev}, {@code test} and what else was read, by name
 * @param split how the parts came about, in words
 * @param options the kind's options as JSON
 * @param seed of everything random
 * @param layers whose layers the network has
 * @param vectors pre-trained word vectors
 * @param from the model that training began from
 * @param budget of time that the run was given
 * @param environment programs and machine, by name
 * @param started when the run began, to the second
 * @param seconds that it took
 */
public record Provenance(
    DataRequest data,
    String dataName,
    SortedMap<String, DataPart> parts,
    String split,
    String options,
    long seed,
    LayerChoice layers,
    Optional<Path> vectors,
    Optional<Path> from,
    Optional<Duration> budget,
    SortedMap<String, String> environment,
    Instant started,
    double seconds) {

  /**
   * Copies the maps and brings the options to one spelling.
   *
   * @throws io.palavra.pipeline.BadInputException when the options are no JSON object
   */
  public Provenance {
    parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
    environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    options = ProvenanceJson.normal(options);
    started = started.truncatedTo(ChronoUnit.SECONDS);
    if (!Double.isFinite(seconds) || seconds < 0) {
      throw new IllegalArgumentException(seconds + " seconds");
    }
  }

  /** Of a run that ends now, on this machine. */
  public static Provenance of(
      TrainRequest request,
      String dataName,
      SortedMap<String, DataPart> parts,
      String split,
      Instant started) {
    return new Provenance(
        request.data(),
        dataName,
        parts,
        split,
        OptionBinder.toJson(request.options()),
        request.seed(),
        request.layers(),
        request.vectors(),
        request.from(),
        request.budget(),
        Environment.here(),
        started,
        Duration.between(started, Instant.now()).toMillis() / 1000.0);
  }

  /** {@code provenance.json} of a bundle. */
  public String toJson() {
    return ProvenanceJson.write(this);
  }

  /**
   * What {@link #toJson} wrote.
   *
   * @param source what to name in a complaint
   * @throws io.palavra.pipeline.BadInputException for anything else
   */
  public static Provenance fromJson(String json, String source) {
    return ProvenanceJson.read(json, source);
  }

  /** Everything but the options as lines for people, in a sensible order. */
  public Map<String, String> toMap() {
    Map<String, String> map = new LinkedHashMap<>();
    map.put("data", dataName + (data.data().equals(dataName) ? "" : " (" + data.data() + ")"));
    parts.forEach((name, part) -> map.put(name, part.words()));
    map.put("split", split);
    map.put("seed", String.valueOf(seed));
    map.put("layers", OptionValue.of(layers));
    vectors.ifPresent(path -> map.merge("vectors", path.toString(), Provenance::file));
    from.ifPresent(path -> map.merge("from", path.toString(), Provenance::file));
    budget.ifPresent(time -> map.put("budget", time.toString()));
    map.putAll(environment);
    map.put("started", started.toString());
    map.put("seconds", String.valueOf(seconds));
    return map;
  }

  private static String file(String sum, String path) {
    return path + ", " + sum;
  }
}
