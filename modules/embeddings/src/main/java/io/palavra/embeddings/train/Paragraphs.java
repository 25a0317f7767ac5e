package io.palavra.embeddings.train;

import io.palavra.embeddings.text.EncodedText;
import java.util.Arrays;

/** Paragraphs as numbers of words in memory, four bytes a word; an empty one counts, too. */
final class Paragraphs {
  private static final int BLOCK = 1 << 14;

  private int[] words = new int[1 << 10];
  private int[] starts = new int[1 << 6];
  private int size;

  private Paragraphs() {}

  /**
   * Takes a text into memory.
   *
   * @param text with an end for every paragraph
   */
  static Paragraphs of(EncodedText text) {
    Paragraphs paragraphs = new Paragraphs();
    paragraphs.words = new int[(int) Math.min(Integer.MAX_VALUE - 16, text.words())];
    int[] block = new int[BLOCK];
    long at = 0;
    for (int n = text.read(at, block); n > 0; n = text.read(at, block)) {
      for (int i = 0; i < n; i++) {
        paragraphs.add(block[i]);
      }
      at += n;
    }
    return paragraphs;
  }

  private void add(int number) {
    int end = starts[size];
    if (number == EncodedText.END) {
      starts = room(starts, size + 2);
      starts[++size] = end;
    } else {
      words = room(words, end + 1);
      words[end] = number;
      starts[size] = end + 1;
    }
  }

  private static int[] room(int[] array, int needed) {
    return needed <= array.length
        ? array
        : Arrays.copyOf(array, (int) Math.min(Integer.MAX_VALUE - 16, 2L * needed));
  }

  int size() {
    return size;
  }

  private int start(int paragraph) {
    return paragraph == 0 ? 0 : starts[paragraph - 1];
  }

  int length(int paragraph) {
    return starts[paragraph] - start(paragraph);
  }

  int word(int paragraph, int i) {
    return words[start(paragraph) + i];
  }

  long total() {
    return size == 0 ? 0 : starts[size - 1];
  }
}
