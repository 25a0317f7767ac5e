package io.palavra.cnn;

import io.palavra.cnn.network.CnnNetwork;
import io.palavra.cnn.network.Style;
import io.palavra.cnn.network.VectorUse;
import io.palavra.kernels.fit.FusedFit;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.option.OptionValue;
import io.palavra.training.classification.ClassifierKind;
import io.palavra.training.classification.NetworkBuilder;
import io.palavra.training.kind.Firing;
import io.palavra.training.kind.LayerChoice;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.Variant;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Convolutional classifiers of words, characters and DNA: the kind {@code cnn}. */
public final class CnnKind extends ClassifierKind<CnnOptions> {

  /** As the {@link java.util.ServiceLoader} makes it. */
  public CnnKind() {
    super(
        "cnn",
        "Topics, sentiment and DNA with convolutional networks over words, characters or bases",
        CnnOptions.defaults(),
        (training, options, shape) ->
            CnnNetwork.configuration(
                training, options.network(), options.text().tokenizer(), shape));
  }

  @Override
  public Map<String, List<Variant>> studies() {
    return Map.of(
        Variant.CLASSIFIERS,
        List.of(new Variant("CNN", List.of(), false), new Variant("CNN+vectors", List.of(), true)),
        RegularisationVariants.NAME,
        RegularisationVariants.all());
  }

  @Override
  protected void check(CnnOptions options, TrainRequest request) {
    VectorUse use = options.network().vectors();
    boolean vectorsGiven = request.vectors().isPresent();
    if (use == VectorUse.AUTO && vectorsGiven && !readsWords(options)) {
      throw BadInputException.of(
          "option style",
          OptionValue.of(options.network().style()),
          "one that reads words with --vectors FILE: kim, stacked or dilated");
    }
    requireVectors(options.network().frozenEpochs(), options.vectorWords(), request);
    boolean useless = use == VectorUse.RANDOM || use == VectorUse.ONE_HOT;
    boolean needed = !useless && use != VectorUse.AUTO && request.from().isEmpty();
    if (needed && !vectorsGiven || useless && vectorsGiven) {
      throw BadInputException.of(
          "option vectors",
          OptionValue.of(use),
          vectorsGiven
              ? "static, non-static or multichannel with --vectors FILE"
              : "--vectors FILE with it; without a file random or one-hot");
    }
  }

  private static boolean readsWords(CnnOptions options) {
    return !options.network().style().characters() && options.network().style() != Style.DNA;
  }

  @Override
  protected void vectorsGiven(ComputationGraph network) {
    if (network.paramTable().containsKey(NetworkBuilder.FIXED_EMBEDDING + "_W")) {
      network
          .getParam(NetworkBuilder.FIXED_EMBEDDING + "_W")
          .assign(network.getParam(NetworkBuilder.EMBEDDING + "_W"));
    }
  }

  @Override
  protected void beforeTraining(ComputationGraph network, LayerChoice layers) {
    if (layers == LayerChoice.KERNELS) {
      FusedFit.install(network);
    }
  }

  @Override
  protected List<List<Firing>> firings(ComputationGraph network, List<int[]> texts, int label) {
    return FilterEvidence.of(network, texts, label);
  }
}
