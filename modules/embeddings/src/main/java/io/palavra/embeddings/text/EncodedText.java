package io.palavra.embeddings.text;

import java.nio.file.Path;
import java.util.List;

/**
 * A text as the numbers of its words, four bytes each, in temporary files: a text larger than
 * memory can be gone through as often as training wants, from several places at once, without being
 * cut into words again. Words that have no number are left out. The files go when this is closed.
 */
public final class EncodedText implements AutoCloseable {
  /** Stands where a sentence ends. */
  public static final int END = -1;

  private final List<NumberFile> parts;
  private final long length;
  private final long words;

  /**
   * @param parts the text's stretches in their order, written to their ends
   * @param words in all of them
   */
  EncodedText(List<NumberFile> parts, long words) {
    this.parts = List.copyOf(parts);
    this.length = parts.stream().mapToLong(NumberFile::length).sum();
    this.words = words;
  }

  /**
   * Reads a text once and writes it down; sentences without a known word are left out.
   *
   * @param folder for the temporary file, which needs four bytes a word
   */
  public static EncodedText of(WordSource source, CountedWords words, Path folder) {
    return of(source, words, false, folder);
  }

  /**
   * The same.
   *
   * @param everyEnd whether an end stands also where nothing is known of a sentence
   */
  static EncodedText of(WordSource source, CountedWords words, boolean everyEnd, Path folder) {
    NumberFile file = NumberFile.in(folder);
    boolean done = false;
    try {
      Writer writer = new Writer(file, words, everyEnd);
      source.read(writer);
      file.flush();
      done = true;
      return new EncodedText(List.of(file), writer.words);
    } finally {
      if (!done) {
        file.close();
      }
    }
  }

  /** Numbers in the files, the ends of sentences among them. */
  public long length() {
    return length;
  }

  /** Words in the files. */
  public long words() {
    return words;
  }

  /**
   * Reads numbers.
   *
   * @param position where to begin, in numbers from the start
   * @param into filled from its beginning; its whole length is read where there is so much
   * @return how many were read; 0 at the end
   */
  public int read(long position, int[] into) {
    int n = 0;
    long start = 0;
    for (NumberFile part : parts) {
      long at = position + n - start;
      if (n < into.length && at < part.length()) {
        n += part.read(at, into, n, into.length - n);
      }
      start += part.length();
    }
    return n;
  }

  @Override
  public void close() {
    parts.forEach(NumberFile::close);
  }

  private static final class Writer implements WordSink {
    private final NumberFile file;
    private final CountedWords known;
    private final boolean everyEnd;
    private long words;
    private boolean ended = true;

    Writer(NumberFile file, CountedWords known, boolean everyEnd) {
      this.file = file;
      this.known = known;
      this.everyEnd = everyEnd;
    }

    @Override
    public void word(byte[] utf8, int from, int to) {
      int number = known.find(utf8, from, to);
      if (number >= 0) {
        file.add(number);
        words++;
        ended = false;
      }
    }

    @Override
    public void end() {
      if (everyEnd || !ended) {
        file.add(END);
        ended = true;
      }
    }
  }
}
