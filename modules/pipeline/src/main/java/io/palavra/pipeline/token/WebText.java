package io.palavra.pipeline.token;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;

/**
 * Finds addresses, mentions and hash tags in a run without white space. Each scan moves forward
 * only, so that no text makes it slow.
 */
final class WebText {
  private static final String[] PREFIXES = {"http://", "https://", "ftp://", "www."};
  private static final String ENDS_URL = "\"<>`{}|\\^“”«»";
  private static final String TRAILING = ".,;:!?'…’*";

  private final String text;
  private final int end;
  private int spanStart;
  private int spanEnd;

  WebText(String text, int end) {
    this.text = text;
    this.end = end;
  }

  /** Whether a run that contains this character here may hold something for this class. */
  static boolean hint(String text, int i, char c) {
    return c == '@'
        || c == '#'
        || c == ':' && text.startsWith("//", i + 1)
        || (c == 'w' || c == 'W') && text.regionMatches(true, i, "www.", 0, 4);
  }

  int spanStart() {
    return spanStart;
  }

  int spanEnd() {
    return spanEnd;
  }

  /** Moves to the next span at or behind {@code from}; false where there is none. */
  boolean next(int from) {
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      boolean found =
          switch (c) {
            case '@' -> email(from, i) || name(from, i, false);
            case '#' -> name(from, i, true);
            case 'h', 'H', 'f', 'F', 'w', 'W' -> url(from, i);
            default -> false;
          };
      if (found) {
        return true;
      }
    }
    return false;
  }

  private boolean url(int from, int i) {
    if (i > from && isWordPart(text.codePointBefore(i))) {
      return false;
    }
    for (String prefix : PREFIXES) {
      if (text.regionMatches(true, i, prefix, 0, prefix.length())) {
        int stop = urlEnd(i + prefix.length());
        return stop > i + prefix.length() && span(i, stop);
      }
    }
    return false;
  }

  private int urlEnd(int from) {
    int stop = from;
    int unclosed = 0;
    while (stop < end && ENDS_URL.indexOf(text.charAt(stop)) < 0) {
      char c = text.charAt(stop);
      unclosed += c == '(' ? 1 : c == ')' ? -1 : 0;
      stop++;
    }
    while (stop > from) {
      char last = text.charAt(stop - 1);
      if (last == ')' && unclosed < 0) {
        unclosed++;
      } else if (last != ']' && TRAILING.indexOf(last) < 0) {
        break;
      }
      stop--;
    }
    return stop;
  }

  private boolean email(int from, int at) {
    int start = at;
    while (start > from && isLocalPart(text.charAt(start - 1))) {
      start--;
    }
    while (start < at && text.charAt(start) == '.') {
      start++;
    }
    int stop = at + 1;
    int dot = -1;
    while (stop < end && (isPlain(text.charAt(stop)) || isDotOrHyphen(text.charAt(stop)))) {
      dot = text.charAt(stop) == '.' ? stop : dot;
      stop++;
    }
    while (stop > at && isDotOrHyphen(text.charAt(stop - 1))) {
      stop--;
    }
    dot = stop - 1 < dot ? text.lastIndexOf('.', stop - 1) : dot;
    return start < at && dot > at + 1 && span(start, stop);
  }

  /** A mention, or a tag, which must hold a letter: "#1" is a number. */
  private boolean name(int from, int sign, boolean letterNeeded) {
    if (sign > from && isWordPart(text.codePointBefore(sign))) {
      return false;
    }
    boolean letter = false;
    int stop = sign + 1;
    while (stop < end) {
      int next = text.codePointAt(stop);
      if (!isWordPart(next)) {
        break;
      }
      letter |= UCharacter.isLetter(next);
      stop += Character.charCount(next);
    }
    stop = Math.min(stop, end);
    return stop > sign + 1 && (letter || !letterNeeded) && span(sign, stop);
  }

  private boolean span(int start, int stop) {
    spanStart = start;
    spanEnd = stop;
    return true;
  }

  private static boolean isWordPart(int c) {
    return c == '_'
        || UCharacter.isLetterOrDigit(c)
        || UCharacter.getType(c) == UCharacterCategory.NON_SPACING_MARK && c < 0xFE00;
  }

  private static boolean isLocalPart(char c) {
    return isPlain(c) || isDotOrHyphen(c) || c == '_' || c == '%' || c == '+';
  }

  private static boolean isPlain(char c) {
    return UCharacter.isLetterOrDigit(c);
  }

  private static boolean isDotOrHyphen(char c) {
    return c == '.' || c == '-';
  }
}
