package io.palavra.kernels.part;

import io.palavra.kernels.tape.Node;

/** What a {@link LossPart} does, in operations of ND4J, with the same parameters. */
public interface PlainLoss extends PlainPart {

  /**
   * The loss of every row, {@code [rows, 1]}.
   *
   * @param labels one for each row
   */
  Node losses(PlainSheet x, int[] labels, PlainPass pass);

  /** How many labels there are. */
  int labels();

  /** How many rows may be taken at once; whole sequences belong together unless it says so. */
  default int rowsAtOnce() {
    return Integer.MAX_VALUE;
  }

  /**
   * Called before the rows of a mini-batch are taken, perhaps one part after the other.
   *
   * @param pass without parameters
   */
  default void begin(Pass pass) {}
}
