package io.palavra.sentiment;

import io.palavra.kernels.fit.FusedFit;
import io.palavra.sentiment.network.SentimentNetwork;
import io.palavra.training.classification.ClassifierKind;
import io.palavra.training.classification.LanguageModel;
import io.palavra.training.kind.LayerChoice;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.Variant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Sentiment and topics with LSTM and Bi-LSTM: the kind {@code sentiment}. */
public final class SentimentKind extends ClassifierKind<SentimentOptions> {

  /** As the {@link java.util.ServiceLoader} makes it. */
  public SentimentKind() {
    super(
        "sentiment",
        "Sentiment and topics of texts with LSTM and Bi-LSTM; any number of classes",
        SentimentOptions.defaults(),
        (training, options, shape) ->
            SentimentNetwork.configuration(training, options.network(), shape));
  }

  @Override
  public Map<String, List<Variant>> studies() {
    return Map.of(
        Variant.CLASSIFIERS,
        List.of(
            variant("LSTM", "cell=lstm", "bidirectional=false"),
            variant("Bi-LSTM", "cell=lstm", "bidirectional=true"),
            variant("GRU", "cell=gru", "bidirectional=false")));
  }

  /** With vectors as large as those that the other classifiers learn. */
  private static Variant variant(String name, String cell, String direction) {
    return new Variant(
        name,
        List.of(cell, direction, "embedding=128", "embeddingDropout=0.5", "dropout=0.5"),
        false);
  }

  @Override
  protected void check(SentimentOptions options, TrainRequest request) {
    requireVectors(options.network().frozenEpochs(), options.vectorWords(), request);
  }

  @Override
  protected Optional<LanguageModel<SentimentOptions>> languageModel() {
    return Optional.of(
        new LanguageModel<>(
            (training, options, shape) ->
                SentimentNetwork.languageModel(training, options.network(), shape),
            options -> options.network().bidirectional()));
  }

  @Override
  protected void beforeTraining(ComputationGraph network, LayerChoice layers) {
    if (layers == LayerChoice.KERNELS) {
      FusedFit.install(network);
    }
  }
}
