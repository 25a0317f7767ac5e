package io.palavra.kernels.arithmetic;

/**
 * A stream of 64-bit numbers that can be entered anywhere, so that cores draw their shares of a
 * mask by themselves (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators",
 * 2014).
 */
public final class SplitMix64 {
  private SplitMix64() {}

  /** Number {@code i} of a seed's stream, from 0 on. */
  public static long at(long seed, long i) {
    long z = seed + (i + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
