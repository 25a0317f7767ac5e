package io.palavra.pipeline.subword;

import io.palavra.pipeline.token.Tokenizer;

/** Makes a {@link UnigramTokenizer} from the form in which a model saves it. */
public final class UnigramFactory extends LearnedFactory {
  /** What a model calls the tokeniser. */
  public static final String NAME = "unigram";

  static final String PIECES = "pieces";

  /** For the service loader. */
  public UnigramFactory() {
    super(NAME, PIECES);
  }

  @Override
  Tokenizer create(String written, String source, boolean lowerCase) {
    return new UnigramTokenizer(UnigramPieces.parse(written, source), lowerCase);
  }
}
