package io.palavra.pipeline.corpus;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.palavra.pipeline.BadInputException;
import java.util.Optional;

/**
 * Where a record stands.
 *
 * @param source file, or archive and member ({@code reviews.tar.gz!Train/0_17.txt})
 * @param line 1-based line on which the record begins; 0 where the source has no lines
 * @param aligned the file whose same line belongs to the record, too, where there is one
 */
public record Place(String source, long line, @JsonIgnore Optional<String> aligned) {

  /** A record that stands in one file. */
  public Place(String source, long line) {
    this(source, line, Optional.empty());
  }

  /** The same line of the aligned file; this place where there is none. */
  public Place inAligned() {
    return aligned.map(file -> new Place(file, line)).orElse(this);
  }

  /** A complaint about what stands here. */
  public BadInputException complaint(String value, String expected) {
    return BadInputException.at(source, line, value, expected);
  }

  @Override
  public String toString() {
    return line > 0 ? source + ":" + line : source;
  }
}
