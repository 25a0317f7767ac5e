package io.palavra.pipeline.subword;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.token.Token;
import io.palavra.pipeline.token.TokenizerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Text to the most probable pieces and back (Kudo 2018). As with {@link BytePairTokenizer}, tokens
 * that white space precedes begin with U+2581, {@link #detokenize} restores spaces and punctuation,
 * and a character that was never seen is a token by itself.
 */
public final class UnigramTokenizer implements SubwordTokenizer {
  private static final int REMEMBERED = 200_000;
  private static final int LONGEST_REMEMBERED = 64;

  /** How flat the cuts' probabilities become before one is drawn; Kudo's 0.2. */
  private static final double ALPHA = 0.2;

  private final UnigramPieces pieces;
  private final boolean lowerCase;
  private final Words words;
  private final Map<String, List<String>> known = new ConcurrentHashMap<>();

  /** A tokeniser with these pieces. */
  public UnigramTokenizer(UnigramPieces pieces, boolean lowerCase) {
    this.pieces = pieces;
    this.lowerCase = lowerCase;
    this.words = new Words(lowerCase);
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

  @Override
  public List<Token> tokens(String text) {
    List<Token> tokens = new ArrayList<>(text.length() / 3 + 1);
    words.cut(
        text, (word, start, end) -> BytePairTokenizer.place(tokens, cut(word), word, start, end));
    return tokens;
  }

  /**
   * A word is cut by chance with this probability, and else the best way (subword regularisation).
   */
  @Override
  public List<Token> sample(String text, double strength, RandomGenerator random) {
    if (!(strength >= 0 && strength <= 1)) {
      throw BadInputException.of("option bpeDropout", String.valueOf(strength), "from 0 to 1");
    }
    List<Token> tokens = new ArrayList<>(text.length() / 2 + 1);
    words.cut(
        text,
        (word, start, end) -> {
          boolean drawn = strength > 0 && random.nextDouble() < strength;
          List<String> cut = drawn ? new Lattice(word, pieces).sample(ALPHA, random) : cut(word);
          BytePairTokenizer.place(tokens, cut, word, start, end);
        });
    return tokens;
  }

  @Override
  public String detokenize(List<String> tokens) {
    return Words.join(tokens);
  }

  private List<String> cut(String word) {
    if (word.length() > LONGEST_REMEMBERED) {
      return new Lattice(word, pieces).best();
    }
    List<String> cut = known.get(word);
    if (cut == null) {
      cut = new Lattice(word, pieces).best();
      if (known.size() < REMEMBERED) {
        known.put(word, cut);
      }
    }
    return cut;
  }
}
