package io.palavra.embeddings.fasttext;

import java.util.Optional;

/**
 * Rows as codes of a product quantiser, with or without their lengths as codes of another, as in
 * fastText's {@code .ftz}.
 *
 * @param rows how many there are
 * @param codes {@code [rows, parts]}
 * @param book of the rows
 * @param norms codes of the rows' lengths and the book of one number a code
 */
record PackedTable(int rows, byte[] codes, Codebook book, Optional<Norms> norms)
    implements RowTable {

  /** Lengths as codes. */
  record Norms(byte[] codes, Codebook book) {}

  @Override
  public int columns() {
    return book.dimensions();
  }

  private float norm(int row) {
    return norms
        .map(n -> n.book().centroids()[n.book().start(0, n.codes()[row] & 0xff)])
        .orElse(1f);
  }

  @Override
  public void addTo(int row, float factor, float[] to) {
    float scale = factor * norm(row);
    for (int part = 0; part < book.parts(); part++) {
      int from = book.start(part, codes[row * book.parts() + part] & 0xff);
      int at = part * book.length();
      for (int i = 0; i < book.length(part); i++) {
        to[at + i] += scale * book.centroids()[from + i];
      }
    }
  }

  @Override
  public float dot(int row, float[] vector) {
    float sum = 0;
    for (int part = 0; part < book.parts(); part++) {
      int from = book.start(part, codes[row * book.parts() + part] & 0xff);
      int at = part * book.length();
      for (int i = 0; i < book.length(part); i++) {
        sum += vector[at + i] * book.centroids()[from + i];
      }
    }
    return sum * norm(row);
  }
}
