package io.palavra.embeddings.glove;

import io.palavra.embeddings.NumberRange;
import io.palavra.pipeline.option.OptionRange;
import java.util.function.Consumer;

/**
 * How vectors are trained; the defaults are those of the authors' program.
 *
 * @param dimensions numbers in a vector
 * @param window words on either side; a word at distance d counts 1/d
 * @param minCount rarer words get no vector
 * @param mostWords distinct words held while counting, by each thread
 * @param pairsInMemory pairs of words counted before they are written to disk, up to 72 bytes each
 * @param epochs passes over the counts
 * @param learningRate of AdaGrad
 * @param most counts from here on weigh 1 ({@code x_max})
 * @param power of the weight of smaller ones (alpha)
 * @param threads workers; one gives the same bits each time
 * @param seed of everything random
 */
public record GloveOptions(
    int dimensions,
    int window,
    int minCount,
    int mostWords,
    int pairsInMemory,
    int epochs,
    double learningRate,
    double most,
    double power,
    int threads,
    long seed) {

  /** Checks every value. */
  public GloveOptions {
    OptionRange.within("dimensions", dimensions, 1, 1 << 16);
    OptionRange.within("window", window, 1, 1000);
    OptionRange.within("minCount", minCount, 1, Integer.MAX_VALUE);
    OptionRange.within("mostWords", mostWords, 1, 1 << 30);
    OptionRange.within("pairsInMemory", pairsInMemory, 16, 1 << 27);
    OptionRange.within("epochs", epochs, 1, 1_000_000);
    NumberRange.within("learningRate", learningRate, 1e-9, 100);
    NumberRange.within("most", most, 1e-9, 1e12);
    NumberRange.within("power", power, 0, 10);
    OptionRange.within("threads", threads, 1, 4096);
  }

  /** 100 dimensions, a window of 10, 15 epochs, all cores. */
  public static GloveOptions defaults() {
    return new GloveOptions(
        100,
        10,
        5,
        20_000_000,
        10_000_000,
        15,
        0.05,
        100,
        0.75,
        Runtime.getRuntime().availableProcessors(),
        1);
  }

  /** The same with some values changed. */
  public GloveOptions with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return new GloveOptions(
        draft.dimensions,
        draft.window,
        draft.minCount,
        draft.mostWords,
        draft.pairsInMemory,
        draft.epochs,
        draft.learningRate,
        draft.most,
        draft.power,
        draft.threads,
        draft.seed);
  }

  /** Options on the way to being checked; the fields are those of the record. */
  public static final class Draft {
    /** As in the record. */
    public int dimensions;

    /** As in the record. */
    public int window;

    /** As in the record. */
    public int minCount;

    /** As in the record. */
    public int mostWords;

    /** As in the record. */
    public int pairsInMemory;

    /** As in the record. */
    public int epochs;

    /** As in the record. */
    public double learningRate;

    /** As in the record. */
    public double most;

    /** As in the record. */
    public double power;

    /** As in the record. */
    public int threads;

    /** As in the record. */
    public long seed;

    Draft(GloveOptions from) {
      dimensions = from.dimensions;
      window = from.window;
      minCount = from.minCount;
      mostWords = from.mostWords;
      pairsInMemory = from.pairsInMemory;
      epochs = from.epochs;
      learningRate = from.learningRate;
      most = from.most;
      power = from.power;
      threads = from.threads;
      seed = from.seed;
    }
  }
}
