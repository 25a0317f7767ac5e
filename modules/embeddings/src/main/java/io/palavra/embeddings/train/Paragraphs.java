package io.palavra.embeddings.train;

import io.palavra.embeddings.text.CountedWords;
import io.palavra.embeddings.text.WordSink;
import io.palavra.embeddings.text.WordSource;
import java.util.Arrays;

/** Paragraphs as numbers of words in memory, four bytes a word; an empty one counts, too. */
final class Paragraphs implements WordSink {
  private final CountedWords known;
  private int[] words = new int[1 << 10];
  private int[] starts = new int[1 << 6];
  private int size;
  private boolean open;

  private Paragraphs(CountedWords known) {
    this.known = known;
  }

  static Paragraphs of(WordSource source, CountedWords known) {
    Paragraphs paragraphs = new Paragraphs(known);
    source.read(paragraphs);
    if (paragraphs.size > 0 && !paragraphs.open && paragraphs.length(paragraphs.size - 1) == 0) {
      paragraphs.size--;
    }
    return paragraphs;
  }

  @Override
  public void word(byte[] utf8, int from, int to) {
    open = true;
    int number = known.find(utf8, from, to);
    if (number >= 0) {
      int at = starts[size];
      words = room(words, at + 1);
      words[at] = number;
      starts[size] = at + 1;
    }
  }

  @Override
  public void end() {
    int end = starts[size];
    starts = room(starts, size + 2);
    starts[++size] = end;
    open = false;
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
