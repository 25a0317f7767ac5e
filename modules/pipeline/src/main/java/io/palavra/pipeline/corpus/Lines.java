package io.palavra.pipeline.corpus;

import io.palavra.pipeline.file.LineReader;
import io.palavra.pipeline.file.TextFile;
import java.util.Optional;

/**
 * One record a line, blank lines too, for they part paragraphs and keep parallel files aligned.
 *
 * @param name for reports
 * @param file where the lines are
 */
public record Lines(String name, TextFile file) implements Corpus<String> {

  @Override
  public RecordStream<String> open() {
    TextFile.Opened opened = file.open();
    LineReader lines = new LineReader(opened.reader(), opened.source());
    return new SequentialStream<>() {
      @Override
      protected Optional<Located<String>> read() {
        if (!lines.next()) {
          return Optional.empty();
        }
        Place place = new Place(opened.source(), lines.number());
        return Optional.of(new Located<>(lines.line(), place));
      }

      @Override
      public void close() {
        lines.close();
      }
    };
  }

  @Override
  public Fingerprint fingerprint() {
    return Fingerprint.of(file).with("lines");
  }
}
