package io.palavra.kernels.forward;

import org.deeplearning4j.exception.DL4JInvalidInputException;

/**
 * Sequences of ids, each of its own length: there is no padding.
 *
 * @param ids of each sequence; the arrays are not copied and must not change meanwhile
 */
public record Sequences(int[][] ids) {

  /**
   * As given.
   *
   * @throws DL4JInvalidInputException naming a sequence that is null
   */
  public Sequences {
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] == null) {
        throw new DL4JInvalidInputException("sequence " + i + " is null, not an array of ids");
      }
    }
  }

  /** How many there are. */
  public int count() {
    return ids.length;
  }
}
