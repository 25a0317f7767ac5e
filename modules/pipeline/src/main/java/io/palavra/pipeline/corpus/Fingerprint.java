package io.palavra.pipeline.corpus;

import io.palavra.pipeline.BadInputException;
import java.util.regex.Pattern;

/**
 * What identifies the bytes of a corpus.
 *
 * @param sha256 64 lower-case hexadecimal digits
 */
public record Fingerprint(String sha256) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  /**
   * @throws BadInputException when {@code sha256} has another form
   */
  public Fingerprint {
    if (!FORM.matcher(sha256).matches()) {
      throw BadInputException.of("fingerprint", sha256, "64 hexadecimal digits");
    }
  }

  @Override
  public String toString() {
    return sha256;
  }
}
