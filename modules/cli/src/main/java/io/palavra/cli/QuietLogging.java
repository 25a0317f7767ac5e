package io.palavra.cli;

import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * How the libraries below log on the command line: warnings on standard error, and nothing of what
 * they found at their start. Java's logging makes one of these when somebody first logs.
 */
public final class QuietLogging {

  /** Sets the level of all loggers. */
  public QuietLogging() {
    Logger root = Logger.getLogger("");
    root.setLevel(Level.WARNING);
    root.addHandler(new ConsoleHandler());
  }
}
