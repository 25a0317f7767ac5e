package io.palavra.pipeline.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.pipeline.encode.EncodedExample;
import io.palavra.pipeline.encode.ExampleSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BatcherTest {

  @Property(tries = 200)
  void memoryAndStreamGiveTheSameBatches(
      @ForAll @IntRange(max = 200) int examples,
      @ForAll @IntRange(min = 1, max = 17) int batchSize,
      @ForAll @IntRange(min = 1, max = 60) int buffer,
      @ForAll boolean bucket,
      @ForAll long seed) {
    BatcherOptions options = new BatcherOptions(batchSize, buffer, bucket, seed);
    Batcher cached = new Batcher(source(examples), options, Long.MAX_VALUE);
    Batcher streaming = new Batcher(source(examples), options, 0);
    assertThat(cached.cached()).isTrue();
    assertThat(streaming.cached()).isEqualTo(examples == 0);
    for (int epoch = 0; epoch < 2; epoch++) {
      List<String> batches = read(cached.open(epoch, 0));
      assertThat(batches).isEqualTo(read(streaming.open(epoch, 0)));
      assertThat(batches).hasSize((int) cached.batches());
    }
  }

  @Property(tries = 200)
  void skippingIsLeavingOut(
      @ForAll @IntRange(min = 1, max = 200) int examples,
      @ForAll @IntRange(min = 1, max = 17) int batchSize,
      @ForAll @IntRange(min = 1, max = 60) int buffer,
      @ForAll @IntRange(max = 210) int skip) {
    Batcher batcher =
        new Batcher(source(examples), new BatcherOptions(batchSize, buffer, true, 3), 0);
    List<String> all = read(batcher.open(1, 0));
    List<String> rest = all.subList(Math.min(skip, all.size()), all.size());
    assertThat(read(batcher.open(1, skip))).isEqualTo(rest);
  }

  @Property(tries = 200)
  void anEpochHasEveryExampleOnceAndOneShortBatchAtMost(
      @ForAll @IntRange(min = 1, max = 300) int examples,
      @ForAll @IntRange(min = 1, max = 17) int batchSize,
      @ForAll @IntRange(min = 1, max = 60) int buffer,
      @ForAll boolean bucket) {
    Batcher batcher =
        new Batcher(source(examples), new BatcherOptions(batchSize, buffer, bucket, 9));
    List<Integer> seen = new ArrayList<>();
    int shortOnes = 0;
    long tokens = 0;
    try (BatchStream batches = batcher.open(0, 0)) {
      while (batches.hasNext()) {
        Batch batch = batches.next();
        shortOnes += batch.size() < batchSize ? 1 : 0;
        tokens += batch.tokens();
        for (int row = 0; row < batch.size(); row++) {
          seen.add(batch.labels()[row]);
          checkPadding(batch, row);
        }
      }
    }
    assertThat(seen).hasSize(examples).doesNotHaveDuplicates();
    assertThat(shortOnes).isLessThanOrEqualTo(1);
    assertThat(tokens).isEqualTo(batcher.tokens());
  }

  @Test
  void theSameSeedAndEpochGiveTheSameBatchesAndOthersGiveOthers() {
    Batcher one = new Batcher(source(500), BatcherOptions.of(8, 1));
    Batcher same = new Batcher(source(500), BatcherOptions.of(8, 1));
    Batcher other = new Batcher(source(500), BatcherOptions.of(8, 2));
    List<String> batches = read(one.open(0, 0));
    assertThat(read(same.open(0, 0))).isEqualTo(batches);
    assertThat(read(one.open(1, 0))).isNotEqualTo(batches);
    assertThat(read(other.open(0, 0))).isNotEqualTo(batches);
  }

  /** It rests on java.util.Random and Collections.shuffle, whose algorithms are specified. */
  @Test
  void theOrderIsTheSameOnEveryMachine() {
    Batcher batcher = new Batcher(source(10), new BatcherOptions(5, 10, false, 42));
    List<Integer> labels = new ArrayList<>();
    try (BatchStream batches = batcher.open(3, 0)) {
      batches.forEachRemaining(b -> Arrays.stream(b.labels()).forEach(labels::add));
    }
    assertThat(labels).containsExactly(8, 1, 2, 3, 6, 5, 0, 9, 7, 4);
  }

  @Test
  void ofACorpusSortedByClassEveryStretchOfAnEpochHasBothClasses() {
    int examples = 80_000;
    List<EncodedExample> sorted = new ArrayList<>();
    for (int i = 0; i < examples; i++) {
      sorted.add(new EncodedExample(new int[] {2}, i < examples / 2 ? 0 : 1));
    }
    Batcher batcher = new Batcher(() -> stream(sorted), BatcherOptions.of(50, 1));
    try (BatchStream batches = batcher.open(0, 0)) {
      while (batches.hasNext()) {
        int ones = 0;
        int stretch = 0;
        for (int i = 0; i < 100 && batches.hasNext(); i++) {
          Batch batch = batches.next();
          ones += Arrays.stream(batch.labels()).sum();
          stretch += batch.size();
        }
        assertThat((double) ones / stretch).isBetween(0.45, 0.55);
      }
    }
  }

  @Test
  void aBufferOfLongTextsEndsBeforeItIsLarge() {
    int[] ids = new int[1 << 22];
    List<EncodedExample> texts = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      texts.add(new EncodedExample(ids, i));
    }
    Batcher batcher = new Batcher(() -> stream(texts), BatcherOptions.of(1, 4), 0);
    List<Integer> labels = labels(batcher.open(0, 0));
    assertThat(labels.subList(0, 8)).isSubsetOf(0, 1, 2, 3, 4, 5, 6, 7);
    assertThat(labels.subList(8, 16)).isSubsetOf(8, 9, 10, 11, 12, 13, 14, 15);
    assertThat(labels).hasSize(20).doesNotHaveDuplicates();
    assertThat(labels(batcher.open(0, 11))).isEqualTo(labels.subList(11, 20));
  }

  private static List<Integer> labels(BatchStream stream) {
    List<Integer> labels = new ArrayList<>();
    try (stream) {
      stream.forEachRemaining(b -> Arrays.stream(b.labels()).forEach(labels::add));
    }
    return labels;
  }

  @Test
  void bucketsSavePadding() {
    long[] padded = new long[2];
    for (int i = 0; i < 2; i++) {
      Batcher batcher = new Batcher(source(5_000), new BatcherOptions(16, 5_000, i == 1, 1));
      try (BatchStream batches = batcher.open(0, 0)) {
        while (batches.hasNext()) {
          Batch batch = batches.next();
          padded[i] += (long) batch.size() * batch.time();
        }
      }
    }
    Batcher any = new Batcher(source(5_000), BatcherOptions.of(16, 1));
    assertThat(padded[1]).isLessThan(any.tokens() * 105 / 100);
    assertThat(padded[0]).isGreaterThan(any.tokens() * 130 / 100);
  }

  @Test
  void orderedBatchesKeepTheOrderOfTheSource() {
    List<Integer> labels = new ArrayList<>();
    try (BatchStream batches = Batcher.ordered(source(23), 5)) {
      while (batches.hasNext()) {
        Batch batch = batches.next();
        for (int row = 0; row < batch.size(); row++) {
          labels.add(batch.labels()[row]);
          checkPadding(batch, row);
        }
      }
    }
    assertThat(labels).isSorted().hasSize(23);
  }

  @Test
  void examplesWithoutLabelsMakeBatchesWithoutLabels() {
    ExampleSource source =
        () -> stream(List.of(new EncodedExample(new int[] {5}, EncodedExample.NO_LABEL)));
    try (BatchStream batches = Batcher.ordered(source, 2)) {
      assertThat(batches.next().labels()).isEmpty();
    }
  }

  @Test
  void aCorpusLargerThanTheHeapStreams() {
    // Some 3 GB of ids, were they held; five megabytes are in the buffer at once.
    long examples = 40_000;
    ExampleSource source = () -> new Generated(examples, 20_000);
    Batcher batcher = new Batcher(source, new BatcherOptions(8, 64, true, 1), 1_000_000);
    assertThat(batcher.cached()).isFalse();
    long count = 0;
    try (BatchStream batches = batcher.open(0, 0)) {
      while (batches.hasNext()) {
        count += batches.next().size();
      }
    }
    assertThat(count).isEqualTo(examples);
  }

  /** Examples of lengths 1 to 40, each labelled by its number, its ids all number + 2. */
  static ExampleSource source(int examples) {
    List<EncodedExample> all = new ArrayList<>();
    Random random = new Random(17);
    for (int i = 0; i < examples; i++) {
      int[] ids = new int[1 + random.nextInt(40)];
      Arrays.fill(ids, i + 2);
      all.add(new EncodedExample(ids, i));
    }
    return () -> stream(all);
  }

  private static ExampleSource.ExampleStream stream(List<EncodedExample> examples) {
    Iterator<EncodedExample> iterator = examples.iterator();
    return new ExampleSource.ExampleStream() {
      @Override
      public boolean hasNext() {
        return iterator.hasNext();
      }

      @Override
      public EncodedExample next() {
        return iterator.next();
      }

      @Override
      public void close() {
        // Nothing is held open.
      }
    };
  }

  private static void checkPadding(Batch batch, int row) {
    int[] ids = batch.ids()[row];
    assertThat(ids).hasSize(batch.time());
    for (int t = 0; t < ids.length; t++) {
      assertThat(ids[t]).isEqualTo(t < batch.lengths()[row] ? batch.labels()[row] + 2 : 0);
    }
  }

  static List<String> read(BatchStream stream) {
    List<String> all = new ArrayList<>();
    try (stream) {
      while (stream.hasNext()) {
        Batch batch = stream.next();
        all.add(
            Arrays.deepToString(batch.ids())
                + Arrays.toString(batch.lengths())
                + Arrays.toString(batch.labels()));
      }
    }
    return all;
  }

  /** Examples that come into being when they are asked for. */
  private static final class Generated implements ExampleSource.ExampleStream {
    private final long examples;
    private final int length;
    private long at;

    Generated(long examples, int length) {
      this.examples = examples;
      this.length = length;
    }

    @Override
    public boolean hasNext() {
      return at < examples;
    }

    @Override
    public EncodedExample next() {
      at++;
      return new EncodedExample(new int[length], 0);
    }

    @Override
    public void close() {
      // Nothing is held open.
    }
  }
}
