package io.palavra.embeddings.glove;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Weights of pairs of words in a table of open addressing, 16 bytes a slot at most half full. */
final class PairCounts {
  private static final long FREE = -1;

  private long[] keys;
  private float[] weights;
  private int size;
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
    keys = new long[2 * oldKeys.length];
    weights = new float[keys.length];
    Arrays.fill(keys, FREE);
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
    int n = 0;
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != FREE) {
        keys[n] = keys[i];
        weights[n++] = weights[i];
      }
    }
    long[] sorted = Arrays.copyOf(keys, n);
    float[] values = Arrays.copyOf(weights, n);
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted((a, b) -> Long.compare(sorted[a], sorted[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int i : order) {
      sink.pair(sorted[i], values[i]);
    }
    clear();
  }

  private void clear() {
    keys = new long[1 << 10];
    weights = new float[keys.length];
    Arrays.fill(keys, FREE);
    size = 0;
  }
}
