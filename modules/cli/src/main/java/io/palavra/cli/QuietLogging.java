package io.palavra.cli;

import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * How the libraries below log on the command line: warnings on standard error, and nothing of what
 * they found at their start. Java's logging makes one of these when somebody first logs.
 */
public final class QuietLogging {
  /** Held, since Java forgets a logger that nobody holds, its level included. */
  private static final Logger LUCENE = Logger.getLogger("org.apache.lucene.internal.vectorization");

  /** Sets the level of all loggers. */
  public QuietLogging() {
    Logger root = Logger.getLogger("");
    root.setLevel(Level.WARNING);
    LUCENE.setLevel(Level.SEVERE);
    root.addHandler(new ConsoleHandler());
  }
}
