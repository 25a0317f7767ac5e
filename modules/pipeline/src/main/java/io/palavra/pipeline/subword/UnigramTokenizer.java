package io.palavra.pipeline.subword;

import io.palavra.pipeline.token.Token;
import io.palavra.pipeline.token.TokenizerSpec;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Text to the most probable pieces and back (Kudo 2018). As with {@link BytePairTokenizer}, tokens
 * that white space precedes begin with U+2581, {@link #detokenize} restores spaces and punctuation,
 * and a character that was never seen is a token by itself.
 */
public final class UnigramTokenizer extends WordPieces {
  /** How flat the cuts' probabilities become before one is drawn; Kudo's 0.2. */
  private static final double ALPHA = 0.2;

  private final UnigramPieces pieces;
  private final boolean lowerCase;

  /** A tokeniser with these pieces. */
  public UnigramTokenizer(UnigramPieces pieces, boolean lowerCase) {
    super(lowerCase);
    this.pieces = pieces;
    this.lowerCase = lowerCase;
  }

  /** What was learned. */
  public UnigramPieces pieces() {
    return pieces;
  }

  @Override
  public TokenizerSpec spec() {
    TreeMap<String, String> options = new TreeMap<>();
    options.put(UnigramFactory.PIECES, pieces.written());
    options.put(UnigramFactory.LOWER_CASE, String.valueOf(lowerCase));
    return new TokenizerSpec(UnigramFactory.NAME, options);
  }

  /**
   * A word is cut by chance with this probability, and else the best way (subword regularisation).
   */
  @Override
  public List<Token> sample(String text, double strength, RandomGenerator random) {
    return super.sample(text, strength, random);
  }

  @Override
  List<String> best(String word) {
    return new Lattice(word, pieces).best();
  }

  @Override
  List<String> drawn(String word, double strength, RandomGenerator random) {
    boolean drawn = strength > 0 && random.nextDouble() < strength;
    return drawn ? new Lattice(word, pieces).sample(ALPHA, random) : cut(word);
  }
}
