package io.palavra.pipeline.batch;

import io.palavra.pipeline.BadInputException;

/**
 * How examples become batches.
 *
 * @param batchSize rows of a batch
 * @param shuffleBuffer examples that are read ahead and shuffled together; a corpus that is sorted
 *     by class wants a buffer as large as itself
 * @param bucketByLength whether rows of like length share a batch, which saves padding
 * @param seed of every shuffle
 */
public record BatcherOptions(int batchSize, int shuffleBuffer, boolean bucketByLength, long seed) {

  /**
   * Examples that are read ahead, unless said otherwise, and unless they take 128 MiB. Data sets
   * are often sorted by class; with a smaller buffer the last of an epoch's steps, on which the
   * development set is judged, would be of one class alone.
   */
  public static final int DEFAULT_BUFFER = 1 << 20;

  /**
   * @throws BadInputException for a value out of range
   */
  public BatcherOptions {
    if (batchSize < 1) {
      throw BadInputException.of("option batchSize", String.valueOf(batchSize), "1 or more");
    }
    if (shuffleBuffer < 1) {
      throw BadInputException.of(
          "option shuffleBuffer", String.valueOf(shuffleBuffer), "1 or more");
    }
  }

  /** Buckets by length and the default buffer. */
  public static BatcherOptions of(int batchSize, long seed) {
    return new BatcherOptions(batchSize, DEFAULT_BUFFER, true, seed);
  }

  /** The buffer in whole batches, so that only an epoch's last batch can be short. */
  int windowSize() {
    long batches = Math.max(1, ((long) shuffleBuffer + batchSize - 1) / batchSize);
    return (int) Math.min(batches, Integer.MAX_VALUE / batchSize) * batchSize;
  }
}
