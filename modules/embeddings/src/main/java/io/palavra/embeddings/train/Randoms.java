package io.palavra.embeddings.train;

import io.palavra.pipeline.hash.SplitMix64;

/** SplitMix64 (Steele, Lea and Flood 2014): quick, and every seed is as good as another. */
final class Randoms {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;
  private long state;

  Randoms(long seed) {
    state = seed;
  }

  long state() {
    return state;
  }

  void restore(long value) {
    state = value;
  }

  long next() {
    state += GAMMA;
    return SplitMix64.mix(state);
  }

  /** From 0 to {@code bound - 1}. */
  int below(int bound) {
    return (int) ((next() >>> 32) * bound >>> 32);
  }

  /** From 0 to 1, without 1. */
  float nextFloat() {
    return (next() >>> 40) * 0x1p-24f;
  }
}
