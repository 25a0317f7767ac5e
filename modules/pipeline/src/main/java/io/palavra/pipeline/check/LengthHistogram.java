package io.palavra.pipeline.check;

/**
 * Counts of lengths in buckets of fixed number: one a length below 512, then 256 for every
 * doubling. Its memory does not grow.
 */
final class LengthHistogram {
  private static final int SUB_BITS = 8;
  private static final int SUB = 1 << SUB_BITS;

  private final long[] counts = new long[SUB * (64 - SUB_BITS)];
  private long total;
  private long sum;
  private long min = Long.MAX_VALUE;
  private long max;

  void add(long length) {
    counts[bucket(length)]++;
    total++;
    sum += length;
    min = Math.min(min, length);
    max = Math.max(max, length);
  }

  Lengths lengths() {
    if (total == 0) {
      return new Lengths(0, 0, 0, 0, 0, 0, 0, 0);
    }
    return new Lengths(
        min,
        (double) sum / total,
        percentile(5),
        percentile(50),
        percentile(90),
        percentile(95),
        percentile(99),
        max);
  }

  /** The nearest-rank percentile. */
  private long percentile(int percent) {
    long rank = Math.max(1, (long) Math.ceil(total * (percent / 100.0)));
    long seen = 0;
    for (int bucket = 0; bucket < counts.length; bucket++) {
      seen += counts[bucket];
      if (seen >= rank) {
        return Math.max(min, lowest(bucket));
      }
    }
    return max;
  }

  private static int bucket(long length) {
    if (length < 2 * SUB) {
      return (int) length;
    }
    int shift = 63 - Long.numberOfLeadingZeros(length) - SUB_BITS;
    return shift * SUB + (int) (length >>> shift);
  }

  private static long lowest(int bucket) {
    if (bucket < 2 * SUB) {
      return bucket;
    }
    int shift = bucket / SUB - 1;
    return (long) (bucket - shift * SUB) << shift;
  }
}
