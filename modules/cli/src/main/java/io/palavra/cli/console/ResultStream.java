package io.palavra.cli.console;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;

/** Standard output, and why it could not be written first, which a print stream does not tell. */
final class ResultStream extends FilterOutputStream {
  private Optional<IOException> fault = Optional.empty();

  ResultStream(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int b) throws IOException {
    keeping(() -> out.write(b));
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    keeping(() -> out.write(bytes, offset, length));
  }

  @Override
  public void flush() throws IOException {
    keeping(out::flush);
  }

  /** What is missing where lines can not be written. */
  String expected() {
    return refused()
        .map(cause -> "a place that takes every line: " + cause)
        .orElse("a reader until the last line, the pipe is closed");
  }

  /** Why the place did not take what was written; nothing where it did, or the reader went away. */
  Optional<String> refused() {
    return fault
        .map(IOException::getMessage)
        .filter(cause -> !cause.toLowerCase(Locale.ROOT).contains("pipe"));
  }

  private interface Writing {
    void run() throws IOException;
  }

  private void keeping(Writing writing) throws IOException {
    try {
      writing.run();
    } catch (IOException e) {
      fault = fault.or(() -> Optional.of(e));
      throw e;
    }
  }
}
