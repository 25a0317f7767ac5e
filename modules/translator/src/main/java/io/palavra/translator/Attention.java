package io.palavra.translator;

import io.palavra.pipeline.token.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a model looked while it translated.
 *
 * @param source what was translated
 * @param target the translation
 * @param read the source's words
 * @param written the translation's words
 * @param weights {@code [target sub-word][source sub-word]}, the ends of both last; a row sums to 1
 */
public record Attention(
    String source, String target, List<Word> read, List<Word> written, double[][] weights) {

  /**
   * Sub-words that make a word.
   *
   * @param text as it stands in the sentence; {@code ␣} for white space alone
   * @param from its first sub-word
   * @param to behind its last
   */
  public record Word(String text, int from, int to) {}

  /** How words are put together. */
  static final class Words {
    /** The name of a sentence's end. */
    static final String END = "∎";

    private static final String BLANK = "␣";
    private static final char SPACE = '\u2581';

    private Words() {}

    /** A word begins with white space; marks and digits beside it belong to it. */
    static List<Word> of(List<Token> tokens) {
      List<Word> words = new ArrayList<>();
      StringBuilder text = new StringBuilder();
      int from = 0;
      for (int i = 0; i < tokens.size(); i++) {
        String piece = tokens.get(i).text();
        // What stands behind a space by itself belongs to it, be it a mark or a letter.
        boolean turns = text.length() > 0 && isMark(piece) != isMark(text);
        if (i > from && (piece.charAt(0) == SPACE || turns)) {
          words.add(new Word(named(text), from, i));
          text.setLength(0);
          from = i;
        }
        text.append(piece.charAt(0) == SPACE ? piece.substring(1) : piece);
      }
      if (!tokens.isEmpty()) {
        words.add(new Word(named(text), from, tokens.size()));
      }
      words.add(new Word(END, tokens.size(), tokens.size() + 1));
      return words;
    }

    private static String named(CharSequence text) {
      return text.toString().isBlank() ? BLANK : text.toString();
    }

    private static boolean isMark(CharSequence text) {
      return text.length() > 0
          && text.chars().noneMatch(c -> Character.isLetterOrDigit(c) || c == SPACE);
    }
  }

  /**
   * How much a word of the translation looked at a word of the source: the mean over its sub-words
   * of the sums over the source's sub-words.
   *
   * @return {@code [written][read]}; a row sums to 1
   */
  public double[][] byWord() {
    double[][] sums = new double[written.size()][read.size()];
    for (int i = 0; i < written.size(); i++) {
      Word word = written.get(i);
      for (int t = word.from(); t < word.to(); t++) {
        for (int j = 0; j < read.size(); j++) {
          for (int s = read.get(j).from(); s < read.get(j).to(); s++) {
            sums[i][j] += weights[t][s] / (word.to() - word.from());
          }
        }
      }
    }
    return sums;
  }
}
