package io.palavra.pipeline.corpus;

import io.palavra.pipeline.BadInputException;

/**
 * Where a record stands.
 *
 * @param source file, or archive and member ({@code reviews.tar.gz!Train/0_17.txt})
 * @param line 1-based line on which the record begins; 0 where the source has no lines
 */
public record Place(String source, long line) {

  /** A complaint about what stands here. */
  public BadInputException complaint(String value, String expected) {
    return BadInputException.at(source, line, value, expected);
  }

  @Override
  public String toString() {
    return line > 0 ? source + ":" + line : source;
  }
}
