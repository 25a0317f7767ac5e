package io.palavra.embeddings.fasttext;

/** Rows of numbers that can be read, plain or packed. Immutable in use. */
public interface RowTable {

  /** How many rows there are. */
  int rows();

  /** Numbers in a row. */
  int columns();

  /** {@code to += factor * row}. */
  void addTo(int row, float factor, float[] to);

  /** {@code to += row} for the first so many of these rows. */
  default void addAllTo(int[] rows, int count, float[] to) {
    for (int k = 0; k < count; k++) {
      addTo(rows[k], 1, to);
    }
  }

  /** The dot product of a row and a vector. */
  float dot(int row, float[] vector);
}
