package io.palavra.pipeline.token;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.util.ULocale;

/**
 * The form in which a vocabulary knows a piece of text: Unicode normalisation form C, perhaps
 * lower-cased, perhaps without diacritics. A half surrogate pair becomes U+FFFD, so that every
 * token can be written as UTF-8. Unicode's data are ICU's, so that no JDK gives another form.
 */
public final class TokenForm {
  /** Below this there is nothing to compose, and each character has one lower-case character. */
  private static final int SIMPLE = 0x250;

  private static final char DOTTED_I = '\u0130';
  private static final Normalizer2 NFC = Normalizer2.getNFCInstance();
  private static final Normalizer2 NFD = Normalizer2.getNFDInstance();

  private final boolean lowerCase;
  private final boolean foldAccents;
  private final char[] simple = new char[SIMPLE];

  /** Tokens lower-cased or not, without diacritics or with them. */
  public TokenForm(boolean lowerCase, boolean foldAccents) {
    this.lowerCase = lowerCase;
    this.foldAccents = foldAccents;
    for (char c = 0; c < SIMPLE; c++) {
      String form = c == DOTTED_I ? "" : composed(String.valueOf(c));
      simple[c] = form.length() == 1 ? form.charAt(0) : 0;
    }
  }

  /** The form of {@code text[start, end)}; not empty unless the range is. */
  public String of(String text, int start, int end) {
    boolean changed = false;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c >= SIMPLE || simple[c] == 0) {
        return composed(text.substring(start, end));
      }
      changed |= simple[c] != c;
    }
    if (!changed) {
      return text.substring(start, end);
    }
    char[] form = new char[end - start];
    for (int i = start; i < end; i++) {
      form[i - start] = simple[text.charAt(i)];
    }
    return new String(form);
  }

  private String composed(String piece) {
    String form = NFC.normalize(wellFormed(piece));
    if (lowerCase) {
      form = NFC.normalize(UCharacter.toLowerCase(ULocale.ROOT, form));
    }
    if (foldAccents) {
      String folded = NFC.normalize(withoutMarks(NFD.normalize(form)));
      // A mark that stands alone stays, lest the token be empty.
      form = folded.isEmpty() ? form : folded;
    }
    return form;
  }

  /** Takes off the marks of Latin, Greek and Cyrillic, but not the vowel signs of other scripts. */
  private static String withoutMarks(String decomposed) {
    StringBuilder out = new StringBuilder(decomposed.length());
    for (int i = 0; i < decomposed.length(); i++) {
      char c = decomposed.charAt(i);
      if (c < 0x300 || c > 0x36F) {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static String wellFormed(String piece) {
    StringBuilder out = null;
    for (int i = 0; i < piece.length(); i++) {
      char c = piece.charAt(i);
      if (Character.isSurrogate(c)) {
        if (Character.isHighSurrogate(c)
            && i + 1 < piece.length()
            && Character.isLowSurrogate(piece.charAt(i + 1))) {
          i++;
        } else {
          out = out == null ? new StringBuilder(piece) : out;
          out.setCharAt(i, '\uFFFD');
        }
      }
    }
    return out == null ? piece : out.toString();
  }
}
