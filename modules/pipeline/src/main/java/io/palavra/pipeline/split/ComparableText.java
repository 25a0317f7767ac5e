package io.palavra.pipeline.split;

import com.ibm.icu.text.Normalizer2;

/**
 * What two texts have in common that count as equal: they differ in letter case, compatibility
 * forms and white space alone.
 */
public final class ComparableText {
  private static final Normalizer2 FOLD = Normalizer2.getNFKCCasefoldInstance();

  private ComparableText() {}

  /** NFKC with case folded, each run of white space as one space, none at the ends. */
  public static String of(String text) {
    return spaced(FOLD.normalize(text));
  }

  private static String spaced(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean space = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        space = out.length() > 0;
      } else {
        if (space) {
          out.append(' ');
        }
        space = false;
        out.append(c);
      }
    }
    return out.toString();
  }
}
