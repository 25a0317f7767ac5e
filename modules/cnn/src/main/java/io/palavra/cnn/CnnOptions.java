package io.palavra.cnn;

import io.palavra.cnn.dna.Kmers;
import io.palavra.cnn.network.NetworkOptions;
import io.palavra.cnn.network.Style;
import io.palavra.pipeline.encode.TextOptions;
import io.palavra.training.classification.ClassifierOptions;
import io.palavra.training.loop.TrainingOptions;

/**
 * All options of the convolutional classifier.
 *
 * <p>A network over characters or bases can not read words: where the tokeniser is still the one of
 * words, such a style brings its own, and of characters as many as in the paper.
 *
 * @param network the shape of the network
 * @param text from text to ids
 * @param training how the network learns
 */
public record CnnOptions(NetworkOptions network, TextOptions text, TrainingOptions training)
    implements ClassifierOptions<CnnOptions> {
  private static final String WORDS = TextOptions.defaults().tokenizer();

  /** Characters of a text that Zhang, Zhao and LeCun (2015) read. */
  private static final int CHARACTERS = 1014;

  /** Completes the options of text by what the network's style reads. */
  public CnnOptions {
    if (text.tokenizer().equals(WORDS) && network.style().characters()) {
      boolean plain = text.maxLength() == TextOptions.defaults().maxLength();
      text = reading("characters", text, plain ? CHARACTERS : text.maxLength());
    } else if (text.tokenizer().equals(WORDS) && network.style() == Style.DNA) {
      text = reading(Kmers.BASES, text, text.maxLength());
    }
  }

  private static TextOptions reading(String tokenizer, TextOptions text, int maxLength) {
    return new TextOptions(
        tokenizer,
        text.lowerCase(),
        text.foldAccents(),
        text.minCount(),
        text.maxVocabulary(),
        maxLength,
        text.truncation());
  }

  /** Kim's network, small enough to be trained in a minute on a laptop. */
  public static CnnOptions defaults() {
    return new CnnOptions(
        NetworkOptions.defaults(),
        TextOptions.defaults(),
        TrainingOptions.defaults().toBuilder().batchSize(50).learningRate(0.001).build());
  }

  @Override
  public String labelSeparator() {
    return network.labelSeparator();
  }

  @Override
  public boolean vectorWords() {
    return network.vectorWords();
  }

  @Override
  public int ensemble() {
    return network.ensemble();
  }

  @Override
  public CnnOptions withoutDropout() {
    return with(network.withoutDropout());
  }

  /** The same with another network. */
  public CnnOptions with(NetworkOptions other) {
    return new CnnOptions(other, text, training);
  }

  /** The same with other options of training. */
  public CnnOptions with(TrainingOptions other) {
    return new CnnOptions(network, text, other);
  }

  @Override
  public CnnOptions with(TextOptions otherText, TrainingOptions otherTraining) {
    return new CnnOptions(network, otherText, otherTraining);
  }
}
