package io.palavra.embeddings.text;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.file.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A file in UTF-8 whose words are parted by white space, one sentence or paragraph a line; plain or
 * gzipped. White space is what fastText's {@code readWord} takes for it: space, tab, line feed,
 * carriage return, vertical tab, form feed and NUL.
 *
 * @param path the file
 */
public record PlainText(Path path) implements WordSource {
  /** Longer than any word of any language; a file with such a thing is no text of words. */
  static final int LONGEST_WORD = 1 << 16;

  private static final int BUFFER = 1 << 17;

  /** Checks that there is a path. */
  public PlainText {
    Objects.requireNonNull(path, "path");
  }

  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public void read(WordSink sink) {
    try (InputStream in = InputFile.unpacked(path)) {
      new Pass(sink).run(in);
    } catch (IOException e) {
      throw BadInputException.of(path.toString(), e.getMessage()).because(e);
    }
  }

  private final class Pass {
    private final WordSink sink;
    private final byte[] bytes = new byte[BUFFER];
    private int end;
    private long line = 1;

    Pass(WordSink sink) {
      this.sink = sink;
    }

    void run(InputStream in) throws IOException {
      int n = in.read(bytes, 0, bytes.length);
      while (n >= 0) {
        end += n;
        keep(words());
        n = in.read(bytes, end, bytes.length - end);
      }
      if (end > 0) {
        word(0, end);
      }
      sink.end();
    }

    /** Hands out the whole words; returns where an unfinished one begins. */
    private int words() {
      int start = 0;
      for (int i = 0; i < end; i++) {
        byte b = bytes[i];
        if (WordSpaces.is(b)) {
          if (i > start) {
            word(start, i);
          }
          start = i + 1;
          if (b == '\n') {
            sink.end();
            line++;
          }
        }
      }
      return start;
    }

    private void word(int from, int to) {
      try {
        sink.word(bytes, from, to);
      } catch (BrokenWord e) {
        throw BadInputException.at(name(), line, e.shown(), "text in UTF-8").because(e);
      }
    }

    private void keep(int start) {
      int rest = end - start;
      if (rest > LONGEST_WORD) {
        throw BadInputException.at(
            name(), line, null, "words of at most " + LONGEST_WORD + " bytes, parted by spaces");
      }
      System.arraycopy(bytes, start, bytes, 0, rest);
      end = rest;
    }
  }
}
