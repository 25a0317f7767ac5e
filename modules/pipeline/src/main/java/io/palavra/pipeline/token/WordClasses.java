package io.palavra.pipeline.token;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.LineBreak;
import com.ibm.icu.lang.UCharacter.WordBreak;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.lang.UProperty;

/**
 * What the word rules of UAX #29 make of a UTF-16 unit. Only what the rules without look-behind
 * over marks can settle has a class of its own; all else is {@link #HARD} and goes to ICU.
 */
final class WordClasses {
  /** White space or a control character: always a boundary, never a token. */
  static final byte SPACE = 0;

  static final byte LETTER = 1;
  static final byte NUMBER = 2;

  /** Joins letters, numbers and itself: the underscore. */
  static final byte CONNECTOR = 3;

  /** Stays inside a word between letters. */
  static final byte MID_LETTER = 4;

  /** Stays inside a number between digits. */
  static final byte MID_NUMBER = 5;

  /** Stays inside between letters as well as between digits: full stop, apostrophes. */
  static final byte MID_BOTH = 6;

  /** A token of its own. */
  static final byte OTHER = 7;

  /** Not settled here. */
  static final byte HARD = 8;

  private static final int SIZE = 0x2100;
  private static final char IDEOGRAPHIC_SPACE = '\u3000';
  private static final byte[] CLASSES = table();

  private WordClasses() {}

  static byte of(char c) {
    if (c < SIZE) {
      return CLASSES[c];
    }
    return c == IDEOGRAPHIC_SPACE ? SPACE : HARD;
  }

  private static byte[] table() {
    byte[] table = new byte[SIZE];
    for (int c = 0; c < SIZE; c++) {
      table[c] = classify(c);
    }
    return table;
  }

  private static byte classify(int c) {
    if (UCharacter.isUWhiteSpace(c)
        || UCharacter.getType(c) == UCharacterCategory.CONTROL
        || c == 0x200B) {
      return SPACE;
    }
    // Thai and its like are cut by dictionary.
    if (UCharacter.getIntPropertyValue(c, UProperty.LINE_BREAK) == LineBreak.COMPLEX_CONTEXT) {
      return HARD;
    }
    return switch (UCharacter.getIntPropertyValue(c, UProperty.WORD_BREAK)) {
      case WordBreak.ALETTER -> LETTER;
      case WordBreak.NUMERIC -> NUMBER;
      case WordBreak.EXTENDNUMLET -> CONNECTOR;
      // The annex keeps "ab:cd" whole, for Swedish; here a colon cuts.
      case WordBreak.MIDLETTER -> c == ':' ? OTHER : MID_LETTER;
      case WordBreak.MIDNUM -> MID_NUMBER;
      case WordBreak.MIDNUMLET, WordBreak.SINGLE_QUOTE -> MID_BOTH;
      case WordBreak.OTHER, WordBreak.DOUBLE_QUOTE -> OTHER;
      default -> HARD;
    };
  }
}
