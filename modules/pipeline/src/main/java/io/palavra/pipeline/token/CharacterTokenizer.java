package io.palavra.pipeline.token;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;

/**
 * Text to characters: code points, or extended grapheme clusters (UAX #29) where {@link
 * CharacterOptions#graphemes} asks for them. White space is kept, so that the tokens in a row are
 * the text in normalisation form C.
 */
public final class CharacterTokenizer implements Tokenizer {
  private static final Normalizer2 NFC = Normalizer2.getNFCInstance();

  private final CharacterOptions options;
  private final TokenForm form;
  private final ThreadLocal<BreakIterator> clusters =
      ThreadLocal.withInitial(() -> BreakIterator.getCharacterInstance(ULocale.ROOT));

  /** A tokeniser with these options. */
  public CharacterTokenizer(CharacterOptions options) {
    this.options = options;
    this.form = new TokenForm(options.lowerCase(), options.foldAccents());
  }

  @Override
  public TokenizerSpec spec() {
    return new TokenizerSpec(CharacterOptions.TOKENIZER, options.toMap());
  }

  @Override
  public List<Token> tokens(String text) {
    List<Token> tokens = new ArrayList<>(text.length());
    if (options.graphemes()) {
      BreakIterator breaks = clusters.get();
      breaks.setText(text);
      int start = breaks.first();
      for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
        tokens.add(new Token(form.of(text, start, end), start, end));
        start = end;
      }
      breaks.setText("");
    } else {
      int start = 0;
      while (start < text.length()) {
        int end = compositionEnd(text, start);
        addCodePoints(tokens, form.of(text, start, end), start, end);
        start = end;
      }
    }
    return tokens;
  }

  @Override
  public String detokenize(List<String> tokens) {
    return String.join("", tokens);
  }

  /** Behind what may melt into one character with the one at {@code start}. */
  private static int compositionEnd(String text, int start) {
    int end = start + Character.charCount(text.codePointAt(start));
    while (end < text.length()) {
      int next = text.codePointAt(end);
      if (next < 0x300 || NFC.hasBoundaryBefore(next)) {
        break;
      }
      end += Character.charCount(next);
    }
    return end;
  }

  /** Code points of one composition share its place in the text. */
  private static void addCodePoints(List<Token> tokens, String piece, int start, int end) {
    int i = 0;
    while (i < piece.length()) {
      int next = i + Character.charCount(piece.codePointAt(i));
      String token = next - i == piece.length() ? piece : piece.substring(i, next);
      tokens.add(new Token(token, start, end));
      i = next;
    }
  }
}
