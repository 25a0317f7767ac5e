package io.palavra.pipeline.check;

import com.dynatrace.hash4j.distinctcount.HyperLogLog;
import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;

/**
 * Counts different words: exactly, by 64-bit hash, up to a million of them, by HyperLogLog beyond.
 * At most 20 MB.
 */
final class DistinctWords {
  static final int EXACT = 1_000_000;
  private static final int PRECISION = 14;
  private static final Hasher64 HASH = Hashing.komihash5_0();

  private final HyperLogLog estimate = HyperLogLog.create(PRECISION);
  private HashTable seen = new HashTable();

  void add(String word) {
    long hash = HASH.hashCharsToLong(word);
    estimate.add(hash);
    if (seen != null && seen.putIfAbsent(hash, 1) < 0 && seen.size() > EXACT) {
      seen = null;
    }
  }

  DistinctCount count() {
    return seen != null
        ? new DistinctCount(seen.size(), true)
        : new DistinctCount(Math.round(estimate.getDistinctCountEstimate()), false);
  }
}
