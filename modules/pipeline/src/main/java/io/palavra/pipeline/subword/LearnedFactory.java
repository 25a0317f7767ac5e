package io.palavra.pipeline.subword;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.token.Tokenizer;
import io.palavra.pipeline.token.TokenizerFactory;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes a tokeniser from the form in which a model saves what it learned. */
abstract class LearnedFactory implements TokenizerFactory {
  static final String LOWER_CASE = "lowerCase";

  private final String name;
  private final String learned;

  /**
   * @param name what a model calls the tokeniser
   * @param learned option that holds what it learned
   */
  LearnedFactory(String name, String learned) {
    this.name = name;
    this.learned = learned;
  }

  /**
   * A tokeniser.
   *
   * @param source names what it learned in complaints
   */
  abstract Tokenizer create(String written, String source, boolean lowerCase);

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final boolean learned() {
    return true;
  }

  @Override
  public final SortedMap<String, String> defaults() {
    return new TreeMap<>(Map.of(learned, "", LOWER_CASE, "false"));
  }

  @Override
  public final Tokenizer create(Map<String, String> options) {
    String lowerCase = options.get(LOWER_CASE);
    if (!lowerCase.equals("true") && !lowerCase.equals("false")) {
      throw BadInputException.of(
          "option " + LOWER_CASE + " of tokenizer " + name, lowerCase, "true or false");
    }
    String written = options.get(learned);
    if (written.isEmpty()) {
      throw BadInputException.of(
          "option tokenizer", name, "a tokenizer that is not learned from data: words, characters");
    }
    return create(written, "option " + learned + " of tokenizer " + name, lowerCase.equals("true"));
  }
}
