package io.palavra.cli.input;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.file.InputFile;
import io.palavra.pipeline.file.LineReader;
import io.palavra.pipeline.file.StrictReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /**
   * The bytes of a file of lines, unpacked where they are gzipped; an empty file has no line.
   *
   * @throws BadInputException when there is no such file, or it can not be read
   */
  public static InputStream bytes(Path file) {
    if (!Files.isRegularFile(file)) {
      throw BadInputException.of(
          file.toString(), Files.isDirectory(file) ? "a file, not a folder" : "a file");
    }
    try {
      return Files.size(file) == 0 ? InputFile.raw(file) : InputFile.unpacked(file);
    } catch (IOException e) {
      throw BadInputException.of(file.toString(), "a file that can be read").because(e);
    }
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
