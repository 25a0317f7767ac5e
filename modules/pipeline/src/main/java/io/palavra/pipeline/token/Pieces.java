package io.palavra.pipeline.token;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.lang.UProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * Collects the segments of a text as UAX #29 gives them and makes tokens of them by the house's own
 * rules, which are listed at {@link UnicodeWordTokenizer}.
 */
final class Pieces {
  static final byte WORD = 0;
  static final byte SYMBOL = 1;
  static final byte MARK = 2;
  static final byte WEB = 3;

  private static final int LONGEST = 255;

  /** Marks of which several in a row are one token. */
  static final String RUNS = ".!?-*=~+…–—";

  private static final String HYPHENS = "-\u2010\u2011";
  private static final Set<String> HOST_ENDINGS =
      Set.of("com", "net", "org", "br", "pt", "gov", "edu", "info", "io", "uk", "eu", "fr");

  private final String text;
  private final boolean joinHyphens;
  private int[] starts = new int[32];
  private int[] ends = new int[32];
  private byte[] kinds = new byte[32];
  private int size;

  Pieces(String text, boolean joinHyphens) {
    this.text = text;
    this.joinHyphens = joinHyphens;
  }

  int size() {
    return size;
  }

  int start(int i) {
    return starts[i];
  }

  int end(int i) {
    return ends[i];
  }

  byte kind(int i) {
    return kinds[i];
  }

  /** Takes an address, a mention or a tag. */
  void web(int start, int end) {
    add(start, end, WEB);
  }

  /** Takes a segment of UAX #29. */
  void segment(int start, int end) {
    int first = text.codePointAt(start);
    if (isWord(first, start, end)) {
      word(start, end);
    } else if (!isBlank(first)) {
      mark(first, start, end);
    }
  }

  /** Words may begin with what only joins: an underscore, an Arabic decimal separator. */
  private boolean isWord(int first, int start, int end) {
    if (first < 0x80 && first != '_') {
      return Character.isLetterOrDigit(first);
    }
    for (int i = start, c; i < end; i += Character.charCount(c)) {
      c = text.codePointAt(i);
      if (UCharacter.isLetterOrDigit(c)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBlank(int c) {
    return c > 0x7F
        && (UCharacter.isUWhiteSpace(c)
            || UCharacter.getType(c) == UCharacterCategory.CONTROL
            || UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT));
  }

  private void mark(int first, int start, int end) {
    byte kind = isMark(first) ? MARK : SYMBOL;
    boolean continues =
        end - start == 1
            && size > 0
            && kinds[size - 1] == kind
            && ends[size - 1] == start
            && text.charAt(start - 1) == first
            && RUNS.indexOf(first) >= 0;
    if (continues) {
      ends[size - 1] = end;
    } else {
      add(start, end, kind);
    }
  }

  private static boolean isMark(int c) {
    return switch (UCharacter.getType(c)) {
      case UCharacterCategory.CONNECTOR_PUNCTUATION,
          UCharacterCategory.DASH_PUNCTUATION,
          UCharacterCategory.START_PUNCTUATION,
          UCharacterCategory.END_PUNCTUATION,
          UCharacterCategory.INITIAL_PUNCTUATION,
          UCharacterCategory.FINAL_PUNCTUATION,
          UCharacterCategory.OTHER_PUNCTUATION,
          UCharacterCategory.MATH_SYMBOL,
          UCharacterCategory.MODIFIER_SYMBOL ->
          !UCharacter.hasBinaryProperty(c, UProperty.EXTENDED_PICTOGRAPHIC);
      default -> false;
    };
  }

  private void word(int start, int end) {
    int from = start;
    for (int i = start; i < end; i++) {
      if (text.charAt(i) == ':') {
        wordWithoutColon(from, i);
        add(i, i + 1, MARK);
        from = i + 1;
      }
    }
    wordWithoutColon(from, end);
  }

  private void wordWithoutColon(int start, int end) {
    int stop = sentenceStop(start, end);
    if (stop < 0) {
      plainWord(start, end);
      return;
    }
    int from = start;
    for (int i = stop; i < end; i++) {
      if (text.charAt(i) == '.') {
        plainWord(from, i);
        add(i, i + 1, MARK);
        from = i + 1;
      }
    }
    plainWord(from, end);
  }

  /** The first full stop of "gostei.Recomendo"; -1 for "U.S.A", "Ph.D", "1.5", "loja.com.br". */
  private int sentenceStop(int start, int end) {
    int first = -1;
    int from = start;
    int shortest = Integer.MAX_VALUE;
    int longest = 0;
    for (int i = start; i < end; i++) {
      if (text.charAt(i) == '.') {
        if (!UCharacter.isLetter(text.codePointAt(from))) {
          return -1;
        }
        first = first < 0 ? i : first;
        shortest = Math.min(shortest, i - from);
        longest = Math.max(longest, i - from);
        from = i + 1;
      }
    }
    if (first < 0 || !UCharacter.isLetter(text.codePointAt(from))) {
      return -1;
    }
    boolean abbreviation =
        Math.min(shortest, end - from) == 1 && Math.max(longest, end - from) <= 2;
    boolean host = end - from <= 4 && HOST_ENDINGS.contains(lower(from, end));
    return abbreviation || host ? -1 : first;
  }

  private String lower(int start, int end) {
    return text.substring(start, end).toLowerCase(Locale.ROOT);
  }

  private void plainWord(int start, int end) {
    if (joinHyphens && joinsHyphen(start)) {
      size--;
      ends[size - 1] = end;
    } else {
      add(start, end, WORD);
    }
  }

  private boolean joinsHyphen(int start) {
    return size >= 2
        && kinds[size - 2] == WORD
        && kinds[size - 1] == MARK
        && ends[size - 1] == start
        && ends[size - 1] - starts[size - 1] == 1
        && HYPHENS.indexOf(text.charAt(start - 1)) >= 0
        && ends[size - 2] == start - 1
        && UCharacter.isLetter(text.codePointBefore(start - 1))
        && UCharacter.isLetter(text.codePointAt(start));
  }

  private void add(int start, int end, byte kind) {
    int from = start;
    while (end - from > LONGEST) {
      int cut = from + LONGEST;
      cut -= Character.isLowSurrogate(text.charAt(cut)) ? 1 : 0;
      put(from, cut, kind);
      from = cut;
    }
    put(from, end, kind);
  }

  private void put(int start, int end, byte kind) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
      kinds = Arrays.copyOf(kinds, 2 * size);
    }
    starts[size] = start;
    ends[size] = end;
    kinds[size] = kind;
    size++;
  }
}
