package io.palavra.pipeline.batch;

import io.palavra.pipeline.encode.EncodedExample;
import io.palavra.pipeline.encode.ExampleSource.ExampleStream;
import io.palavra.pipeline.hash.SplitMix64;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;

/** One epoch of batches: a buffer at a time, shuffled by seed, epoch and number of the buffer. */
final class ShuffledBatches implements BatchStream {
  /** Batches that are sorted by length together. */
  static final int POOL = 64;

  /** Size of a buffer beyond which no further batch is read ahead. */
  private static final long MOST_BYTES = 128L << 20;

  /** Objects and references of an example beside its ids. */
  private static final long EXAMPLE_BYTES = 64;

  private static final Comparator<EncodedExample> BY_LENGTH =
      Comparator.comparingInt(example -> example.ids().length);

  private final ExampleStream examples;
  private final BatcherOptions options;
  private final int epoch;
  private List<List<EncodedExample>> batches = List.of();
  private int at;
  private long window;

  ShuffledBatches(ExampleStream examples, BatcherOptions options, int epoch, long skip) {
    this.examples = examples;
    this.options = options;
    this.epoch = epoch;
    skip(skip);
  }

  @Override
  public boolean hasNext() {
    if (at == batches.size() && examples.hasNext()) {
      fill();
    }
    return at < batches.size();
  }

  @Override
  public Batch next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Batch batch = Padding.batch(batches.get(at));
    at++;
    return batch;
  }

  @Override
  public void close() {
    examples.close();
  }

  private void skip(long batchesToSkip) {
    long left = batchesToSkip;
    while (left > 0 && examples.hasNext()) {
      fill();
      at = (int) Math.min(left, batches.size());
      left -= at;
    }
  }

  private void fill() {
    List<EncodedExample> buffer = buffer();
    Random random = new Random(mixed(mixed(options.seed() + mixed(epoch)) + window));
    window++;
    Collections.shuffle(buffer, random);
    if (options.bucketByLength()) {
      int pool = (int) Math.min((long) POOL * options.batchSize(), Integer.MAX_VALUE / 2);
      for (int from = 0; from < buffer.size(); from += pool) {
        buffer.subList(from, Math.min(from + pool, buffer.size())).sort(BY_LENGTH);
      }
    }
    batches = new ArrayList<>();
    for (int from = 0; from < buffer.size(); from += options.batchSize()) {
      batches.add(buffer.subList(from, Math.min(from + options.batchSize(), buffer.size())));
    }
    Collections.shuffle(batches, random);
    at = 0;
  }

  /** The next examples, in whole batches as long as there are more. */
  private List<EncodedExample> buffer() {
    List<EncodedExample> buffer = new ArrayList<>();
    long bytes = 0;
    while (buffer.size() < options.windowSize() && examples.hasNext()) {
      if (bytes >= MOST_BYTES && buffer.size() % options.batchSize() == 0) {
        break;
      }
      EncodedExample example = examples.next();
      bytes += EXAMPLE_BYTES + (long) Integer.BYTES * example.ids().length;
      buffer.add(example);
    }
    return buffer;
  }

  /** Nearby seeds become unlike. */
  private static long mixed(long seed) {
    return SplitMix64.at(seed, 0);
  }
}
