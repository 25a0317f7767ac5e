package io.palavra.pipeline.batch;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.encode.EncodedExample;
import io.palavra.pipeline.encode.ExampleCounts;
import io.palavra.pipeline.encode.ExampleSource;
import io.palavra.pipeline.encode.TextEncoder;
import io.palavra.pipeline.split.TrainSet;
import io.palavra.pipeline.vocabulary.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Examples to shuffled mini-batches, epoch by epoch. The same seed and epoch always give the same
 * batches in the same order, whether the examples are held in memory or read anew.
 *
 * <p>Examples are read a buffer at a time. A buffer is shuffled; with bucketing, pools of {@value
 * ShuffledBatches#POOL} batches are sorted by length; the buffer is cut into batches and these are
 * shuffled. Memory holds one buffer, of 128 MiB at most, besides the examples where they fit.
 */
public final class Batcher {
  private final ExampleCache examples;
  private final BatcherOptions options;

  /**
   * Reads the source once to count it, and keeps it where it takes an eighth of the heap at most.
   */
  public Batcher(ExampleSource source, BatcherOptions options) {
    this(source, options, mostCached());
  }

  /**
   * @param mostCached bytes of examples that may be kept in memory; 0 to read them anew each epoch
   */
  public Batcher(ExampleSource source, BatcherOptions options, long mostCached) {
    this(ExampleCache.of(source, mostCached), options);
  }

  private Batcher(ExampleCache examples, BatcherOptions options) {
    this.examples = examples;
    this.options = options;
  }

  private static long mostCached() {
    return Runtime.getRuntime().maxMemory() / 8;
  }

  /**
   * Over the texts to learn from; a text without any token is left out. What is too large to be
   * kept is not read before the first epoch.
   *
   * @param counts of the texts, as the encoder's learner saw them
   * @throws BadInputException when no text is left
   */
  public static Batcher training(
      TrainSet<LabelledText> train,
      TextEncoder encoder,
      Labels labels,
      BatcherOptions options,
      ExampleCounts counts) {
    if (counts.examples() == 0) {
      throw BadInputException.of(train.corpus().name(), "texts to learn from; all are empty");
    }
    ExampleSource source = ExampleSource.training(train.corpus(), encoder, labels);
    return new Batcher(
        ExampleCache.tooLarge(source, counts, mostCached())
            .orElseGet(() -> ExampleCache.of(source, mostCached())),
        options);
  }

  /** Batches in the source's order, without any shuffle, in one pass that holds one batch. */
  public static BatchStream ordered(ExampleSource source, int batchSize) {
    return new OrderedBatches(source.open(), batchSize);
  }

  /**
   * Starts an epoch behind the batches that were used before.
   *
   * @param epoch from 0
   * @param skip batches to leave out
   */
  public BatchStream open(int epoch, long skip) {
    return new ShuffledBatches(examples.source().open(), options, epoch, skip);
  }

  /** Batches in an epoch. */
  public long batches() {
    return (examples.examples() + options.batchSize() - 1) / options.batchSize();
  }

  /** Examples in an epoch. */
  public long examples() {
    return examples.examples();
  }

  /** Tokens in an epoch, without padding. */
  public long tokens() {
    return examples.tokens();
  }

  /** Tokens of the longest example. */
  public int longest() {
    return examples.longest();
  }

  /** Whether the examples are held in memory. */
  public boolean cached() {
    return examples.cached();
  }

  private static final class OrderedBatches implements BatchStream {
    private final ExampleSource.ExampleStream examples;
    private final int batchSize;

    OrderedBatches(ExampleSource.ExampleStream examples, int batchSize) {
      this.examples = examples;
      this.batchSize = batchSize;
    }

    @Override
    public boolean hasNext() {
      return examples.hasNext();
    }

    @Override
    public Batch next() {
      if (!examples.hasNext()) {
        throw new NoSuchElementException();
      }
      List<EncodedExample> rows = new ArrayList<>(batchSize);
      while (rows.size() < batchSize && examples.hasNext()) {
        rows.add(examples.next());
      }
      return Padding.batch(rows);
    }

    @Override
    public void close() {
      examples.close();
    }
  }
}
