package io.palavra.pipeline.token;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;

/**
 * Text to words by the default rules of Unicode Standard Annex #29 as ICU implements them, with
 * these rules on top, made for reviews, messages and other hasty writing:
 *
 * <ul>
 *   <li>white space and control characters are no tokens and always cut; each run between them is
 *       cut by itself;
 *   <li>an apostrophe inside a word stays ("don't", "d'água") and is written ' whichever of its
 *       forms the text has; soft hyphens and other invisible characters inside a word are left out;
 *   <li>contractions of Portuguese ("do", "pelo", "nesta") stay as they are; a hyphen cuts
 *       ("guarda-chuva", "disse-me": three tokens) unless {@link WordOptions#joinHyphens};
 *   <li>an emoji is one token, with its skin tone, joined persons, flags and keycaps;
 *   <li>a run of one mark ("!!!!", "...", "---") is one token, written with three at most;
 *   <li>a full stop between two words ends a sentence for which the space was forgotten
 *       ("gostei.Recomendo": three tokens), except in host names of the common endings and in
 *       abbreviations, whose parts have one or two letters, one of them one: "U.S.A", "Ph.D";
 *       numbers ("1.234,56") stay whole;
 *   <li>a colon cuts ("nota:dez" is three tokens; the annex keeps it whole for Swedish);
 *   <li>web addresses, e-mail addresses, mentions (@nome) and tags (#promoção) are one token;
 *   <li>no token spans more than 255 UTF-16 units: what is longer is cut there.
 * </ul>
 *
 * <p>Token texts are in normalisation form C; offsets are those of the text as it was given. Runs
 * of simple characters, which is nearly everything in European languages, are cut by a table and
 * not by ICU, with the same result.
 */
public final class UnicodeWordTokenizer implements Tokenizer {
  private static final int LONGEST_RUN = 3;
  private static final String NO_SPACE_BEFORE = ".,!?;:%)]}»”…";
  private static final String NO_SPACE_AFTER = "([{«“¿¡";

  private final WordOptions options;
  private final boolean byTable;
  private final TokenForm form;
  private final ThreadLocal<BreakIterator> words =
      ThreadLocal.withInitial(() -> BreakIterator.getWordInstance(ULocale.ROOT));

  /** A tokeniser with these options. */
  public UnicodeWordTokenizer(WordOptions options) {
    this(options, true);
  }

  /** Without the table ICU cuts everything. */
  UnicodeWordTokenizer(WordOptions options, boolean byTable) {
    this.options = options;
    this.byTable = byTable;
    this.form = new TokenForm(options.lowerCase(), options.foldAccents());
  }

  @Override
  public TokenizerSpec spec() {
    return new TokenizerSpec(WordOptions.TOKENIZER, options.toMap());
  }

  @Override
  public List<Token> tokens(String text) {
    Pieces pieces = new Pieces(text, options.joinHyphens());
    int length = text.length();
    int i = 0;
    while (i < length) {
      byte kind = WordClasses.of(text.charAt(i));
      if (kind == WordClasses.SPACE) {
        i++;
        continue;
      }
      int start = i;
      boolean simple = byTable;
      boolean web = false;
      while (i < length && kind != WordClasses.SPACE) {
        simple &= kind != WordClasses.HARD;
        web |= WebText.hint(text, i, text.charAt(i));
        i++;
        kind = i < length ? WordClasses.of(text.charAt(i)) : WordClasses.SPACE;
      }
      if (web) {
        webRun(text, start, i, simple, pieces);
      } else {
        run(text, start, i, simple, pieces);
      }
    }
    return tokens(text, pieces);
  }

  @Override
  public String detokenize(List<String> tokens) {
    StringBuilder out = new StringBuilder();
    boolean space = false;
    for (String token : tokens) {
      boolean closes = !token.isEmpty() && NO_SPACE_BEFORE.indexOf(token.charAt(0)) >= 0;
      if (space && !closes) {
        out.append(' ');
      }
      out.append(token);
      space = token.length() != 1 || NO_SPACE_AFTER.indexOf(token.charAt(0)) < 0;
    }
    return out.toString();
  }

