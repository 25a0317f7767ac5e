package io.palavra.embeddings.glove;

import java.util.Arrays;
import java.util.stream.LongStream;

/** Weights of pairs of words in a table of open addressing, 12 bytes a slot, at most half full. */
final class PairCounts {
  private static final long FREE = -1;

  private long[] keys;
  private float[] weights;
  private int size;
  private long mostSlots;
  private final int limit;

  /**
   * @param limit pairs at most
   */
  PairCounts(int limit) {
    this.limit = limit;
    clear();
  }

  /** Whether no further pair has room. */
  boolean full() {
    return size >= limit;
  }

  int size() {
    return size;
  }

  void add(int first, int second, float weight) {
    long key = (long) first << 32 | second;
    int slot = slot(key);
    if (keys[slot] == FREE) {
      keys[slot] = key;
      weights[slot] = 0;
      size++;
      if (2L * size > keys.length) {
        grow();
        slot = slot(key);
      }
    }
    weights[slot] += weight;
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    long hash = key * 0x9E3779B97F4A7C15L;
    int slot = (int) (hash >>> 32) & mask;
    while (keys[slot] != FREE && keys[slot] != key) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    float[] oldWeights = weights;
    allot(2 * oldKeys.length);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != FREE) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        weights[slot] = oldWeights[i];
      }
    }
  }

  /** Takes what is counted, sorted by first and second word. */
  interface Sink {
    void pair(long key, float weight);
  }

  /** Hands out all pairs in order and forgets them. */
  void drain(Sink sink) {
    long[] sorted = LongStream.of(keys).filter(key -> key != FREE).sorted().toArray();
    for (long key : sorted) {
      sink.pair(key, weights[slot(key)]);
    }
    clear();
  }

  /** Bytes that this held at most, with the smaller table that a growing one is filled from. */
  long mostBytes() {
    return (Long.BYTES + Float.BYTES) * (mostSlots + mostSlots / 2);
  }

  private void clear() {
    allot(1 << 10);
    size = 0;
  }

  private void allot(int slots) {
    keys = new long[slots];
    weights = new float[slots];
    Arrays.fill(keys, FREE);
    mostSlots = Math.max(mostSlots, slots);
  }
}
