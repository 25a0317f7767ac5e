package io.palavra.kernels.forward;

/**
 * Sequences of ids, each of its own length: there is no padding.
 *
 * @param ids of each sequence; the arrays are not copied and must not change meanwhile
 */
public record Sequences(int[][] ids) {

  /** How many there are. */
  public int count() {
    return ids.length;
  }
}
