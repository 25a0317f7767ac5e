package io.palavra.pipeline.file;

import io.palavra.pipeline.BadInputException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Charsets as people name them. */
public final class CharsetName {
  private CharsetName() {}

  /**
   * The charset of a name; UTF-8 for an empty one.
   *
   * @throws BadInputException when this machine knows none of that name
   */
  public static Charset parse(String name) {
    try {
      return name.isBlank() ? StandardCharsets.UTF_8 : Charset.forName(name);
    } catch (IllegalArgumentException e) {
      throw BadInputException.of(
              "charset", name, "a charset, such as UTF-8, ISO-8859-1, windows-1252 or UTF-16")
          .because(e);
    }
  }
}
