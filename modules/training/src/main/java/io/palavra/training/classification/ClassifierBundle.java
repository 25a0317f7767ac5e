package io.palavra.training.classification;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.datavec.Cleaning;
import io.palavra.pipeline.encode.TextEncoder;
import io.palavra.pipeline.vocabulary.Labels;
import io.palavra.pipeline.vocabulary.Vocabulary;
import io.palavra.training.bundle.ModelBundle;
import io.palavra.training.bundle.NetworkWeights;
import io.palavra.training.kind.LayerChoice;
import io.palavra.training.options.OptionBinder;
import java.util.SortedMap;
import java.util.TreeMap;
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
    SortedMap<String, String> texts = new TreeMap<>();
    texts.put(ClassifierFiles.OPTIONS, OptionBinder.toJson(trained.options()));
    texts.put(
        ClassifierFiles.VOCABULARY, ClassifierFiles.vocabulary(trained.encoder().vocabulary()));
    texts.put(ClassifierFiles.CLEANING, trained.cleaning().toJson());
    texts.put(ClassifierFiles.LABELS, ClassifierFiles.labels(trained.labels()));
    texts.put(ClassifierFiles.TOKENIZER, ClassifierFiles.tokenizer(trained.encoder().tokenizer()));
    texts.put(ClassifierFiles.CALIBRATION, ClassifierFiles.calibration(trained.calibration()));
    texts.put(ClassifierFiles.METRICS, ClassifierFiles.metrics(metrics));
    return new ModelBundle(trained.kind(), texts, NetworkWeights.of(trained.network()));
  }

  /**
   * The classifier of a bundle.
   *
   * @param layers whose layers to answer with
   * @throws BadInputException when an entry is missing or does not fit the others
   */
  TrainedClassifier<O> unpack(ModelBundle bundle, LayerChoice layers) {
    O options =
        OptionBinder.fromOlderJson(defaults, bundle.text(ClassifierFiles.OPTIONS), "options.json");
    Vocabulary vocabulary = ClassifierFiles.vocabulary(bundle.text(ClassifierFiles.VOCABULARY));
    Labels labels = ClassifierFiles.labels(bundle.text(ClassifierFiles.LABELS));
    TextEncoder encoder =
        new TextEncoder(
            ClassifierFiles.tokenizer(bundle.text(ClassifierFiles.TOKENIZER)),
            vocabulary,
            options.text());
    ComputationGraph network =
        NetworkWeights.network(
            bundle,
            untrained(options, new NetworkShape(vocabulary.size(), labels.size(), false, layers)));
    return new TrainedClassifier<>(
        bundle.kind(),
        options,
        bundle.optionalText(ClassifierFiles.CLEANING).map(Cleaning::fromJson).orElse(Cleaning.NONE),
        encoder,
        labels,
        ClassifierFiles.calibration(bundle.text(ClassifierFiles.CALIBRATION)),
        network);
  }

  /** A network that is not trained any more, with these sizes. */
  ComputationGraphConfiguration untrained(O options, NetworkShape shape) {
    NeuralNetConfiguration.Builder plain =
        new NeuralNetConfiguration.Builder().seed(0).dataType(DataType.FLOAT).updater(new NoOp());
    return builder.configuration(plain, options, shape);
  }
}
