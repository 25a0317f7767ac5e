package io.palavra.cli.console;

import java.lang.reflect.InvocationTargetException;
import java.util.Optional;

/**
 * Which of the three streams a person sees. Java tells of input and output together, and of
 * standard error nothing, so {@code scripts/palavra} says it.
 *
 * @param in whether standard input is a terminal
 * @param out whether standard output is one
 * @param err whether standard error is one
 */
public record Terminals(boolean in, boolean out, boolean err) {
  /** Set by the launcher to the numbers of the streams that are terminals, such as 02. */
  static final String PROPERTY = "palavra.terminals";

  /** Nobody looks. */
  public static final Terminals NONE = new Terminals(false, false, false);

  static Terminals detect() {
    return of(Optional.ofNullable(System.getProperty(PROPERTY)), console());
  }

  /**
   * @param told by the launcher, where it was that which started this
   * @param console whether Java has a console
   */
  public static Terminals of(Optional<String> told, boolean console) {
    return told.map(
            numbers ->
                new Terminals(numbers.contains("0"), numbers.contains("1"), numbers.contains("2")))
        .orElse(new Terminals(console, console, false));
  }

  /** From Java 22 on there is a console without a terminal, too, and a method that tells. */
  private static boolean console() {
    java.io.Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException before22) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }
}
