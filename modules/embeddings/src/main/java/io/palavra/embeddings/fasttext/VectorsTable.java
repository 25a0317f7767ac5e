package io.palavra.embeddings.fasttext;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.text.Ngrams;

/**
 * What word vectors are made of, row by row: words, then all buckets, most of which may be zeros.
 */
record VectorsTable(WordVectors vectors) implements RowTable {

  @Override
  public int rows() {
    return Math.addExact(vectors.size(), vectors.ngrams().map(Ngrams::buckets).orElse(0));
  }

  @Override
  public int columns() {
    return vectors.dimensions();
  }

  @Override
  public void addTo(int row, float factor, float[] to) {
    float[] values = row(row);
    for (int i = 0; i < values.length; i++) {
      to[i] += factor * values[i];
    }
  }

  @Override
  public float dot(int row, float[] vector) {
    float sum = 0;
    float[] values = row(row);
    for (int i = 0; i < values.length; i++) {
      sum += values[i] * vector[i];
    }
    return sum;
  }

  private float[] row(int row) {
    return row < vectors.size() ? vectors.ownRow(row) : vectors.bucketRow(row - vectors.size());
  }
}
