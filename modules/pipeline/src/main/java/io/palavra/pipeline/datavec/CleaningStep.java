package io.palavra.pipeline.datavec;

import com.ibm.icu.text.Normalizer2;
import io.palavra.pipeline.BadInputException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One change to a text, by name and options.
 *
 * <ul>
 *   <li>{@code unicode}: normalises; {@code form} is {@code NFC} (default) or {@code NFKC}
 *   <li>{@code html-breaks}: {@code <br>} and {@code <br />} become a space
 *   <li>{@code urls}: web addresses become {@code with} (default {@code <url>})
 *   <li>{@code control}: removes control characters other than tab and line ends
 *   <li>{@code lower-case}: lower-cases, the same in every country
 *   <li>{@code replace}: every {@code text}, taken literally, becomes {@code with}
 *   <li>{@code white-space}: every run of white space becomes one space, none at the ends
 * </ul>
 *
 * @param name the step
 * @param options option by name, sorted
 */
public record CleaningStep(String name, SortedMap<String, String> options) {
  private static final Map<String, Set<String>> KNOWN =
      Map.of(
          "unicode", Set.of("form"),
          "html-breaks", Set.of(),
          "urls", Set.of("with"),
          "control", Set.of(),
          "lower-case", Set.of(),
          "replace", Set.of("text", "with"),
          "white-space", Set.of());

  private static final Pattern BREAK = Pattern.compile("<br\\s{0,4}/?>", Pattern.CASE_INSENSITIVE);
  private static final Pattern URL =
      Pattern.compile("(?:https?://|www\\.)[^\\s<>\"]+", Pattern.CASE_INSENSITIVE);

  /**
   * @throws BadInputException for a name, option or value that is not known
   */
  public CleaningStep {
    options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
    Set<String> known = KNOWN.get(name);
    if (known == null) {
      List<String> names = KNOWN.keySet().stream().sorted().toList();
      throw BadInputException.of("cleaning step", name, "one of " + String.join(", ", names));
    }
    for (String option : options.keySet()) {
      if (!known.contains(option)) {
        throw BadInputException.of("cleaning step " + name, option, "options among " + known);
      }
    }
    String form = options.getOrDefault("form", "NFC");
    if (!Set.of("NFC", "NFKC").contains(form)) {
      throw BadInputException.of("cleaning step unicode", form, "NFC or NFKC");
    }
    if (name.equals("replace") && options.getOrDefault("text", "").isEmpty()) {
      throw BadInputException.of("cleaning step replace", "a text to look for");
    }
  }

  /** A step without options. */
  public static CleaningStep of(String name) {
    return new CleaningStep(name, new TreeMap<>());
  }

  /** The step as a function; made once and used for many texts. */
  UnaryOperator<String> function() {
    switch (name) {
      case "unicode":
        Normalizer2 form =
            options.getOrDefault("form", "NFC").equals("NFC")
                ? Normalizer2.getNFCInstance()
                : Normalizer2.getNFKCInstance();
        return text -> form.isNormalized(text) ? text : form.normalize(text);
      case "html-breaks":
        return text -> text.indexOf('<') < 0 ? text : BREAK.matcher(text).replaceAll(" ");
      case "urls":
        String with = Matcher.quoteReplacement(options.getOrDefault("with", "<url>"));
        return text -> URL.matcher(text).replaceAll(with);
      case "control":
        return CleaningStep::withoutControl;
      case "lower-case":
        return text -> text.toLowerCase(Locale.ROOT);
      case "replace":
        String wanted = options.get("text");
        String instead = options.getOrDefault("with", "");
        return text -> text.replace(wanted, instead);
      case "white-space":
        return CleaningStep::collapsed;
      default:
        throw new AssertionError("checked when built: " + name);
    }
  }

  private static String withoutControl(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isISOControl(c) || c == '\t' || c == '\n' || c == '\r') {
        kept.append(c);
      }
    }
    return kept.length() == text.length() ? text : kept.toString();
  }

  private static String collapsed(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean gap = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085') {
        gap = true;
      } else {
        if (gap && !out.isEmpty()) {
          out.append(' ');
        }
        gap = false;
        out.append(c);
      }
    }
    return out.length() == text.length() ? text : out.toString();
  }
}
