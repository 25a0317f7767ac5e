package io.palavra.pipeline.check;

import java.util.Arrays;

/**
 * From 64-bit hashes to non-negative numbers: open addressing, 12 bytes a slot, at most 2/3 full.
 */
final class HashTable {
  private long[] keys = new long[1024];
  private int[] values = empty(1024);
  private int size;

  int size() {
    return size;
  }

  /** The number of this hash, or -1. */
  int get(long hash) {
    return values[slot(hash)];
  }

  /** The number that the hash had, or -1 when it had none and has {@code value} now. */
  int putIfAbsent(long hash, int value) {
    int slot = slot(hash);
    if (values[slot] >= 0) {
      return values[slot];
    }
    keys[slot] = hash;
    values[slot] = value;
    size++;
    if (size > keys.length / 3 * 2) {
      grow();
    }
    return -1;
  }

  private int slot(long hash) {
    int mask = keys.length - 1;
    int slot = (int) (hash ^ (hash >>> 32)) & mask;
    while (values[slot] >= 0 && keys[slot] != hash) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[oldKeys.length * 2];
    values = empty(keys.length);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] >= 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }

  private static int[] empty(int length) {
    int[] values = new int[length];
    Arrays.fill(values, -1);
    return values;
  }
}
