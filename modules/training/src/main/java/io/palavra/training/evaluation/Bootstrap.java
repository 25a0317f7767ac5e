package io.palavra.training.evaluation;

import io.palavra.pipeline.vocabulary.Labels;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * 95 % intervals by the percentile bootstrap (Efron and Tibshirani 1993, chapter 13): the test set
 * is drawn anew from itself, with replacement, and the figure is computed each time.
 */
public final class Bootstrap {
  private static final int RESAMPLES = 1000;

  private final Labels labels;
  private final int[] cells;
  private final long seed;

  private Bootstrap(Labels labels, int[] cells, long seed) {
    this.labels = labels;
    this.cells = cells;
    this.seed = seed;
  }

  /** Of these answers; the same seed gives the same resamples, on any number of threads. */
  public static Bootstrap of(Predictions predictions, long seed) {
    int classes = predictions.labels().size();
    int[] cells =
        predictions.rows().stream()
            .mapToInt(row -> row.truth() * classes + row.predicted())
            .toArray();
    return new Bootstrap(predictions.labels(), cells, seed);
  }

  /** The interval of a figure that the confusion matrix determines. */
  public Interval interval(ToDoubleFunction<ConfusionMatrix> figure) {
    return Interval.ofMiddle(
        IntStream.range(0, RESAMPLES)
            .parallel()
            .mapToDouble(i -> figure.applyAsDouble(resample(i)))
            .toArray());
  }

  /** Drawn anew for each figure: a thousand matrices of a thousand classes are not to be kept. */
  private ConfusionMatrix resample(int number) {
    SplittableRandom random = new SplittableRandom(seed * RESAMPLES + number);
    int classes = labels.size();
    long[][] counts = new long[classes][classes];
    for (int draw = 0; draw < cells.length; draw++) {
      int cell = cells[random.nextInt(cells.length)];
      counts[cell / classes][cell % classes]++;
    }
    return new ConfusionMatrix(labels, counts);
  }
}
