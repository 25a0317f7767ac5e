package io.palavra.embeddings.format;

/** How vectors stand in a file. */
public enum VectorFormat {
  /** A line with the number of words and of dimensions, then a word and its numbers a line. */
  WORD2VEC_TEXT(true, false),
  /** The same first line, then each word, a space, and its numbers as little-endian floats. */
  WORD2VEC_BINARY(true, true),
  /** As word2vec's text, with a space at the end of each line, as fastText writes it. */
  FASTTEXT_VEC(true, false),
  /** A word and its numbers a line and nothing else. */
  GLOVE_TEXT(false, false),
  /** A model of the program fastText, with its sub-words where it has them. */
  FASTTEXT_BIN(false, true),
  /** A file of this project that is mapped into memory instead of read. */
  MAPPED(false, true);

  private final boolean header;
  private final boolean binary;

  VectorFormat(boolean header, boolean binary) {
    this.header = header;
    this.binary = binary;
  }

  /** Whether the first line says how many words and dimensions there are. */
  public boolean hasHeader() {
    return header;
  }

  /** Whether numbers are bytes. */
  public boolean isBinary() {
    return binary;
  }
}
