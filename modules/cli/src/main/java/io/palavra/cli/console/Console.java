package io.palavra.cli.console;

import io.palavra.pipeline.BadInputException;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Function;

/**
 * Where results and messages go, in UTF-8 whatever the platform says.
 *
 * @param in standard input
 * @param out results
 * @param results what they are written through
 * @param err everything else
 * @param terminals which of the three a person sees
 * @param colours whether {@code out} may be coloured
 * @param warnings whether {@code err} may be
 */
public record Console(
    InputStream in,
    PrintWriter out,
    ResultStream results,
    PrintWriter err,
    Terminals terminals,
    Colours colours,
    Colours warnings) {
  private static final int MOST_UNSENT = 64;

  public static Console system() {
    return of(
        System.in,
        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
        new FileOutputStream(FileDescriptor.err),
        Terminals.detect(),
        System.getenv());
  }

  public static Console of(
      InputStream in,
      OutputStream out,
      OutputStream err,
      Terminals terminals,
      Map<String, String> environment) {
    String noColor = environment.get("NO_COLOR");
    String term = environment.get("TERM");
    ResultStream results = new ResultStream(out);
    return new Console(
        in,
        new PrintWriter(new OutputStreamWriter(results, StandardCharsets.UTF_8), false),
        results,
        new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true),
        terminals,
        Colours.of(terminals.out(), noColor, term),
        Colours.of(terminals.err(), noColor, term));
  }

  /** A line of the result. */
  public void print(String line) {
    out.println(line);
  }

  /**
   * A line of the result for each of many, sent as they come.
   *
   * @param each whether every line is sent by itself, to somebody who waits for it before the next
   * @throws BadInputException as {@link #flushOrStop}
   */
  public <T> void print(Iterator<T> results, Function<T, String> line, boolean each) {
    int unsent = 0;
    while (results.hasNext()) {
      print(line.apply(results.next()));
      if (each || ++unsent == MOST_UNSENT) {
        flushOrStop();
        unsent = 0;
      }
    }
    flushOrStop();
  }

  /** A line for the person who waits. */
  public void say(String line) {
    err.println(line);
  }

  /**
   * Sends what is buffered.
   *
   * @throws BadInputException when nobody reads the results any more, or there is no room for them,
   *     so that a long job ends
   */
  public void flushOrStop() {
    if (out.checkError()) {
      throw BadInputException.of("standard output", results.expected());
    }
  }

  public void flush() {
    out.flush();
    err.flush();
  }

  /**
   * Looks back when the work is done.
   *
   * @throws BadInputException when there was no room for the results; a reader that has seen enough
   *     is no fault
   */
  public void requireRoom() {
    if (results.refused().isPresent()) {
      throw BadInputException.of("standard output", results.expected());
    }
  }
}
