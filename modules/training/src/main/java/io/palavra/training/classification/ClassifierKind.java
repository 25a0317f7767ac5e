package io.palavra.training.classification;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.corpus.Fingerprint;
import io.palavra.pipeline.datavec.Cleaning;
import io.palavra.pipeline.split.PartFiles;
import io.palavra.pipeline.split.Splitter;
import io.palavra.training.bundle.BundleReader;
import io.palavra.training.bundle.ModelBundle;
import io.palavra.training.kind.Firing;
import io.palavra.training.kind.LayerChoice;
import io.palavra.training.kind.ModelKind;
import io.palavra.training.kind.TextClassifier;
import io.palavra.training.kind.TrainPlan;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.provenance.Provenance;
import io.palavra.training.vectors.WordVectorReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A kind of text classifier. What is its own are the options record and the network; the rest is
 * the same for all.
 *
 * @param <O> the options record
 */
public abstract class ClassifierKind<O extends Record & ClassifierOptions<O>> implements ModelKind {
  private final String id;
  private final String description;
  private final O defaults;
  private final NetworkBuilder<O> builder;

  /**
   * @param id what the command line calls it
   * @param description one line
   * @param defaults the options, all of them
   * @param builder makes the network
   */
  protected ClassifierKind(String id, String description, O defaults, NetworkBuilder<O> builder) {
    this.id = id;
    this.description = description;
    this.defaults = defaults;
    this.builder = builder;
  }

  @Override
  public final String id() {
    return id;
  }

  @Override
  public final String description() {
    return description;
  }

  @Override
  public final O defaults() {
    return defaults;
  }

  @Override
  public O suggest(DataRequest data) {
    return new Suggestion<>(defaults).fitting(data);
  }

  @Override
  public final TrainPlan plan(TrainRequest request) {
    return new ClassifierPlan<>(this, request).measure();
  }

  @Override
  public final TrainedRun train(TrainRequest request) {
    return new ClassifierRun<>(this, request).run();
  }

  @Override
  public final TrainedRun rehearse(TrainRequest request) {
    return new ClassifierRun<>(this, request).rehearse();
  }

  @Override
  public final O from(Path model) {
    return ClassifierParts.options(defaults, BundleReader.read(model, id));
  }

  @Override
  public final void requireRehearsable(TrainRequest request) {
    O options = Preparation.options(request, type());
    check(options, request);
    ClassificationData.of(
        request.data(), options.text(), cleaning(), options.labelSeparator(), request.say());
    request.vectors().ifPresent(WordVectorReader.standard()::dimensions);
  }

  @Override
  public final TrainedRun compete(TrainRequest request) {
    return new ClassifierRun<>(this, request).compete();
  }

  @Override
  public final DataRequest joined(DataRequest data, Path folder) {
    return PartFiles.joined(Splitter.split(ClassificationData.given(data, cleaning())), folder);
  }

  @Override
  public final Set<String> metrics() {
    return DevScorer.METRICS;
  }

  @Override
  public final TextClassifier load(ModelBundle bundle) {
    Optional<Provenance> provenance = ClassifierParts.provenance(bundle.expectKind(id));
    // With the layers that trained it, its answers are what they were, to the bit.
    LayerChoice layers = provenance.map(Provenance::layers).orElse(LayerChoice.KERNELS);
    return classifier(bundles().unpack(bundle, layers), layers, ClassifierParts.trainedOn(bundle));
  }

  /**
   * Threads inside a matrix product. A recurrent network multiplies small matrices, which one
   * thread does best.
   */
  protected int blasThreads() {
    return 1;
  }

  /** What is done to every text before it is cut into tokens; saved with each model. */
  protected Cleaning cleaning() {
    return Cleaning.STANDARD;
  }

  /**
   * Called before a training is prepared.
   *
   * @param request whether there are word vectors or a model to begin with, besides
   * @throws BadInputException when the options do not go with that
   */
  protected void check(O options, TrainRequest request) {}

  /**
   * Complains of what is said about given vectors where none are given.
   *
   * @param frozenEpochs for which they wait
   * @param vectorWords whether their words are to be known
   * @throws BadInputException when there are none
   */
  protected static void requireVectors(
      int frozenEpochs, boolean vectorWords, TrainRequest request) {
    if (frozenEpochs > 0 && request.vectors().isEmpty() && request.from().isEmpty()) {
      throw BadInputException.of(
          "option frozenEpochs", String.valueOf(frozenEpochs), "0, or --vectors FILE with it");
    }
    if (vectorWords && request.vectors().isEmpty() && request.from().isEmpty()) {
      throw BadInputException.of("option vectorWords", "true", "--vectors FILE with it");
    }
  }

  /** Called with every network that is about to be trained, once given vectors are in it. */
  protected void vectorsGiven(ComputationGraph network) {}

  /** How its networks learn to foretell words first, where the options ask for it; none. */
  protected Optional<LanguageModel<O>> languageModel() {
    return Optional.empty();
  }

  /**
   * Called with every network that is about to be trained.
   *
   * @param layers whose layers it has
   */
  protected void beforeTraining(ComputationGraph network, LayerChoice layers) {}

  /**
   * Which stretches of each text fired which units of a network, the most telling first; none
   * unless a kind says so.
   *
   * @param texts ids of each
   * @param label the class in question
   */
  protected List<List<Firing>> firings(ComputationGraph network, List<int[]> texts, int label) {
    return texts.stream().map(text -> List.<Firing>of()).toList();
  }

  @SuppressWarnings("unchecked")
  final Class<O> type() {
    return (Class<O>) defaults.getClass();
  }

  final NetworkBuilder<O> builder() {
    return builder;
  }

  final ClassifierBundle<O> bundles() {
    return new ClassifierBundle<>(defaults, builder);
  }

  final NetworkClassifier classifier(
      TrainedClassifier<O> trained, LayerChoice layers, Optional<Fingerprint> trainedOn) {
    int classes = trained.parts().labels().size();
    Explainer explainer =
        new Explainer(
            classes,
            vocabulary -> {
              NetworkShape shape = new NetworkShape(vocabulary, classes, false, layers);
              ComputationGraph network =
                  new ComputationGraph(
                      bundles().untrained(trained.options().withoutDropout(), shape));
              network.init();
              return network;
            },
            this::firings);
    return trained.thresholds().isPresent()
        ? new LabelSetClassifier(trained, explainer, trainedOn)
        : new NetworkClassifier(trained, explainer, trainedOn);
  }
}
