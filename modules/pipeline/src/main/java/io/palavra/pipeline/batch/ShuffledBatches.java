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
    int inWindow = options.windowSize() / options.batchSize();
    window = batchesToSkip / inWindow;
    for (long i = window * options.windowSize(); i > 0 && examples.hasNext(); i--) {
      examples.next();
    }
    long rest = batchesToSkip % inWindow;
    if (rest > 0 && hasNext()) {
      at = (int) Math.min(rest, batches.size());
    }
  }

  private void fill() {
    List<EncodedExample> buffer = new ArrayList<>();
    while (buffer.size() < options.windowSize() && examples.hasNext()) {
      buffer.add(examples.next());
    }
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

  /** Nearby seeds become unlike. */
  private static long mixed(long seed) {
    return SplitMix64.at(seed, 0);
  }
}
