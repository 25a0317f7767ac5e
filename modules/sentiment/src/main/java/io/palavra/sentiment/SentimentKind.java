package io.palavra.sentiment;

import io.palavra.kernels.fit.FusedFit;
import io.palavra.sentiment.network.SentimentNetwork;
import io.palavra.training.classification.ClassifierKind;
import io.palavra.training.kind.LayerChoice;
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
  protected void beforeTraining(ComputationGraph network, LayerChoice layers) {
    if (layers == LayerChoice.KERNELS) {
      FusedFit.install(network);
    }
  }
}