  private void webRun(String text, int start, int end, boolean simple, Pieces pieces) {
    WebText web = new WebText(text, end);
    int from = start;
    while (web.next(from)) {
      run(text, from, web.spanStart(), simple, pieces);
      pieces.web(web.spanStart(), web.spanEnd());
      from = web.spanEnd();
    }
    run(text, from, end, simple, pieces);
  }

  private void run(String text, int start, int end, boolean simple, Pieces pieces) {
    if (start == end) {
      return;
    }
    if (simple) {
      cutByTable(text, start, end, pieces);
    } else {
      cutByIcu(text, start, end, pieces);
    }
  }

  private void cutByIcu(String text, int start, int end, Pieces pieces) {
    BreakIterator breaks = words.get();
    breaks.setText(text.substring(start, end));
    int from = breaks.first();
    for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
      pieces.segment(start + from, start + to);
      from = to;
    }
    breaks.setText("");
  }

  /** Rules WB5 to WB13b of the annex; the others need characters that are not simple. */
  private static void cutByTable(String text, int start, int end, Pieces pieces) {
    int from = start;
    while (from < end) {
      byte last = WordClasses.of(text.charAt(from));
      int to = from + 1;
      if (last <= WordClasses.CONNECTOR) {
        while (to < end) {
          byte next = WordClasses.of(text.charAt(to));
          if (next <= WordClasses.CONNECTOR) {
            last = next;
            to++;
          } else if (to + 1 < end && bridges(last, next, WordClasses.of(text.charAt(to + 1)))) {
            to += 2;
          } else {
            break;
          }
        }
      }
      pieces.segment(from, to);
      from = to;
    }
  }

  private static boolean bridges(byte before, byte middle, byte after) {
    return before == after
        && (before == WordClasses.LETTER
                && (middle == WordClasses.MID_LETTER || middle == WordClasses.MID_BOTH)
            || before == WordClasses.NUMBER
                && (middle == WordClasses.MID_NUMBER || middle == WordClasses.MID_BOTH));
  }

  private List<Token> tokens(String text, Pieces pieces) {
    List<Token> tokens = new ArrayList<>(pieces.size());
    for (int i = 0; i < pieces.size(); i++) {
      int start = pieces.start(i);
      int end = pieces.end(i);
      byte kind = pieces.kind(i);
      if (kind != Pieces.MARK) {
        String token = form.of(text, start, end);
        token = kind == Pieces.WORD ? tidy(token) : token;
        if (!token.isEmpty()) {
          tokens.add(new Token(token, start, end));
        }
      } else if (options.punctuation()) {
        tokens.add(new Token(form.of(text, start, runEnd(text, start, end)), start, end));
      }
    }
    return tokens;
  }

  /** A run of one mark is written with three at most; a mark with diacritics is no run. */
  private static int runEnd(String text, int start, int end) {
    boolean run =
        end - start > LONGEST_RUN
            && Pieces.RUNS.indexOf(text.charAt(start)) >= 0
            && text.charAt(start) == text.charAt(start + 1);
    return run ? start + LONGEST_RUN : end;
  }

  private static String tidy(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c > 0x7F && (isApostrophe(c) || isInvisible(c))) {
        return tidied(word);
      }
    }
    return word;
  }

  private static String tidied(String word) {
    StringBuilder out = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (isApostrophe(c)) {
        out.append('\'');
      } else if (!isInvisible(c)) {
        out.append(c);
      }
    }
    return Normalizer2.getNFCInstance().normalize(out);
  }

  private static boolean isApostrophe(char c) {
    return c == '\u2019' || c == '\u2018' || c == '\u02BC' || c == '\uFF07';
  }

  private static boolean isInvisible(char c) {
    return c == '\u00AD'
        || c >= '\u200E' && c <= '\u200F'
        || c >= '\u202A' && c <= '\u202E'
        || c >= '\u2060' && c <= '\u2064'
        || c >= '\u2066' && c <= '\u2069'
        || c == '\uFEFF';
  }
}
