package io.palavra.sentiment;

import io.palavra.sentiment.network.SentimentNetwork;
import io.palavra.training.classification.ClassifierKind;

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
}
