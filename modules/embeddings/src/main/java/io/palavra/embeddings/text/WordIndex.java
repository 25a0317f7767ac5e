package io.palavra.embeddings.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Numbers words in the order in which they come, in about twenty bytes a word beside the word
 * itself: the words lie one behind the other in one array, an open-addressed table finds them, and
 * a key of eight bytes a word says at once whether the found one is meant: a word of up to seven
 * bytes is its own key, of a longer one it is a fingerprint, and only then letters are compared.
 * Not safe for use by several threads while words are added; safe afterwards.
 */
public final class WordIndex {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long FACTOR = 0x9E3779B97F4A7C15L;
  private static final int LARGEST = Integer.MAX_VALUE - 16;
  private static final int LEAST_ROOM = 1 << 8;
  private static final int MOST_SLOTS = 1 << 30;

  /** Bytes of a word that is its own key; the eighth byte of the key is its length. */
  private static final int SHORT = 7;

  /** Stands in the eighth byte of the keys of longer words. */
  private static final long LONG = 0xFFL << 56;

  private byte[] letters = new byte[1 << 12];
  private int[] starts;
  private long[] keys;
  private int[] slots;
  private int size;

  /** Without a word. */
  public WordIndex() {
    this(0);
  }

  /** Without a word, with room for so many. */
  WordIndex(int words) {
    int room = Math.max(LEAST_ROOM, words + 1);
    starts = new int[room];
    keys = new long[room];
    slots = new int[(int) Math.min(MOST_SLOTS, 2L * Integer.highestOneBit(room - 1) << 1)];
  }

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
    return slots[slot(key(utf8, from, to), utf8, from, to)] - 1;
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
    long key = key(utf8, from, to);
    int slot = slot(key, utf8, from, to);
    int found = slots[slot];
    if (found > 0) {
      return found - 1;
    }
    append(key, utf8, from, to);
    slots[slot] = size;
    if (2L * size > slots.length && slots.length < MOST_SLOTS) {
      grow();
    }
    return size - 1;
  }

  private void append(long key, byte[] utf8, int from, int to) {
    int end = starts[size] + (to - from);
    if (end < 0 || end > LARGEST) {
      throw new IllegalStateException("more than two gigabytes of distinct words");
    }
    if (end > letters.length) {
      letters = Arrays.copyOf(letters, (int) Math.min(LARGEST, Math.max(end, 2L * letters.length)));
    }
    System.arraycopy(utf8, from, letters, starts[size], to - from);
    if (size + 2 > starts.length) {
      starts = Arrays.copyOf(starts, 2 * starts.length);
      keys = Arrays.copyOf(keys, 2 * keys.length);
    }
    keys[size] = key;
    size++;
    starts[size] = end;
  }

  /** Adds a word of another index; its number here. */
  public int addFrom(WordIndex other, int number) {
    return add(other.letters, other.starts[number], other.starts[number + 1]);
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

  /** The first four bytes of a word, the first one highest, zeros behind a shorter one. */
  int head(int index) {
    int head = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      int at = starts[index] + i;
      head = head << Byte.SIZE | (at < starts[index + 1] ? letters[at] & 0xff : 0);
    }
    return head;
  }

  /** Whether word {@code a} comes before (below zero) or behind {@code b} by its bytes. */
  public int compare(int a, int b) {
    return Arrays.compareUnsigned(
        letters, starts[a], starts[a + 1], letters, starts[b], starts[b + 1]);
  }

  private int slot(long key, byte[] utf8, int from, int to) {
    int mask = slots.length - 1;
    int slot = hash(key) & mask;
    while (slots[slot] > 0) {
      int word = slots[slot] - 1;
      if (keys[word] == key && (to - from <= SHORT || same(word, utf8, from, to))) {
        break;
      }
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private boolean same(int word, byte[] utf8, int from, int to) {
    return Arrays.equals(letters, starts[word], starts[word + 1], utf8, from, to);
  }

  private void grow() {
    slots = new int[2 * slots.length];
    int mask = slots.length - 1;
    for (int i = 0; i < size; i++) {
      int slot = hash(keys[i]) & mask;
      while (slots[slot] > 0) {
        slot = slot + 1 & mask;
      }
      slots[slot] = i + 1;
    }
  }

  private static long key(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length > SHORT) {
      return fingerprint(bytes, from, to);
    }
    long key = 0;
    if (from + Long.BYTES <= bytes.length) {
      key = (long) LONGS.get(bytes, from) & (1L << 8 * length) - 1;
    } else {
      for (int i = to - 1; i >= from; i--) {
        key = key << 8 | bytes[i] & 0xff;
      }
    }
    return key | (long) length << 56;
  }

  /** Eight bytes at a time; the last eight may overlap those before. */
  private static long fingerprint(byte[] bytes, int from, int to) {
    long h = to - from;
    int last = to - Long.BYTES;
    for (int i = from; i < last; i += Long.BYTES) {
      h = mix(h ^ (long) LONGS.get(bytes, i));
    }
    return mix(h ^ (long) LONGS.get(bytes, last)) | LONG;
  }

  private static int hash(long key) {
    return (int) (mix(key) >>> 32);
  }

  private static long mix(long h) {
    long product = h * FACTOR;
    return product ^ product >>> 29;
  }
}
