package io.palavra.cli.input;

import io.palavra.pipeline.file.LineReader;
import io.palavra.pipeline.file.StrictReader;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The lines of a stream as they come: nothing but text of the charset, a byte order mark is no
 * text, and a last line counts with and without its line feed.
 */
public final class Lines implements Iterator<String> {
  private final LineReader lines;
  private boolean ahead;

  /**
   * @param source names the stream in complaints
   */
  public Lines(InputStream in, String source, Charset charset) {
    this.lines = new LineReader(new StrictReader(in, source, charset), source);
  }

  @Override
  public boolean hasNext() {
    ahead = ahead || lines.next();
    return ahead;
  }

  @Override
  public String next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    ahead = false;
    return lines.line();
  }
}
