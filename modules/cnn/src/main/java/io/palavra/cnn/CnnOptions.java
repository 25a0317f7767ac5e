package io.palavra.cnn;

import io.palavra.cnn.dna.Kmers;
import io.palavra.cnn.network.NetworkOptions;
import io.palavra.cnn.network.Style;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.encode.TextOptions;
import io.palavra.pipeline.encode.Truncation;
import io.palavra.pipeline.option.OptionValue;
import io.palavra.training.classification.ClassifierOptions;
import io.palavra.training.loop.TrainingOptions;
import io.palavra.training.options.SuitedOptions;
import java.util.Map;

/**
 * All options of the convolutional classifier.
 *
 * <p>A network over characters or bases can not read words: where the tokeniser is still the one of
 * words, such a style brings its own. Where options are bound, it brings what else suits it, too:
 * as many characters as in the paper; of bases those at the beginning, since head and tail of a
 * sequence side by side would show filters what is nowhere in it.
 *
 * @param network the shape of the network
 * @param text from text to ids
 * @param training how the network learns
 */
public record CnnOptions(NetworkOptions network, TextOptions text, TrainingOptions training)
    implements ClassifierOptions<CnnOptions>, SuitedOptions<CnnOptions> {
  private static final String WORDS = TextOptions.defaults().tokenizer();

  /** Characters of a text that Zhang, Zhao and LeCun (2015) read. */
  private static final int CHARACTERS = 1014;

  /** Takes the tokeniser of what the network's style reads, where it is still that of words. */
  public CnnOptions {
    if (text.tokenizer().equals(WORDS) && !readsWords(network.style())) {
      text = reading(tokenizer(network.style()), text.maxLength(), text.truncation(), text);
    }
  }

  private static boolean readsWords(Style style) {
    return !style.characters() && style != Style.DNA;
  }

  private static String tokenizer(Style style) {
    return style == Style.DNA ? Kmers.BASES : "characters";
  }

  private static TextOptions reading(
      String tokenizer, int maxLength, Truncation truncation, TextOptions text) {
    return new TextOptions(
        tokenizer,
        text.lowerCase(),
        text.foldAccents(),
        text.minCount(),
        text.maxVocabulary(),
        maxLength,
        truncation);
  }

  @Override
  public CnnOptions suited(Map<String, String> given) {
    Style style = network.style();
    if (!given.containsKey("style") || readsWords(style)) {
      return this;
    }
    if (WORDS.equals(given.get("tokenizer"))) {
      throw BadInputException.of(
          "option tokenizer",
          WORDS,
          tokenizer(style) + ", which style=" + OptionValue.of(style) + " reads");
    }
    TextOptions usual = TextOptions.defaults();
    boolean anyLength = !given.containsKey("maxLength") && text.maxLength() == usual.maxLength();
    boolean anyEnd = !given.containsKey("truncation") && text.truncation() == usual.truncation();
    return with(
        reading(
            text.tokenizer(),
            style.characters() && anyLength ? CHARACTERS : text.maxLength(),
            style == Style.DNA && anyEnd ? Truncation.HEAD : text.truncation(),
            text),
        training);
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
