package io.palavra.cli.embeddings;

import io.palavra.embeddings.text.WordSink;
import io.palavra.embeddings.text.WordSource;
import io.palavra.pipeline.file.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Words as a text file: parted by spaces, a sentence a line. */
final class WrittenWords implements WordSink {
  private final OutputStream out;
  private boolean begun;

  private WrittenWords(OutputStream out) {
    this.out = out;
  }

  static void write(WordSource words, Path file) {
    AtomicFile.write(file, out -> words.read(new WrittenWords(out)));
  }

  @Override
  public void word(byte[] utf8, int from, int to) {
    try {
      if (begun) {
        out.write(' ');
      }
      out.write(utf8, from, to - from);
      begun = true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void end() {
    try {
      if (begun) {
        out.write('\n');
      }
      begun = false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
