package io.palavra.embeddings.train;

import io.palavra.embeddings.NumberRange;
import io.palavra.embeddings.text.Ngrams;
import io.palavra.pipeline.option.OptionRange;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * How vectors are trained.
 *
 * @param architecture skip-gram or CBOW
 * @param loss negative sampling or hierarchical softmax
 * @param dimensions numbers in a vector
 * @param window the most words on either side; each centre draws its own from 1 to this
 * @param negatives drawn words against each true one
 * @param negativePower they are drawn by their counts to this power
 * @param shareNegatives draw them once a centre rather than once a pair, and take one step for all
 *     its pairs (CBOW has one pair a centre)
 * @param subsample frequent words are dropped at random down to about this share of the text; 0
 *     drops none
 * @param minCount rarer words get no vector
 * @param mostWords distinct words held while counting, by each thread
 * @param ngrams sub-words; {@link Ngrams#NONE} for none
 * @param epochs passes over the text
 * @param learningRate at the start; it falls in a line to nothing. CBOW, whose steps are divided
 *     among the words around a centre, takes six times that
 * @param threads workers; more than one share the tables without locks (Hogwild) and no run equals
 *     another. One worker gives the same bits each time
 * @param seed of everything random
 */
public record EmbeddingOptions(
    Architecture architecture,
    Loss loss,
    int dimensions,
    int window,
    int negatives,
    double negativePower,
    boolean shareNegatives,
    double subsample,
    int minCount,
    int mostWords,
    Ngrams ngrams,
    int epochs,
    double learningRate,
    int threads,
    long seed) {

  /** Checks every value. */
  public EmbeddingOptions {
    Objects.requireNonNull(architecture, "architecture");
    Objects.requireNonNull(loss, "loss");
    Objects.requireNonNull(ngrams, "ngrams");
    OptionRange.within("dimensions", dimensions, 1, 1 << 16);
    OptionRange.within("window", window, 1, 1000);
    OptionRange.within("negatives", negatives, 1, 1000);
    NumberRange.within("negativePower", negativePower, 0, 2);
    NumberRange.within("subsample", subsample, 0, 1);
    OptionRange.within("minCount", minCount, 1, Integer.MAX_VALUE);
    OptionRange.within("mostWords", mostWords, 1, 1 << 30);
    OptionRange.within("epochs", epochs, 1, 1_000_000);
    NumberRange.within("learningRate", learningRate, 1e-9, 10);
    OptionRange.within("threads", threads, 1, 4096);
  }

  /** Skip-gram with five negatives, 100 dimensions and a window of 5, all cores. */
  public static EmbeddingOptions defaults() {
    return new EmbeddingOptions(
        Architecture.SKIP_GRAM,
        Loss.NEGATIVE_SAMPLING,
        100,
        5,
        5,
        0.75,
        true,
        1e-3,
        5,
        20_000_000,
        Ngrams.NONE,
        5,
        0.025,
        Runtime.getRuntime().availableProcessors(),
        1);
  }

  /** The same with some values changed. */
  public EmbeddingOptions with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.options();
  }

  /** Options on the way to being checked. */
  public static final class Draft {
    /** As in the record. */
    public Architecture architecture;

    /** As in the record. */
    public Loss loss;

    /** As in the record. */
    public int dimensions;

    /** As in the record. */
    public int window;

    /** As in the record. */
    public int negatives;

    /** As in the record. */
    public double negativePower;

    /** As in the record. */
    public boolean shareNegatives;

    /** As in the record. */
    public double subsample;

    /** As in the record. */
    public int minCount;

    /** As in the record. */
    public int mostWords;

    /** As in the record. */
    public Ngrams ngrams;

    /** As in the record. */
    public int epochs;

    /** As in the record. */
    public double learningRate;

    /** As in the record. */
    public int threads;

    /** As in the record. */
    public long seed;

    Draft(EmbeddingOptions from) {
      architecture = from.architecture;
      loss = from.loss;
      dimensions = from.dimensions;
      window = from.window;
      negatives = from.negatives;
      negativePower = from.negativePower;
      shareNegatives = from.shareNegatives;
      subsample = from.subsample;
      minCount = from.minCount;
      mostWords = from.mostWords;
      ngrams = from.ngrams;
      epochs = from.epochs;
      learningRate = from.learningRate;
      threads = from.threads;
      seed = from.seed;
    }

    EmbeddingOptions options() {
      return new EmbeddingOptions(
          architecture,
          loss,
          dimensions,
          window,
          negatives,
          negativePower,
          shareNegatives,
          subsample,
          minCount,
          mostWords,
          ngrams,
          epochs,
          learningRate,
          threads,
          seed);
    }
  }
}
