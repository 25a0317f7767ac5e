package io.palavra.embeddings.fasttext;

/**
 * Centroids of a product quantiser: a row is cut into parts, and each part is one of 256 (Jégou et
 * al. 2011, "Product Quantization for Nearest Neighbor Search").
 *
 * @param dimensions of a row
 * @param parts of a row
 * @param length of a part
 * @param lastLength of the last part
 * @param centroids {@code [parts, 256, length]}, the last part's ones shorter
 */
record Codebook(int dimensions, int parts, int length, int lastLength, float[] centroids) {
  static final int SIZE = 256;

  int start(int part, int code) {
    return part == parts - 1
        ? part * SIZE * length + code * lastLength
        : (part * SIZE + code) * length;
  }

  int length(int part) {
    return part == parts - 1 ? lastLength : length;
  }
}
