package io.palavra.search.file;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.file.StrictReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks for bytes that are no text, which a parser of YAML tells without their place. */
final class Utf8File {
  /** A search's file can be in UTF-8 alone. */
  private static final String CHARSET_FLAG = "say --charset [\\w-]+ or ";

  private Utf8File() {}

  /**
   * Reads a file to its end.
   *
   * @throws BadInputException with the line and the bytes that are none of UTF-8; what can not be
   *     opened is left to who reads it next
   */
  static void require(Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      return;
    }
    try (Reader text =
        new StrictReader(Files.newInputStream(file), file.toString(), StandardCharsets.UTF_8)) {
      text.transferTo(Writer.nullWriter());
    } catch (BadInputException e) {
      throw BadInputException.at(
              e.source(),
              e.line().orElse(0),
              e.value().orElse(null),
              e.expected().replaceFirst(CHARSET_FLAG, ""))
          .because(e);
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }
}
