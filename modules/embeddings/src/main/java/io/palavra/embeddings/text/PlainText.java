package io.palavra.embeddings.text;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.file.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A file in UTF-8 whose words are parted by white space, one sentence or paragraph a line; plain or
 * gzipped. White space is what {@link WordSpaces} says, but a NUL is refused; a byte order mark is
 * passed over.
 *
 * @param path the file
 */
public record PlainText(Path path) implements WordSource {

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
      in.mark(ByteOrderMark.LENGTH);
      int mark = ByteOrderMark.length(in.readNBytes(ByteOrderMark.LENGTH));
      in.reset();
      in.skipNBytes(mark);
      new WordCutter(name(), sink).run(in, Long.MAX_VALUE);
    } catch (IOException e) {
      throw BadInputException.of(path.toString(), e.getMessage()).because(Interruption.passed(e));
    }
  }

  @Override
  public List<WordSource> stretches(int most) {
    List<WordSource> stretches = FileStretch.of(path, most);
    return stretches.size() > 1 ? stretches : List.of(this);
  }
}
