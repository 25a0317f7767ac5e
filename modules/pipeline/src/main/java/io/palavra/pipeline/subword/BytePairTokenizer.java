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
 * Text to the sub-words of byte-pair encoding and back. Tokens that white space precedes begin with
 * U+2581, so that {@link #detokenize} restores spaces and punctuation as they were, up to runs of
 * white space, Unicode normalisation form C and, where asked for, lower case. A character that was
 * never seen while learning is a token by itself.
 */
public final class BytePairTokenizer implements SubwordTokenizer {
  /** Words whose cut is remembered; natural text repeats itself. */
  private static final int REMEMBERED = 200_000;

  /** A longer "word" is cut without being remembered. */
  private static final int LONGEST_REMEMBERED = 64;

  private final BytePairMerges merges;
  private final boolean lowerCase;
  private final Words words;
  private final Map<String, List<String>> known = new ConcurrentHashMap<>();

  /** A tokeniser with these merges. */
  public BytePairTokenizer(BytePairMerges merges, boolean lowerCase) {
    this.merges = merges;
    this.lowerCase = lowerCase;
    this.words = new Words(lowerCase);
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

  @Override
  public List<Token> tokens(String text) {
    List<Token> tokens = new ArrayList<>(text.length() / 3 + 1);
    words.cut(text, (word, start, end) -> place(tokens, cut(word), word, start, end));
    return tokens;
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
    if (!(dropout >= 0 && dropout <= 1)) {
      throw BadInputException.of("option bpeDropout", String.valueOf(dropout), "from 0 to 1");
    }
    List<Token> tokens = new ArrayList<>(text.length() / 2 + 1);
    words.cut(
        text,
        (word, start, end) ->
            place(tokens, new Cut(word, merges).run(dropout, random), word, start, end));
    return tokens;
  }

  @Override
  public String detokenize(List<String> tokens) {
    return Words.join(tokens);
  }

  private List<String> cut(String word) {
    if (word.length() > LONGEST_REMEMBERED) {
      return new Cut(word, merges).run();
    }
    List<String> cut = known.get(word);
    if (cut == null) {
      cut = new Cut(word, merges).run();
      if (known.size() < REMEMBERED) {
        known.put(word, cut);
      }
    }
    return cut;
  }

  /** Offsets are exact where the word's form is as long as the word; else all have the word's. */
  static void place(List<Token> tokens, List<String> cut, String word, int start, int end) {
    int space = word.charAt(0) == Words.SPACE ? 1 : 0;
    boolean exact = word.length() - space == end - start;
    int at = start - space;
    for (String piece : cut) {
      int behind = at + piece.length();
      tokens.add(
          exact ? new Token(piece, Math.max(at, start), behind) : new Token(piece, start, end));
      at = behind;
    }
  }
}
