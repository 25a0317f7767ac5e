package io.palavra.pipeline.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What stands between white space, for texts that are cut already. White space is what fastText's
 * {@code readWord} takes for it: space, tab, line feed, carriage return, vertical tab, form feed
 * and NUL; a no-break space belongs to its word. Token texts are in normalisation form C; offsets
 * are those of the text as it was given.
 */
public final class SpaceTokenizer implements Tokenizer {
  /** What options and models call it. */
  public static final String NAME = "spaces";

  private static final String LOWER_CASE = "lowerCase";
  private static final String FOLD_ACCENTS = "foldAccents";

  private final boolean lowerCase;
  private final boolean foldAccents;
  private final TokenForm form;

  /** Words as they are written, or lower-cased, or without diacritics. */
  public SpaceTokenizer(boolean lowerCase, boolean foldAccents) {
    this.lowerCase = lowerCase;
    this.foldAccents = foldAccents;
    this.form = new TokenForm(lowerCase, foldAccents);
  }

  @Override
  public TokenizerSpec spec() {
    return new TokenizerSpec(NAME, options(lowerCase, foldAccents));
  }

  @Override
  public List<Token> tokens(String text) {
    List<Token> tokens = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || isSpace(text.charAt(i))) {
        if (i > start) {
          tokens.add(new Token(form.of(text, start, i), start, i));
        }
        start = i + 1;
      }
    }
    return tokens;
  }

  @Override
  public String detokenize(List<String> tokens) {
    return String.join(" ", tokens);
  }

  /** Whether a character, or a byte of UTF-8, parts words. */
  public static boolean isSpace(int c) {
    return c == ' ' || c >= '\t' && c <= '\r' || c == 0;
  }

  private static SortedMap<String, String> options(boolean lowerCase, boolean foldAccents) {
    SortedMap<String, String> options = new TreeMap<>();
    options.put(LOWER_CASE, String.valueOf(lowerCase));
    options.put(FOLD_ACCENTS, String.valueOf(foldAccents));
    return options;
  }

  /** Makes it from a name and options. */
  static final class Factory implements TokenizerFactory {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public SortedMap<String, String> defaults() {
      return options(false, false);
    }

    @Override
    public Tokenizer create(Map<String, String> options) {
      OptionValues values = new OptionValues(NAME, options);
      return new SpaceTokenizer(values.flag(LOWER_CASE), values.flag(FOLD_ACCENTS));
    }
  }
}
