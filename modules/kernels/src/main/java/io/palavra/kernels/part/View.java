package io.palavra.kernels.part;

/**
 * Some columns of a sheet.
 *
 * @param sheet whose
 * @param column the first
 * @param width how many
 * @param <A> {@code float[]} or {@code double[]}
 */
public record View<A>(Sheet<A> sheet, int column, int width) {

  /** All columns. */
  public static <A> View<A> of(Sheet<A> sheet) {
    return new View<>(sheet, 0, sheet.width());
  }

  /** Where a row of these columns begins in the sheet's arrays. */
  public int at(int row) {
    return row * sheet.width() + column;
  }
}
