package io.palavra.cli;

import io.palavra.pipeline.BadInputException;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where results and messages go, in UTF-8 whatever the platform says.
 *
 * @param in standard input
 * @param out results
 * @param err everything else
 * @param colours whether {@code out} may be coloured
 */
record Console(InputStream in, PrintWriter out, PrintWriter err, Colours colours) {

  static Console system() {
    boolean terminal = System.console() != null;
    return of(
        System.in,
        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
        new FileOutputStream(FileDescriptor.err),
        Colours.of(terminal, System.getenv("NO_COLOR"), System.getenv("TERM")));
  }

  static Console of(InputStream in, OutputStream out, OutputStream err, Colours colours) {
    return new Console(
        in,
        new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), false),
        new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true),
        colours);
  }

  /** A line of the result. */
  void print(String line) {
    out.println(line);
  }

  /** A line for the person who waits. */
  void say(String line) {
    err.println(line);
  }

  /**
   * Sends what is buffered.
   *
   * @throws BadInputException when nobody reads the results any more, so that a long job ends
   */
  void flushOrStop() {
    if (out.checkError()) {
      throw BadInputException.of(
          "standard output", "a reader until the last line, the pipe is closed");
    }
  }

  void flush() {
    out.flush();
    err.flush();
  }

  /** Whether standard input has something at once; a terminal has not. */
  boolean piped() {
    try {
      return System.console() == null && in.available() > 0;
    } catch (IOException e) {
      return false;
    }
  }
}
