package io.palavra.embeddings.fasttext;

import java.util.Arrays;

/**
 * Numbers buckets in the order in which they come, so that only those that have a row take memory.
 * Not safe for use by several threads while buckets are added; safe afterwards.
 */
public final class BucketIndex {
  private static final int FACTOR = 0x9E3779B9;
  private static final int MOST_SLOTS = 1 << 30;

  private int[] buckets = new int[1 << 8];
  private int[] slots = new int[1 << 9];
  private int size;

  /** How many buckets there are. */
  public int size() {
    return size;
  }

  /**
   * The number of a bucket.
   *
   * @return -1 when it is not there
   */
  public int find(int bucket) {
    return slots[slot(bucket)] - 1;
  }

  /** The number of a bucket, which is added when it is new: then the number is the size before. */
  public int add(int bucket) {
    int slot = slot(bucket);
    if (slots[slot] > 0) {
      return slots[slot] - 1;
    }
    if (size == buckets.length) {
      buckets = Arrays.copyOf(buckets, 2 * size);
    }
    buckets[size++] = bucket;
    slots[slot] = size;
    if (2L * size > slots.length && slots.length < MOST_SLOTS) {
      grow();
    }
    return size - 1;
  }

  /** The bucket of a number. */
  public int bucket(int number) {
    return buckets[number];
  }

  private int slot(int bucket) {
    int mask = slots.length - 1;
    int slot = hash(bucket) & mask;
    while (slots[slot] > 0 && buckets[slots[slot] - 1] != bucket) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void grow() {
    slots = new int[2 * slots.length];
    for (int i = 0; i < size; i++) {
      slots[slot(buckets[i])] = i + 1;
    }
  }

  private static int hash(int bucket) {
    int product = bucket * FACTOR;
    return product ^ product >>> 15;
  }
}
