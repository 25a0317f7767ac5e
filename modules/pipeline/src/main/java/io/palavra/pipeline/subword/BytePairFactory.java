package io.palavra.pipeline.subword;

import io.palavra.pipeline.token.Tokenizer;

/** Makes a {@link BytePairTokenizer} from the form in which a model saves it. */
public final class BytePairFactory extends LearnedFactory {
  /** What a model calls the tokeniser. */
  public static final String NAME = "bpe";

  static final String MERGES = "merges";

  /** For the service loader. */
  public BytePairFactory() {
    super(NAME, MERGES);
  }

  @Override
  Tokenizer create(String written, String source, boolean lowerCase) {
    return new BytePairTokenizer(BytePairMerges.parse(written, source), lowerCase);
  }
}
