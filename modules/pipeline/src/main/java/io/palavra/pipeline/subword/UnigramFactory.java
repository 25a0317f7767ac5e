package io.palavra.pipeline.subword;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.token.Tokenizer;
import io.palavra.pipeline.token.TokenizerFactory;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes a {@link UnigramTokenizer} from the form in which a model saves it. */
public final class UnigramFactory implements TokenizerFactory {
  /** What a model calls the tokeniser. */
  public static final String NAME = "unigram";

  static final String PIECES = "pieces";
  static final String LOWER_CASE = "lowerCase";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean learned() {
    return true;
  }

  @Override
  public SortedMap<String, String> defaults() {
    return new TreeMap<>(Map.of(PIECES, "", LOWER_CASE, "false"));
  }

  @Override
  public Tokenizer create(Map<String, String> options) {
    String lowerCase = options.get(LOWER_CASE);
    if (!lowerCase.equals("true") && !lowerCase.equals("false")) {
      throw BadInputException.of(
          "option " + LOWER_CASE + " of tokenizer " + NAME, lowerCase, "true or false");
    }
    if (options.get(PIECES).isEmpty()) {
      throw BadInputException.of(
          "option tokenizer", NAME, "a tokenizer that is not learned from data: words, characters");
    }
    UnigramPieces pieces =
        UnigramPieces.parse(options.get(PIECES), "option " + PIECES + " of tokenizer " + NAME);
    return new UnigramTokenizer(pieces, lowerCase.equals("true"));
  }
}
