package io.palavra.embeddings.text;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.file.InputFile;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Whole lines of a file that is not packed.
 *
 * @param from first byte
 * @param to behind the last byte
 */
record FileStretch(Path path, long from, long to) implements WordSource {
  /** A shorter stretch is not worth a thread of its own, in bytes. */
  private static final int SHORTEST = 1 << 20;

  private static final int BUFFER = 1 << 13;

  /**
   * About equal stretches of a file behind its byte order mark; none where it is packed, no plain
   * file, or short.
   */
  static List<WordSource> of(Path path, int most) {
    List<WordSource> stretches = new ArrayList<>();
    if (!Files.isRegularFile(path)) {
      return stretches;
    }
    try (FileInputStream in = new FileInputStream(path.toFile())) {
      byte[] head = in.readNBytes(ByteOrderMark.LENGTH);
      if (InputFile.gzipped(head)) {
        return stretches;
      }
      long size = in.getChannel().size();
      long count = Math.min(most, size / SHORTEST);
      long from = ByteOrderMark.length(head);
      for (long i = 1; i <= count && from < size; i++) {
        long to = i == count ? size : behindLine(in, Math.max(from, size / count * i));
        stretches.add(new FileStretch(path, from, to));
        from = to;
      }
      return stretches;
    } catch (IOException whoReadsItSaysWhatIsWrong) {
      return List.of();
    }
  }

  /** The first place from a given one on that is behind the end of a line, or the file's end. */
  private static long behindLine(FileInputStream in, long from) throws IOException {
    FileChannel channel = in.getChannel();
    channel.position(from);
    byte[] bytes = new byte[BUFFER];
    long at = from;
    for (int n = in.read(bytes); n > 0; n = in.read(bytes)) {
      for (int i = 0; i < n; i++) {
        if (bytes[i] == '\n') {
          return at + i + 1;
        }
      }
      at += n;
    }
    return at;
  }

  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public void read(WordSink sink) {
    try (FileInputStream in = new FileInputStream(path.toFile())) {
      in.getChannel().position(from);
      new WordCutter(name(), sink).run(in, to - from);
    } catch (IOException e) {
      throw BadInputException.of(name(), "a file that can be read: " + e.getMessage())
          .because(Interruption.passed(e));
    }
  }
}
