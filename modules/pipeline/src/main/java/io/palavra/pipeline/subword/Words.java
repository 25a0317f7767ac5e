package io.palavra.pipeline.subword;

import io.palavra.pipeline.token.TokenForm;

/**
 * Cuts a text into the stretches inside of which sub-words are sought: letters with their marks,
 * digits, and every other character by itself. A stretch that white space or the beginning of the
 * text precedes starts with {@link #SPACE}, so that joining all tokens gives the text back.
 */
final class Words {
  /** Stands for the white space before a word (SentencePiece's convention). */
  static final char SPACE = '\u2581';

  private static final int LETTER = 0;
  private static final int DIGIT = 1;
  private static final int OTHER = 2;

  /** What is done with each stretch. */
  interface Sink {
    /**
     * @param word its form, {@link #SPACE} first where it is preceded by white space
     * @param start offset in the text where it begins
     * @param end offset behind its last unit
     */
    void word(String word, int start, int end);
  }

  private final TokenForm form;

  Words(boolean lowerCase) {
    this.form = new TokenForm(lowerCase, false);
  }

  void cut(String text, Sink sink) {
    boolean spaced = true;
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (isSpace(c)) {
        spaced = true;
        at += Character.charCount(c);
        continue;
      }
      int end = end(text, at, kind(c));
      String word = form.of(text, at, end);
      sink.word(spaced ? SPACE + word : word, at, end);
      spaced = false;
      at = end;
    }
  }

  /** The text that these tokens, joined, stand for. */
  static String join(Iterable<String> tokens) {
    String joined = String.join("", tokens).replace(SPACE, ' ');
    return joined.startsWith(" ") ? joined.substring(1) : joined;
  }

  private static int end(String text, int start, int kind) {
    int at = start + Character.charCount(text.codePointAt(start));
    while (at < text.length()) {
      int c = text.codePointAt(at);
      boolean continues = isMark(c) || (kind != OTHER && !isSpace(c) && kind(c) == kind);
      if (!continues) {
        break;
      }
      at += Character.charCount(c);
    }
    return at;
  }

  private static int kind(int c) {
    if (Character.isLetter(c) || isMark(c)) {
      return LETTER;
    }
    return Character.isDigit(c) ? DIGIT : OTHER;
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || c == 0x200D
        || (c >= 0xFE00 && c <= 0xFE0F);
  }

  /** The sign for white space counts as white space, or it could not be told from it later. */
  private static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == SPACE || c == 0xFEFF;
  }
}
