package io.palavra.pipeline.corpus;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.file.Archive;
import io.palavra.pipeline.file.InputFile;
import io.palavra.pipeline.file.LineReader;
import io.palavra.pipeline.file.StrictReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The lines of all members of an archive, one member after the other.
 *
 * @param name for reports
 * @param prefix what a member's name must begin with; empty for all
 */
public record MemberLines(String name, Path archive, String prefix, Charset charset)
    implements Corpus<String> {

  @Override
  public RecordStream<String> open() {
    Archive members =
        Archive.open(archive)
            .orElseThrow(() -> BadInputException.of(archive.toString(), "a zip, tar or tar.gz"));
    return new SequentialStream<>() {
      private Optional<LineReader> lines = Optional.empty();

      @Override
      protected Optional<Located<String>> read() {
        while (true) {
          if (lines.isPresent() && lines.get().next()) {
            Place place = new Place(members.source(), lines.get().number());
            return Optional.of(new Located<>(lines.get().line(), place));
          }
          if (!members.next()) {
            return Optional.empty();
          }
          if (members.name().startsWith(prefix)) {
            lines = Optional.of(reader(members));
          }
        }
      }

      @Override
      public void close() {
        InputFile.close(members);
      }
    };
  }

  private LineReader reader(Archive members) {
    String source = members.source();
    return new LineReader(new StrictReader(members.content(), source, charset), source);
  }

  @Override
  public Fingerprint fingerprint() {
    return Fingerprint.of(archive).with("lines " + prefix + " " + charset.name());
  }
}
