package io.palavra.training.classification;

import io.palavra.pipeline.BadInputException;
import io.palavra.training.bundle.ModelBundle;
import io.palavra.training.bundle.NetworkWeights;
import io.palavra.training.kind.LayerChoice;
import java.util.SortedMap;
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
    return new ModelBundle(
        trained.parts().kind(),
        trained.parts().entries(trained.options(), metrics),
        NetworkWeights.of(trained.network()));
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
    ComputationGraph network = NetworkWeights.network(bundle, untrained(options, shape));
    return new TrainedClassifier<>(options, parts, network);
  }

  /** A network that is not trained any more, with these sizes. */
  ComputationGraphConfiguration untrained(O options, NetworkShape shape) {
    NeuralNetConfiguration.Builder plain =
        new NeuralNetConfiguration.Builder().seed(0).dataType(DataType.FLOAT).updater(new NoOp());
    return builder.configuration(plain, options, shape);
  }
}
