package io.palavra.embeddings.supervised;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.checkpoint.StateCheckpoint;
import io.palavra.embeddings.fasttext.BucketIndex;
import io.palavra.embeddings.fasttext.FastTextModel;
import io.palavra.embeddings.fasttext.LineCoder;
import io.palavra.embeddings.fasttext.ModelShape;
import io.palavra.embeddings.fasttext.ModelTask;
import io.palavra.embeddings.fasttext.OutputLoss;
import io.palavra.embeddings.fasttext.Words;
import io.palavra.embeddings.rows.FloatRows;
import io.palavra.embeddings.train.Divergence;
import io.palavra.embeddings.train.TrainingThreads;
import io.palavra.pipeline.BadInputException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

/**
 * A classifier on its way: words and labels are counted, every line is written down as the rows it
 * is the mean of, and each epoch goes through all lines. The lines are held in memory, in four
 * bytes a word or n-gram. Only n-grams that some line has get a row, unless a row for every bucket
 * is asked for.
 */
public final class SupervisedTraining implements StateCheckpoint.State {
  /** Lines between two reports of progress. */
  public static final int LINES_A_REPORT = 64;

  private final SupervisedOptions options;
  private final ModelShape shape;
  private final Words words;
  private final Optional<BucketIndex> kept;
  private final int width;
  private final float[] input;
  private final float[] output;
  private final CodedLines lines = new CodedLines();
  private final int[] order;
  private final AtomicLong done = new AtomicLong();
  private final DoubleAdder loss = new DoubleAdder();
  private final LongAdder learned = new LongAdder();
  private long tokens;
  private int epochsDone;
  private volatile boolean diverged;

