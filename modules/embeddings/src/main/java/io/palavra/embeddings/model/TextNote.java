package io.palavra.embeddings.model;

import io.palavra.pipeline.corpus.Located;

/**
 * What a model remembers of a text that it learned from.
 *
 * @param place its file, and its line where the file has lines
 * @param beginning its first words on one line
 */
public record TextNote(String place, String beginning) {
  /** Characters of a text's beginning, enough to know it again. */
  static final int LONGEST = 60;

  static TextNote of(Located<String> text) {
    return new TextNote(
        line(text.place().toString(), Integer.MAX_VALUE), line(text.value(), LONGEST));
  }

  /**
   * A text on one line that can be written down: white space and control characters are a space,
   * half a surrogate pair is the replacement character.
   *
   * @param most characters; an ellipsis stands for what is left out
   */
  private static String line(String text, int most) {
    StringBuilder line = new StringBuilder();
    int count = 0;
    boolean space = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c)) {
        space = count > 0;
        continue;
      }
      if (count >= most) {
        return line.append('…').toString();
      }
      if (space) {
        line.append(' ');
        space = false;
        count++;
      }
      boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
      line.appendCodePoint(half ? 0xFFFD : c);
      count++;
    }
    return line.toString();
  }
}
