package io.palavra.cli;

import io.palavra.pipeline.BadInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The lines of a stream as they come: strict UTF-8, a byte order mark is no text, and a last line
 * counts with and without its line feed.
 */
final class Lines implements Iterator<String> {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final BufferedReader reader;
  private final String source;
  private long line;
  private String next;

  Lines(InputStream in, String source) {
    this.source = source;
    this.reader =
        new BufferedReader(
            new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)));
    this.next = read();
    if (next != null && !next.isEmpty() && next.charAt(0) == BYTE_ORDER_MARK) {
      next = next.substring(1);
    }
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public String next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    String current = next;
    next = read();
    return current;
  }

  private String read() {
    try {
      line++;
      return reader.readLine();
    } catch (CharacterCodingException e) {
      throw BadInputException.of(
              source, "UTF-8 text, but there are other bytes at or soon after line " + line)
          .because(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
