package io.palavra.embeddings.model;

import io.palavra.embeddings.format.VectorFormat;
import java.util.Optional;

/** Which file of vectors a run writes beside its model. */
public enum VectorsFile {
  /** fastText's text. */
  FASTTEXT_VEC(VectorFormat.FASTTEXT_VEC, "vectors.vec"),
  /** word2vec's text. */
  WORD2VEC_TEXT(VectorFormat.WORD2VEC_TEXT, "vectors.txt"),
  /** word2vec's binary format, the smallest. */
  WORD2VEC_BINARY(VectorFormat.WORD2VEC_BINARY, "vectors.w2v"),
  /** The model alone. */
  NONE(null, "");

  private final VectorFormat format;
  private final String fileName;

  VectorsFile(VectorFormat format, String fileName) {
    this.format = format;
    this.fileName = fileName;
  }

  /** How it is written; empty for none. */
  public Optional<VectorFormat> format() {
    return Optional.ofNullable(format);
  }

  /** Its name in the run's folder. */
  public String fileName() {
    return fileName;
  }
}
