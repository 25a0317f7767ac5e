package io.palavra.training.classification;

import io.palavra.pipeline.BadInputException;
import io.palavra.training.bundle.FloatTensor;
import io.palavra.training.bundle.ModelBundle;
import io.palavra.training.bundle.NetworkWeights;
import io.palavra.training.evaluation.LabelThresholds;
import io.palavra.training.kind.LayerChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.NoOp;

/** A trained classifier as a bundle and back. The network is built from the options. */
final class ClassifierBundle<O extends Record & ClassifierOptions<O>> {
  private final O defaults;
  private final NetworkBuilder<O> builder;

  /**
   * @param defaults stand in for options that a bundle does not know yet; so a new option's default
   *     has to be what was done before there was the option
   */
  ClassifierBundle(O defaults, NetworkBuilder<O> builder) {
    this.defaults = defaults;
    this.builder = builder;
  }

  /** The bundle, without provenance. */
  ModelBundle pack(TrainedClassifier<O> trained, SortedMap<String, Double> metrics) {
    SortedMap<String, String> texts = trained.parts().entries(trained.options(), metrics);
    trained
        .thresholds()
        .ifPresent(t -> texts.put(ClassifierFiles.THRESHOLDS, ClassifierFiles.thresholds(t)));
    return new ModelBundle(trained.parts().kind(), texts, weights(trained.networks()));
  }

  /** The first network's tensors have its own names, those of the others a prefix. */
  private static SortedMap<String, FloatTensor> weights(List<ComputationGraph> networks) {
    SortedMap<String, FloatTensor> all = new TreeMap<>();
    for (int i = 0; i < networks.size(); i++) {
      String prefix = prefix(i);
      NetworkWeights.of(networks.get(i)).forEach((name, t) -> all.put(prefix + name, t));
    }
    return all;
  }

  private static String prefix(int network) {
    return network == 0 ? "" : "network-" + (network + 1) + "/";
  }

  /** One network's part of a bundle. */
  private static ModelBundle part(ModelBundle bundle, int network, int networks) {
    SortedMap<String, FloatTensor> own = new TreeMap<>();
    bundle
        .weights()
        .forEach(
            (name, tensor) -> {
              String owner =
                  IntStream.range(1, networks)
                      .mapToObj(ClassifierBundle::prefix)
                      .filter(name::startsWith)
                      .findFirst()
                      .orElse("");
              if (owner.equals(prefix(network))) {
                own.put(name.substring(owner.length()), tensor);
              }
            });
    return new ModelBundle(bundle.kind(), bundle.texts(), own);
  }

  /**
   * The classifier of a bundle.
   *
   * @param layers whose layers to answer with
   * @throws BadInputException when an entry is missing or does not fit the others
   */
  TrainedClassifier<O> unpack(ModelBundle bundle, LayerChoice layers) {
    O options = ClassifierParts.options(defaults, bundle);
    ClassifierParts parts = ClassifierParts.of(bundle, options.text());
    NetworkShape shape =
        new NetworkShape(parts.encoder().vocabulary().size(), parts.labels().size(), false, layers);
    List<ComputationGraph> networks = new ArrayList<>();
    for (int i = 0; i < options.ensemble(); i++) {
      networks.add(
          NetworkWeights.network(part(bundle, i, options.ensemble()), untrained(options, shape)));
    }
    Optional<LabelThresholds> thresholds =
        options.labelSeparator().isEmpty()
            ? Optional.empty()
            : Optional.of(
                ClassifierFiles.thresholds(
                    bundle.text(ClassifierFiles.THRESHOLDS), parts.labels().size()));
    return new TrainedClassifier<>(options, parts, thresholds, networks);
  }

  /** A network that is not trained any more, with these sizes. */
  ComputationGraphConfiguration untrained(O options, NetworkShape shape) {
    NeuralNetConfiguration.Builder plain =
        new NeuralNetConfiguration.Builder().seed(0).dataType(DataType.FLOAT).updater(new NoOp());
    return builder.configuration(plain, options, shape);
  }
}
