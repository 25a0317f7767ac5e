package io.palavra.embeddings.text;

import io.palavra.pipeline.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Cuts a stream of bytes into words at white space. Of 64 bytes at a time a mask is made that has a
 * bit for each byte below 0x21, and only these are looked at (as Langdale and Lemire 2019, "Parsing
 * gigabytes of JSON per second", find their structural characters; eight bytes at a time).
 */
final class WordCutter {
  /** Longer than any word of any language; a file with such a thing is no text of words. */
  static final int LONGEST_WORD = 1 << 16;

  private static final int BUFFER = 1 << 17;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int BLOCK = Long.SIZE;
  private static final long HIGHEST_BITS = 0x8080808080808080L;

  /** Added to seven bits, it sets the eighth where they are 0x21 at least. */
  private static final long BEHIND_SPACE = 0x5F5F5F5F5F5F5F5FL;

  /** As a factor, it moves the lowest bits of eight bytes side by side into the highest byte. */
  private static final long GATHER = 0x0102040810204080L;

  private final String name;
  private final WordSink sink;
  private final byte[] bytes = new byte[BUFFER + BLOCK];
  private int end;
  private boolean open;
  private long line = 1;

  /**
   * @param name of the source, for complaints
   */
  WordCutter(String name, WordSink sink) {
    this.name = name;
    this.sink = sink;
  }

  /**
   * Reads to the end of the stream; each line is ended once, also a last one without a line feed.
   *
   * @param most bytes; what stands behind them is left
   * @throws BadInputException for a word that is too long or no UTF-8, and for a NUL
   */
  void run(InputStream in, long most) throws IOException {
    long left = most;
    int n = 0;
    while (n >= 0 && left > 0) {
      n = in.read(bytes, end, (int) Math.min(BUFFER - end, left));
      end += Math.max(0, n);
      left -= Math.max(0, n);
      keep(words());
    }
    if (end > 0) {
      word(0, end);
    }
    if (open) {
      sink.end();
    }
  }

  /** Hands out the whole words; returns where an unfinished one begins. */
  private int words() {
    int start = 0;
    open |= end > 0;
    for (int block = 0; block < end; block += BLOCK) {
      long low = low(block);
      if (end - block < BLOCK) {
        low &= (1L << end - block) - 1;
      }
      for (; low != 0; low &= low - 1) {
        int i = block + Long.numberOfTrailingZeros(low);
        byte b = bytes[i];
        if (WordSpaces.is(b)) {
          if (i > start) {
            word(start, i);
          }
          start = i + 1;
          if (b == '\n') {
            sink.end();
            open = start < end;
            line++;
          } else if (b == 0) {
            throw BadInputException.at(name, line, "\0", "text without NUL; is the file binary?");
          }
        }
      }
    }
    return start;
  }

  /** A bit for each of 64 bytes that is less than 0x21. */
  private long low(int from) {
    long low = 0;
    for (int i = 0; i < BLOCK; i += Long.BYTES) {
      long eight = (long) LONGS.get(bytes, from + i);
      long high = (eight & ~HIGHEST_BITS) + BEHIND_SPACE | eight;
      low |= ((~high & HIGHEST_BITS) >>> 7) * GATHER >>> 56 << i;
    }
    return low;
  }

  private void word(int from, int to) {
    try {
      sink.word(bytes, from, to);
    } catch (BrokenWord e) {
      throw BadInputException.at(name, line, e.shown(), "text in UTF-8").because(e);
    }
  }

  private void keep(int start) {
    int rest = end - start;
    if (rest > LONGEST_WORD) {
      throw BadInputException.at(
          name, line, null, "words of at most " + LONGEST_WORD + " bytes, parted by spaces");
    }
    System.arraycopy(bytes, start, bytes, 0, rest);
    end = rest;
  }
}
