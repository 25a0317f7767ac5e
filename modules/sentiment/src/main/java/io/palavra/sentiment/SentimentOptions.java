package io.palavra.sentiment;

import io.palavra.pipeline.encode.TextOptions;
import io.palavra.sentiment.network.NetworkOptions;
import io.palavra.training.classification.ClassifierOptions;
import io.palavra.training.loop.TrainingOptions;

/**
 * All options of the sentiment classifier.
 *
 * @param network the shape of the network
 * @param text from text to ids
 * @param training how the network learns
 */
public record SentimentOptions(NetworkOptions network, TextOptions text, TrainingOptions training)
    implements ClassifierOptions<SentimentOptions> {

  /** A small bidirectional LSTM, trained for ten epochs at most. */
  public static SentimentOptions defaults() {
    return new SentimentOptions(
        NetworkOptions.defaults(),
        TextOptions.defaults(),
        TrainingOptions.defaults().toBuilder().batchSize(64).learningRate(0.004).build());
  }

  @Override
  public boolean vectorWords() {
    return network.vectorWords();
  }

  @Override
  public int languageEpochs() {
    return network.languageEpochs();
  }

  @Override
  public String languageTexts() {
    return network.languageTexts();
  }

  @Override
  public int ensemble() {
    return network.ensemble();
  }

  @Override
  public SentimentOptions withoutDropout() {
    return with(network.withoutDropout());
  }

  /** The same with another network. */
  public SentimentOptions with(NetworkOptions other) {
    return new SentimentOptions(other, text, training);
  }

  /** The same with other options of training. */
  public SentimentOptions with(TrainingOptions other) {
    return new SentimentOptions(network, text, other);
  }

  @Override
  public SentimentOptions with(TextOptions otherText, TrainingOptions otherTraining) {
    return new SentimentOptions(network, otherText, otherTraining);
  }
}
