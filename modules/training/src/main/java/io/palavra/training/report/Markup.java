package io.palavra.training.report;

import org.apache.commons.text.StringEscapeUtils;

/** Text from outside, made harmless and short. */
public final class Markup {
  static final int LONGEST_LABEL = 60;

  private Markup() {}

  /** Escaped for an element or an attribute; characters that no page may hold are left out. */
  public static String escape(String text) {
    return StringEscapeUtils.escapeXml10(text);
  }

  /** A class name, cut and isolated, so that its writing direction stays its own. */
  static String label(String name) {
    return "<bdi>" + escape(head(name, LONGEST_LABEL)) + "</bdi>";
  }

  /** At most so many characters of a text, with an ellipsis where something is left out. */
  public static String head(String text, int most) {
    int end = end(text, most);
    return end == text.length() ? text : text.substring(0, end) + "…";
  }

  /** The start of a text, in words how much is left out, isolated in its writing direction. */
  static String passage(String text, int most, Messages messages) {
    int end = end(text, most);
    String shown = "<bdi dir=\"auto\">" + escape(text.substring(0, end)) + "</bdi>";
    if (end == text.length()) {
      return shown;
    }
    String more = messages.get("more.characters", messages.count(text.length() - end));
    return shown + " <span class=\"quiet small\">" + escape(more) + "</span>";
  }

  /** Never between the halves of a surrogate pair. */
  private static int end(String text, int most) {
    if (text.length() <= most) {
      return text.length();
    }
    return Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
  }
}
