package io.palavra.translator.score;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How a line becomes words before BLEU counts them. */
public enum Tokenization {
  /** The words of mteval-v13a, as WMT and sacreBLEU use them. */
  MTEVAL_13A("13a") {
    @Override
    public List<String> words(String line) {
      String text = " " + unescaped(line) + " ";
      text = MARKS.matcher(text).replaceAll(" $1 ");
      text = AFTER_NO_DIGIT.matcher(text).replaceAll("$1 $2 ");
      text = BEFORE_NO_DIGIT.matcher(text).replaceAll(" $1 $2");
      text = DASH_AFTER_DIGIT.matcher(text).replaceAll("$1 $2 ");
      return split(text);
    }
  },

  /** The line is tokenised already; white space separates. */
  NONE("none") {
    @Override
    public List<String> words(String line) {
      return split(line);
    }
  };

  private static final Pattern MARKS = Pattern.compile("([{-~\\[-` -&(-+:-@/])");
  private static final Pattern AFTER_NO_DIGIT = Pattern.compile("([^0-9])([.,])");
  private static final Pattern BEFORE_NO_DIGIT = Pattern.compile("([.,])([^0-9])");
  private static final Pattern DASH_AFTER_DIGIT = Pattern.compile("([0-9])(-)");
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\\x1c-\\x1f\\x85]+");

  private final String label;

  Tokenization(String label) {
    this.label = label;
  }

  /** What a signature calls it. */
  public String label() {
    return label;
  }

  /** The words of a line. */
  public abstract List<String> words(String line);

  /** The words of a line in lower case. */
  public List<String> lowerCased(String line) {
    return words(line.toLowerCase(Locale.ROOT));
  }

  private static List<String> split(String text) {
    return SPACE.splitAsStream(text).filter(word -> !word.isEmpty()).toList();
  }

  private static String unescaped(String line) {
    return line.replace("<skipped>", "")
        .replace("-\n", "")
        .replace("\n", " ")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">");
  }
}
