package io.palavra.translator.data;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.batch.Prefetch;
import io.palavra.pipeline.corpus.ParallelText;
import io.palavra.training.loop.BatchSource;
import io.palavra.training.loop.Cards;
import io.palavra.training.loop.TrainingBatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Pairs as the loop wants them: of about the same length in a batch, so many target sub-words a
 * batch, batches in another order in every epoch, made one thread ahead of the network. Pairs of
 * the same lengths are shuffled among each other; since lengths alone decide where a batch ends,
 * every epoch has the same number of them. All pairs are held in memory.
 */
public final class PairBatches implements BatchSource {
  private static final int AHEAD = 4;

  private final List<ParallelText> pairs;
  private final Subwords subwords;
  private final SubwordOptions options;
  private final int batchSize;
  private final long seed;
  private final int[] lengths;
  private final int[] sourceLengths;
  private final int left;
  private final long batches;

  /**
   * @param batchSize pairs a step where the options name no number of sub-words
   * @throws BadInputException when every pair is too long
   */
  public PairBatches(
      List<ParallelText> all, Subwords subwords, SubwordOptions options, int batchSize, long seed) {
    this.subwords = subwords;
    this.options = options;
    this.batchSize = batchSize;
    this.seed = seed;
    List<ParallelText> kept = new ArrayList<>();
    List<int[]> sizes = new ArrayList<>();
    for (ParallelText pair : all) {
      int source = subwords.source(pair.source()).length;
      int target = subwords.target(pair.target()).length;
      if (Math.max(source, target) <= options.maxTokens() + 1) {
        kept.add(pair);
        sizes.add(new int[] {source, target});
      }
    }
    if (kept.isEmpty()) {
      throw BadInputException.of(
          "option maxTokens",
          String.valueOf(options.maxTokens()),
          "a length that some pair does not exceed");
    }
    this.pairs = List.copyOf(kept);
    this.sourceLengths = sizes.stream().mapToInt(size -> size[0]).toArray();
    this.lengths = sizes.stream().mapToInt(size -> size[1]).toArray();
    this.left = all.size() - kept.size();
    this.batches = cut(sorted(new SplittableRandom(seed))).size();
  }

  /** Pairs that are learned from. */
  public int pairs() {
    return pairs.size();
  }

  /** The pairs that are learned from, with all merges. */
  public List<EncodedPair> encoded() {
    return pairs.stream().map(this::encode).toList();
  }

  /** Target sub-words of an epoch, the ends included. */
  public long tokens() {
    return IntStream.of(lengths).asLongStream().sum();
  }

  /** Pairs that are too long. */
  public int leftOut() {
    return left;
  }

  @Override
  public long batchesPerEpoch() {
    return batches;
  }

  @Override
  public BatchStream open(int epoch, long skip) {
    return BatchStream.of(
        Prefetch.start(() -> order(epoch, skip), Cards.here(this::batch), AHEAD, "pairs"));
  }

  /** A batch to be made. */
  private record Job(int[] pairs, long seed) {}

  /** Jobs in order; nothing is open behind them. */
  private record Jobs(Iterator<Job> rest) implements Prefetch.Source<Job> {
    @Override
    public boolean hasNext() {
      return rest.hasNext();
    }

    @Override
    public Job next() {
      return rest.next();
    }

    @Override
    public void close() {}
  }

  private Jobs order(int epoch, long skip) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + epoch);
    List<int[]> cut = new ArrayList<>(cut(sorted(random)));
    for (int i = cut.size() - 1; i > 0; i--) {
      int k = random.nextInt(i + 1);
      int[] swap = cut.get(i);
      cut.set(i, cut.get(k));
      cut.set(k, swap);
    }
    List<Job> jobs = new ArrayList<>();
    for (int[] members : cut) {
      jobs.add(new Job(members, random.nextLong()));
    }
    return new Jobs(jobs.listIterator((int) Math.min(skip, jobs.size())));
  }

  private int[] sorted(SplittableRandom random) {
    long[] lot = random.longs(pairs.size()).toArray();
    return IntStream.range(0, pairs.size())
        .boxed()
        .sorted(
            Comparator.comparingInt((Integer i) -> lengths[i])
                .thenComparingInt(i -> sourceLengths[i])
                .thenComparingLong(i -> lot[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private List<int[]> cut(int[] sorted) {
    List<int[]> cut = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= sorted.length; i++) {
      if (i == sorted.length || full(i - start + 1, lengths[sorted[i]])) {
        cut.add(java.util.Arrays.copyOfRange(sorted, start, i));
        start = i;
      }
    }
    return cut;
  }

  private boolean full(int rows, int longest) {
    return options.batchTokens() > 0
        ? (long) rows * longest > options.batchTokens()
        : rows > batchSize;
  }

  private TrainingBatch batch(Job job) {
    RandomGenerator random = new SplittableRandom(job.seed());
    List<EncodedPair> encoded = new ArrayList<>();
    long tokens = 0;
    for (int i : job.pairs()) {
      EncodedPair pair = encode(pairs.get(i), random);
      tokens += pair.target().length;
      encoded.add(pair);
    }
    return new TrainingBatch(PairTensors.of(encoded), encoded.size(), tokens, tokens);
  }

  private EncodedPair encode(ParallelText pair, RandomGenerator random) {
    double dropout = options.bpeDropout();
    return dropout > 0
        ? new EncodedPair(
            subwords.source(pair.source(), dropout, random),
            subwords.target(pair.target(), dropout, random))
        : encode(pair);
  }

  private EncodedPair encode(ParallelText pair) {
    return new EncodedPair(subwords.source(pair.source()), subwords.target(pair.target()));
  }
}
