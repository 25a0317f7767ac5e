package io.palavra.training.provenance;

import io.palavra.pipeline.corpus.Fingerprint;

/**
 * A part of the data that a model was made from, or a file that its training began from.
 *
 * @param fingerprint of its bytes and of what was selected from them
 * @param rows that it has; 0 of a file that training began from
 */
public record DataPart(Fingerprint fingerprint, long rows) {

  /** A file that training began from. */
  public static DataPart file(Fingerprint fingerprint) {
    return new DataPart(fingerprint, 0);
  }

  /** For people. */
  String words() {
    return (rows > 0 ? rows + " rows, " : "") + "SHA-256 " + fingerprint;
  }
}
