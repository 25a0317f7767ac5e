package io.palavra.embeddings.fasttext;

/** Rows of numbers that can be read, plain or packed. Immutable in use. */
public interface RowTable {

  /** How many rows there are. */
  int rows();

  /** Numbers in a row. */
  int columns();

  /** {@code to += factor * row}. */
  void addTo(int row, float factor, float[] to);

  /** The dot product of a row and a vector. */
  float dot(int row, float[] vector);
}