  private SupervisedTraining(
      LabelledLines source, Words words, SupervisedOptions options, boolean allBuckets) {
    this.options = options;
    this.shape = shape(options);
    this.words = words;
    this.kept = allBuckets ? Optional.empty() : Optional.of(new BucketIndex());
    this.width = WordVectors.width(options.dimensions());
    encode(source);
    this.order = new int[lines.size()];
    long rows = words.size() + kept.map(BucketIndex::size).orElse(options.usedBuckets());
    if (rows * width > Integer.MAX_VALUE - 16) {
      throw BadInputException.of(
          "dimensions", rows + " rows of " + width, "fewer words, buckets or dimensions");
    }
    this.input = new float[(int) rows * width];
    this.output = new float[words.labels().size() * width];
    SplittableRandom random = new SplittableRandom(options.seed());
    float bound = 1f / options.dimensions();
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < options.dimensions(); i++) {
        input[row * width + i] = ((random.nextInt() >>> 8) * 0x1p-23f - 1) * bound;
      }
    }
  }

  /**
   * A training with these words and labels, of which nothing is learned yet.
   *
   * @param words not pruned
   * @throws BadInputException when a label is none of these, or when the tables would be larger
   *     than an array can be
   */
  public static SupervisedTraining of(
      LabelledLines source, Words words, SupervisedOptions options) {
    return new SupervisedTraining(source, words, options, false);
  }

  /** A training with a row for every bucket and the words and labels of the texts. */
  static SupervisedTraining ofAllBuckets(LabelledLines source, SupervisedOptions options) {
    Words words = SupervisedDictionary.of(source, options.minCount());
    return new SupervisedTraining(source, words, options, true);
  }

  private static ModelShape shape(SupervisedOptions options) {
    return new ModelShape(
        options.dimensions(),
        5,
        options.epochs(),
        options.minCount(),
        5,
        options.wordNgrams(),
        options.loss(),
        ModelTask.SUPERVISED,
        options.usedBuckets(),
        options.shortest(),
        options.longest(),
        100,
        1e-4);
  }

  private void encode(LabelledLines source) {
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < words.labels().size(); i++) {
      numbers.put(words.labels().get(i).substring(FastTextModel.LABEL_PREFIX.length()), i);
    }
    LineCoder coder = new LineCoder(words, shape);
    source.read(
        (labels, text) -> {
          if (!labels.isEmpty()) {
            coder.clear();
            text.forEach(coder::word);
            tokens += text.size();
            int count = coder.finish();
            if (count > 0) {
              IntStream all = labels.stream().mapToInt(label -> number(numbers, label));
              // A label is there or not; drawn for the other losses, one given twice weighs twice.
              boolean each = options.loss() == OutputLoss.ONE_VS_ALL;
              int[] own = (each ? all.distinct() : all).toArray();
              lines.add(rows(coder.rows(), count), count, width, own, own.length);
            }
          }
        });
  }

  private static int number(Map<String, Integer> numbers, String label) {
    Integer number = numbers.get(label);
    if (number == null) {
      throw BadInputException.of("label", label, "one of " + numbers.keySet());
    }
    return number;
  }

  private int[] rows(int[] rows, int count) {
    if (kept.isPresent()) {
      for (int i = 0; i < count; i++) {
        int bucket = rows[i] - words.size();
        rows[i] = bucket < 0 ? rows[i] : words.size() + kept.get().add(bucket);
      }
    }
    return rows;
  }

  /** Epochs that are done. */
  public int epochsDone() {
    return epochsDone;
  }

  /** Lines of an epoch. */
  public int lines() {
    return lines.size();
  }

  /** Words of all lines. */
  public long tokens() {
    return tokens;
  }

  /**
   * Begins with a vector for a word.
   *
   * @param word by its number in the dictionary
   * @param vector {@code [dimensions]}
   */
  public void put(int word, float[] vector) {
    System.arraycopy(vector, 0, input, word * width, options.dimensions());
  }

  /** Numbers that are learned. */
  public long parameters() {
    return ((long) input.length + output.length) / width * options.dimensions();
  }

  /** The mean loss of a line over what was learned of the epoch that was begun last. */
  public double loss() {
    return loss.sum() / Math.max(1, learned.sum());
  }

  /**
   * Goes through all lines once, in an order of its own.
   *
   * @param stop asked to, it stops in the middle of the epoch, which can then not be gone on with
   * @param progress is told behind every {@link #LINES_A_REPORT} lines, from any of the threads
   *     that train, which share of all epochs is done
   * @return whether the epoch is done
   * @throws BadInputException when the weights are no finite numbers any more, since the learning
   *     rate is too high
   */
  public boolean epoch(BooleanSupplier stop, DoubleConsumer progress) {
    done.set((long) epochsDone * lines.size());
    loss.reset();
    learned.reset();
    SplittableRandom shuffle = new SplittableRandom(31 * options.seed() + epochsDone);
    for (int i = 0; i < order.length; i++) {
      int j = shuffle.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    List<Runnable> parts = new ArrayList<>();
    for (int i = 0; i < options.threads(); i++) {
      int from = (int) ((long) lines.size() * i / options.threads());
      int to = (int) ((long) lines.size() * (i + 1) / options.threads());
      SplittableRandom random =
          new SplittableRandom(~options.seed() + ((long) epochsDone * options.threads() + i));
      LineStep step = new LineStep(options, words, input, output, width, lines.longest());
      parts.add(() -> work(step, from, to, random, stop, progress));
    }
    if (parts.size() == 1) {
      parts.get(0).run();
    } else {
      TrainingThreads.run(parts);
    }
    if (diverged || !finite(output) || epochsDone + 1 == options.epochs() && !finite(input)) {
      throw Divergence.of(options.learningRate(), done.get() / total());
    }
    boolean whole = done.get() == (epochsDone + 1L) * lines.size();
    epochsDone += whole ? 1 : 0;
    return whole;
  }

  private void work(
      LineStep step,
      int from,
      int to,
      SplittableRandom random,
      BooleanSupplier stop,
      DoubleConsumer progress) {
    double total = total();
    for (int begin = from; begin < to && !diverged; begin += LINES_A_REPORT) {
      if (stop.getAsBoolean()) {
        return;
      }
      double share = done.get() / total;
      float rate = (float) (options.learningRate() * Math.max(0, 1 - share));
      int end = Math.min(to, begin + LINES_A_REPORT);
      double sum = 0;
      for (int line = begin; line < end; line++) {
        sum += step.learn(lines, order[line], random, rate);
      }
      if (!Double.isFinite(sum)) {
        diverged = true;
        return;
      }
      loss.add(sum);
      learned.add(end - begin);
      progress.accept(done.addAndGet(end - begin) / total);
    }
  }

  /** Lines of all epochs. */
  private double total() {
    return (double) lines.size() * options.epochs();
  }

  private boolean finite(float[] table) {
    return Divergence.finite(FloatRows.of(table, width), table.length / width, width);
  }

  /** The model as it is now; it shares its tables with the training. */
  public FastTextModel model() {
    Words own = kept.isPresent() ? words.keeping(kept.get()) : words;
    return FastTextModel.of(shape, own, input, output, width);
  }

  /**
   * {@inheritDoc}
   *
   * @throws BadInputException when the weights are no finite numbers, which nothing goes on from
   */
  @Override
  public void save(DataOutputStream out) throws IOException {
    if (!finite(input) || !finite(output)) {
      throw Divergence.of(options.learningRate(), epochsDone / (double) options.epochs());
    }
    out.writeInt(epochsDone);
    for (float[] table : List.of(input, output)) {
      out.writeInt(table.length);
      for (float value : table) {
        out.writeFloat(value);
      }
    }
  }

  @Override
  public void restore(DataInputStream in) throws IOException {
    epochsDone = in.readInt();
    for (float[] table : List.of(input, output)) {
      if (in.readInt() != table.length) {
        throw new IOException("it has tables of other sizes");
      }
      for (int i = 0; i < table.length; i++) {
        table[i] = in.readFloat();
      }
    }
  }
}
