package io.palavra.embeddings.fasttext;

import io.palavra.embeddings.text.Ngrams;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The rows of a line of text as fastText's {@code Dictionary::getLine} gives them: words, their
 * character n-grams, and hashed sequences of words. A line ends with the word {@code </s>}. Serves
 * one thread.
 */
public final class LineCoder {
  private static final long FACTOR = 116_049_371L;
  private static final byte[] END = Ngrams.END_OF_LINE.getBytes(StandardCharsets.UTF_8);

  private final Words words;
  private final ModelShape shape;
  private final Ngrams ngrams;
  private int[] rows = new int[64];
  private int count;
  private int[] hashes = new int[64];
  private int tokens;

  /** Codes lines as a model of this dictionary and shape does. */
  public LineCoder(Words words, ModelShape shape) {
    this.words = words;
    this.shape = shape;
    this.ngrams =
        shape.hasSubwords()
            ? new Ngrams(Math.max(1, shape.shortest()), shape.longest(), shape.buckets())
            : Ngrams.NONE;
  }

  /** The word that ends every line, in UTF-8. */
  public static byte[] end() {
    return END.clone();
  }

  /** Forgets the line at hand. */
  public void clear() {
    count = 0;
    tokens = 0;
  }

  /** Takes one more word. */
  public void word(byte[] utf8, int from, int to) {
    int number = words.index().find(utf8, from, to);
    if (number >= 0) {
      add(number);
    }
    if (ngrams.any() && !Arrays.equals(utf8, from, to, END, 0, END.length)) {
      for (int bucket : ngrams.of(new String(utf8, from, to - from, StandardCharsets.UTF_8))) {
        bucket(bucket);
      }
    }
    if (tokens == hashes.length) {
      hashes = Arrays.copyOf(hashes, 2 * tokens);
    }
    hashes[tokens++] = Ngrams.hash(utf8, from, to);
  }

  /** Takes one more word. */
  public void word(String word) {
    byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
    word(utf8, 0, utf8.length);
  }

  /** The line is over; gives the rows, which {@link #rows()} holds, their number. */
  public int finish() {
    word(END, 0, END.length);
    if (shape.wordNgrams() > 1 && shape.buckets() > 0) {
      for (int i = 0; i < tokens; i++) {
        long hash = hashes[i];
        for (int j = i + 1; j < tokens && j < i + shape.wordNgrams(); j++) {
          hash = hash * FACTOR + hashes[j];
          bucket((int) Long.remainderUnsigned(hash, shape.buckets()));
        }
      }
    }
    return count;
  }

  /** How many rows there are so far. */
  public int count() {
    return count;
  }

  /** The rows, of which the first so many count; overwritten by the next line. */
  public int[] rows() {
    return rows;
  }

  private void bucket(int bucket) {
    int row = words.kept().isPresent() ? words.kept().get().find(bucket) : bucket;
    if (row >= 0) {
      add(words.size() + row);
    }
  }

  private void add(int row) {
    if (count == rows.length) {
      rows = Arrays.copyOf(rows, 2 * count);
    }
    rows[count++] = row;
  }
}
