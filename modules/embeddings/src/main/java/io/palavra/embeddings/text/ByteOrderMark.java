package io.palavra.embeddings.text;

/** The three bytes that some editors write before a text in UTF-8; they belong to no word. */
public final class ByteOrderMark {
  /** Bytes to look at. */
  public static final int LENGTH = 3;

  private ByteOrderMark() {}

  /** How many of a file's first bytes are a mark: three or none. */
  public static int length(byte[] head) {
    boolean mark =
        head.length >= LENGTH
            && (head[0] & 0xff) == 0xEF
            && (head[1] & 0xff) == 0xBB
            && (head[2] & 0xff) == 0xBF;
    return mark ? LENGTH : 0;
  }
}
