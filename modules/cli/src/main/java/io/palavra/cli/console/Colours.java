package io.palavra.cli.console;

import picocli.CommandLine.Help;

/** Colours where somebody sees them: on a terminal, unless {@code NO_COLOR} is set. */
public record Colours(boolean on) {
  private static final String RESET = "\u001b[0m";

  /** See no-color.org: any value but the empty one turns colours off. */
  public static Colours of(boolean terminal, String noColor, String term) {
    boolean refused = noColor != null && !noColor.isEmpty();
    return new Colours(terminal && !refused && !"dumb".equals(term));
  }

  public Help.ColorScheme scheme() {
    return Help.defaultColorScheme(on ? Help.Ansi.ON : Help.Ansi.OFF);
  }

  public String bold(String text) {
    return on ? "\u001b[1m" + text + RESET : text;
  }

  public String red(String text) {
    return on ? "\u001b[31m" + text + RESET : text;
  }

  public String green(String text) {
    return on ? "\u001b[32m" + text + RESET : text;
  }

  /**
   * A background from red over none to green.
   *
   * @param strength from -1 (red) to 1 (green)
   */
  public String shaded(String text, double strength) {
    if (!on || Math.abs(strength) < 0.05) {
      return text;
    }
    int paler = (int) Math.round(255 - 175 * Math.min(1, Math.abs(strength)));
    String colour = strength > 0 ? paler + ";255;" + paler : "255;" + paler + ";" + paler;
    return "\u001b[30;48;2;" + colour + "m" + text + RESET;
  }
}
