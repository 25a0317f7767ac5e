package io.palavra.training.options;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.file.CharsetAdvice;
import io.palavra.pipeline.file.StrictReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Text in UTF-8; what is none has a line, which a parser of YAML would not tell. */
final class Utf8Text {
  private Utf8Text() {}

  /**
   * The text of bytes, without a byte order mark.
   *
   * @throws BadInputException with the line and the bytes that are none of UTF-8, or a NUL
   */
  static String of(byte[] bytes, String source) {
    try (Reader reader =
        new StrictReader(new ByteArrayInputStream(bytes), source, StandardCharsets.UTF_8)) {
      StringWriter text = new StringWriter();
      reader.transferTo(text);
      return text.toString().startsWith("\uFEFF") ? text.toString().substring(1) : text.toString();
    } catch (BadInputException e) {
      throw e.expecting(CharsetAdvice.withoutFlag(e.expected())).because(e);
    } catch (IOException e) {
      throw new UncheckedIOException(source, e);
    }
  }
}
