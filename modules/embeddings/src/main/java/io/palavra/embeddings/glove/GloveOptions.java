package io.palavra.embeddings.glove;

import io.palavra.pipeline.BadInputException;
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
    check("dimensions", dimensions, 1, 1 << 16);
    check("window", window, 1, 1000);
    check("minCount", minCount, 1, Integer.MAX_VALUE);
    check("mostWords", mostWords, 1, 1 << 30);
    check("pairsInMemory", pairsInMemory, 16, 1 << 27);
    check("epochs", epochs, 1, 1_000_000);
    check("learningRate", learningRate, 1e-9, 100);
    check("most", most, 1e-9, 1e12);
    check("power", power, 0, 10);
    check("threads", threads, 1, 4096);
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

  private static void check(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw BadInputException.of(name, Double.toString(value), "from " + least + " to " + most);
    }
  }
}
