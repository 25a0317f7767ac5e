package io.palavra.pipeline.subword;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.token.Token;
import io.palavra.pipeline.token.TokenizerSpec;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Text to the sub-words of byte-pair encoding and back. Tokens that white space precedes begin with
 * U+2581, so that {@link #detokenize} restores spaces and punctuation as they were, up to runs of
 * white space, Unicode normalisation form C and, where asked for, lower case. A character that was
 * never seen while learning is a token by itself.
 */
public final class BytePairTokenizer extends WordPieces {
  private final BytePairMerges merges;
  private final boolean lowerCase;

  /** A tokeniser with these merges. */
  public BytePairTokenizer(BytePairMerges merges, boolean lowerCase) {
    super(lowerCase);
    this.merges = merges;
    this.lowerCase = lowerCase;
  }

  /** What was learned. */
  public BytePairMerges merges() {
    return merges;
  }

  @Override
  public TokenizerSpec spec() {
    TreeMap<String, String> options = new TreeMap<>();
    options.put(BytePairFactory.MERGES, merges.written());
    options.put(BytePairFactory.LOWER_CASE, String.valueOf(lowerCase));
    return new TokenizerSpec(BytePairFactory.NAME, options);
  }

  /**
   * Tokens with merges left out by chance, so that a network sees a text in many cuts (BPE-dropout,
   * Provilkov, Emelianenko and Voita 2020).
   *
   * @param dropout probability that a merge is left out where it could be done, from 0 to 1
   * @throws BadInputException for another probability
   */
  @Override
  public List<Token> sample(String text, double dropout, RandomGenerator random) {
    return super.sample(text, dropout, random);
  }

  @Override
  List<String> best(String word) {
    return new Cut(word, merges).run();
  }

  @Override
  List<String> drawn(String word, double dropout, RandomGenerator random) {
    return new Cut(word, merges).run(dropout, random);
  }
}
