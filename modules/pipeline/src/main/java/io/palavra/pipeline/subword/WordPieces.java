package io.palavra.pipeline.subword;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.token.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * What tokenisers have in common that cut words, one by one, into pieces that were learned: tokens
 * that white space precedes begin with U+2581, and how a word is cut is remembered.
 */
abstract class WordPieces implements SubwordTokenizer {
  /** Words whose cut is remembered; natural text repeats itself. */
  private static final int REMEMBERED = 200_000;

  /** A longer "word" is cut without being remembered. */
  private static final int LONGEST_REMEMBERED = 64;

  private final Words words;
  private final Map<String, List<String>> known = new ConcurrentHashMap<>();

  WordPieces(boolean lowerCase) {
    this.words = new Words(lowerCase);
  }

  /** The pieces of a word, the usual way. */
  abstract List<String> best(String word);

  /** The pieces of a word in one of the ways that a strength from 0 to 1 allows. */
  abstract List<String> drawn(String word, double strength, RandomGenerator random);

  @Override
  public final List<Token> tokens(String text) {
    List<Token> tokens = new ArrayList<>(text.length() / 3 + 1);
    words.cut(text, (word, start, end) -> place(tokens, cut(word), word, start, end));
    return tokens;
  }

  @Override
  public List<Token> sample(String text, double strength, RandomGenerator random) {
    if (!(strength >= 0 && strength <= 1)) {
      throw BadInputException.of("option bpeDropout", String.valueOf(strength), "from 0 to 1");
    }
    List<Token> tokens = new ArrayList<>(text.length() / 2 + 1);
    words.cut(
        text, (word, start, end) -> place(tokens, drawn(word, strength, random), word, start, end));
    return tokens;
  }

  @Override
  public final String detokenize(List<String> tokens) {
    return Words.join(tokens);
  }

  /** The usual way, from memory where the word was cut before. */
  final List<String> cut(String word) {
    if (word.length() > LONGEST_REMEMBERED) {
      return best(word);
    }
    List<String> cut = known.get(word);
    if (cut == null) {
      cut = best(word);
      if (known.size() < REMEMBERED) {
        known.put(word, cut);
      }
    }
    return cut;
  }

  /** Offsets are exact where the word's form is as long as the word; else all have the word's. */
  private static void place(List<Token> tokens, List<String> cut, String word, int start, int end) {
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
