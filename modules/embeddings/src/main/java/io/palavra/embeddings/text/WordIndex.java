package io.palavra.embeddings.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Numbers words in the order in which they come, in about twelve bytes a word beside the word
 * itself: the words lie one behind the other in one array, and an open-addressed table finds them.
 * Not safe for use by several threads while words are added; safe afterwards.
 */
public final class WordIndex {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long FACTOR = 0x9E3779B97F4A7C15L;
  private static final int LARGEST = Integer.MAX_VALUE - 16;

  private byte[] letters = new byte[1 << 12];
  private int[] starts = new int[1 << 8];
  private int[] slots = new int[1 << 9];
  private int size;

  /** How many words there are. */
  public int size() {
    return size;
  }

  /**
   * The number of a word.
   *
   * @return -1 when it is not there
   */
  public int find(byte[] utf8, int from, int to) {
    return slots[slot(utf8, from, to)] - 1;
  }

  /** As {@link #find(byte[], int, int)} for a word as a string. */
  public int find(String word) {
    byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
    return find(utf8, 0, utf8.length);
  }

  /**
   * The number of a word, which is added when it is new: then the number is the size before.
   *
   * @throws IllegalStateException when all words together are longer than two gigabytes
   */
  public int add(byte[] utf8, int from, int to) {
    int slot = slot(utf8, from, to);
    if (slots[slot] > 0) {
      return slots[slot] - 1;
    }
    int end = starts[size] + (to - from);
    if (end < 0 || end > LARGEST) {
      throw new IllegalStateException("more than two gigabytes of distinct words");
    }
    if (end > letters.length) {
      letters = Arrays.copyOf(letters, (int) Math.min(LARGEST, Math.max(end, 2L * letters.length)));
    }
    System.arraycopy(utf8, from, letters, starts[size], to - from);
    size++;
    if (size + 1 > starts.length) {
      starts = Arrays.copyOf(starts, 2 * starts.length);
    }
    starts[size] = end;
    slots[slot] = size;
    if (2L * size > slots.length && slots.length < 1 << 30) {
      grow();
    }
    return size - 1;
  }

  /** The word of a number. */
  public String word(int index) {
    return new String(
        letters, starts[index], starts[index + 1] - starts[index], StandardCharsets.UTF_8);
  }

  /** The word of a number in UTF-8. */
  public byte[] utf8(int index) {
    return Arrays.copyOfRange(letters, starts[index], starts[index + 1]);
  }

  /** Whether word {@code a} comes before (below zero) or behind {@code b} by its bytes. */
  public int compare(int a, int b) {
    return Arrays.compareUnsigned(
        letters, starts[a], starts[a + 1], letters, starts[b], starts[b + 1]);
  }

  private int slot(byte[] utf8, int from, int to) {
    int mask = slots.length - 1;
    int slot = hash(utf8, from, to) & mask;
    while (slots[slot] > 0 && !same(slots[slot] - 1, utf8, from, to)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private boolean same(int index, byte[] utf8, int from, int to) {
    return Arrays.equals(letters, starts[index], starts[index + 1], utf8, from, to);
  }

  private void grow() {
    slots = new int[2 * slots.length];
    int mask = slots.length - 1;
    for (int i = 0; i < size; i++) {
      int slot = hash(letters, starts[i], starts[i + 1]) & mask;
      while (slots[slot] > 0) {
        slot = slot + 1 & mask;
      }
      slots[slot] = i + 1;
    }
  }

  /** Eight bytes at a time; the last ones are shifted together, so that no byte is read twice. */
  private static int hash(byte[] bytes, int from, int to) {
    long h = to - from;
    int i = from;
    for (; i + 8 <= to; i += 8) {
      h = mix(h ^ (long) LONGS.get(bytes, i));
    }
    long tail = 0;
    for (; i < to; i++) {
      tail = tail << 8 | bytes[i] & 0xff;
    }
    h = mix(h ^ tail);
    return (int) (h >>> 32);
  }

  private static long mix(long h) {
    long product = h * FACTOR;
    return product ^ product >>> 29;
  }
}
