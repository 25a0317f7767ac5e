package io.palavra.embeddings.supervised;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.fasttext.FastTextModel;
import io.palavra.embeddings.fasttext.LineCoder;
import io.palavra.embeddings.fasttext.ModelShape;
import io.palavra.embeddings.fasttext.ModelTask;
import io.palavra.embeddings.fasttext.Words;
import io.palavra.embeddings.text.CountedWords;
import io.palavra.embeddings.text.WordCounter;
import io.palavra.embeddings.text.WordSpaces;
import io.palavra.pipeline.BadInputException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleConsumer;

/**
 * Trains a classifier: counts words and labels, writes every line down as the rows it is the mean
 * of, and goes through the lines epoch after epoch. The lines are held in memory, in four bytes a
 * word or n-gram.
 */
public final class SupervisedTrainer {
  private static final int MOST_WORDS = 20_000_000;
  private static final int LINES_A_REPORT = 64;

  private final SupervisedOptions options;
  private final ModelShape shape;
  private final Words words;
  private final int width;
  private final float[] input;
  private final float[] output;
  private final CodedLines lines = new CodedLines();
  private final AtomicLong done = new AtomicLong();

  private SupervisedTrainer(SupervisedOptions options, LabelledLines source) {
    this.options = options;
    this.shape = shape(options);
    this.words = count(source, options.minCount());
    this.width = WordVectors.width(options.dimensions());
    long rows = words.size() + (long) options.usedBuckets();
    if (rows * width > Integer.MAX_VALUE - 16) {
      throw BadInputException.of(
          "dimensions", rows + " rows of " + width, "fewer words, buckets or dimensions");
    }
    this.input = new float[(int) rows * width];
    this.output = new float[words.labels().size() * width];
    encode(source);
    SplittableRandom random = new SplittableRandom(options.seed());
    float bound = 1f / options.dimensions();
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < options.dimensions(); i++) {
        input[row * width + i] = ((random.nextInt() >>> 8) * 0x1p-23f - 1) * bound;
      }
    }
  }

  /** As {@link #train(LabelledLines, SupervisedOptions, DoubleConsumer)}, silently. */
  public static FastTextModel train(LabelledLines source, SupervisedOptions options) {
    return train(source, options, share -> {});
  }

  /**
   * Trains.
   *
   * @param progress is told now and then, from any of the threads that train, which share is done
   * @throws BadInputException when there is no line with a label, or when the tables would be
   *     larger than an array can be
   */
  public static FastTextModel train(
      LabelledLines source, SupervisedOptions options, DoubleConsumer progress) {
    SupervisedTrainer trainer = new SupervisedTrainer(options, source);
    trainer.run(progress);
    return FastTextModel.of(
        trainer.shape, trainer.words, trainer.input, trainer.output, trainer.width);
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

  private static Words count(LabelledLines source, int minCount) {
    WordCounter counter = new WordCounter(MOST_WORDS);
    Map<String, Long> labels = new LinkedHashMap<>();
    byte[] end = LineCoder.end();
    source.read(
        (lineLabels, text) -> {
          if (!lineLabels.isEmpty()) {
            lineLabels.forEach(label -> labels.merge(label, 1L, Long::sum));
            WordSpaces.cut(text.getBytes(StandardCharsets.UTF_8), counter::word);
            counter.word(end, 0, end.length);
          }
        });
    if (labels.isEmpty()) {
      throw BadInputException.of(source.name(), "a text with a label at least");
    }
    CountedWords counted = counter.words(minCount);
    List<String> order = new ArrayList<>(labels.keySet());
    order.sort(
        Comparator.<String, Long>comparing(labels::get)
            .reversed()
            .thenComparing(Comparator.naturalOrder()));
    long[] counts = new long[counted.size() + order.size()];
    System.arraycopy(counted.counts(), 0, counts, 0, counted.size());
    for (int i = 0; i < order.size(); i++) {
      counts[counted.size() + i] = labels.get(order.get(i));
    }
    return Words.of(
        counted.index(),
        counts,
        order.stream().map(label -> FastTextModel.LABEL_PREFIX + label).toList(),
        counted.read());
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
            WordSpaces.cut(text.getBytes(StandardCharsets.UTF_8), coder::word);
            int count = coder.finish();
            if (count > 0) {
              int[] own = labels.stream().mapToInt(numbers::get).toArray();
              lines.add(coder.rows(), count, width, own, own.length);
            }
          }
        });
  }

  private void run(DoubleConsumer progress) {
    ExecutorService pool = Executors.newFixedThreadPool(options.threads());
    try {
      List<Future<?>> running = new ArrayList<>();
      SplittableRandom seeds = new SplittableRandom(~options.seed());
      for (int i = 0; i < options.threads(); i++) {
        int from = (int) ((long) lines.size() * i / options.threads());
        int to = (int) ((long) lines.size() * (i + 1) / options.threads());
        SplittableRandom random = seeds.split();
        LineStep step = new LineStep(options, words, input, output, width, lines.longest());
        running.add(pool.submit(() -> work(step, from, to, random, progress)));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("training was interrupted", e);
    } finally {
      pool.shutdownNow();
    }
  }

  private void work(
      LineStep step, int from, int to, SplittableRandom random, DoubleConsumer progress) {
    double total = (double) lines.size() * options.epochs();
    float rate = (float) options.learningRate();
    for (int epoch = 0; epoch < options.epochs(); epoch++) {
      for (int line = from; line < to; line++) {
        if ((line - from) % LINES_A_REPORT == 0 && line > from) {
          double share = done.addAndGet(LINES_A_REPORT) / total;
          rate = (float) (options.learningRate() * Math.max(0, 1 - share));
          progress.accept(share);
        }
        step.learn(lines, line, random, rate);
      }
      int told = to > from ? (to - from - 1) / LINES_A_REPORT * LINES_A_REPORT : 0;
      done.addAndGet(to - from - told);
    }
  }
}
