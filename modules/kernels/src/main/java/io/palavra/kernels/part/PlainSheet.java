package io.palavra.kernels.part;

import io.palavra.kernels.tape.Node;

/**
 * What a {@link Sheet} is on a tape.
 *
 * @param values {@code [rows, width]}
 * @param rows which steps the rows are
 */
public record PlainSheet(Node values, Rows rows) {

  /** The same rows with other values. */
  public PlainSheet with(Node others) {
    return new PlainSheet(others, rows);
  }
}
