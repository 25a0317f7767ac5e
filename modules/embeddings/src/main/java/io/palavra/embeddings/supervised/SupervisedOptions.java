package io.palavra.embeddings.supervised;

import io.palavra.embeddings.NumberRange;
import io.palavra.embeddings.fasttext.OutputLoss;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.option.OptionRange;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * How a classifier is trained; the defaults are those of {@code fasttext supervised}.
 *
 * @param dimensions numbers in a vector
 * @param epochs passes over the texts
 * @param learningRate at the start; it falls in a line to nothing
 * @param wordNgrams words in the longest sequence of words that is hashed; 1 for words alone
 * @param shortest character n-gram
 * @param longest character n-gram; 0 for none
 * @param buckets rows that n-grams share; without any n-grams there are none
 * @param minCount rarer words are left out
 * @param loss softmax, hierarchical softmax or one against all
 * @param threads workers; more than one share the tables without locks (Hogwild) and no run equals
 *     another. One worker gives the same bits each time
 * @param seed of everything random
 */
public record SupervisedOptions(
    int dimensions,
    int epochs,
    double learningRate,
    int wordNgrams,
    int shortest,
    int longest,
    int buckets,
    int minCount,
    OutputLoss loss,
    int threads,
    long seed) {

  /** Checks every value. */
  public SupervisedOptions {
    Objects.requireNonNull(loss, "loss");
    OptionRange.within("dimensions", dimensions, 1, 1 << 16);
    OptionRange.within("epochs", epochs, 1, 1_000_000);
    NumberRange.within("learningRate", learningRate, 1e-9, 100);
    OptionRange.within("wordNgrams", wordNgrams, 1, 1000);
    OptionRange.within("shortest", shortest, 0, 1000);
    OptionRange.within("longest", longest, 0, 1000);
    OptionRange.within("buckets", buckets, 1, 1 << 30);
    OptionRange.within("minCount", minCount, 1, Integer.MAX_VALUE);
    OptionRange.within("threads", threads, 1, 4096);
    if (longest > 0 && (shortest < 1 || shortest > longest)) {
      throw BadInputException.of(
          "shortest", Integer.toString(shortest), "from 1 to longest, which is " + longest);
    }
    if (loss == OutputLoss.NEGATIVE_SAMPLING) {
      throw BadInputException.of(
          "loss", loss.name(), "SOFTMAX, HIERARCHICAL_SOFTMAX or ONE_VS_ALL");
    }
  }

  /** As the program fastText, on all cores. */
  public static SupervisedOptions defaults() {
    return new SupervisedOptions(
        100,
        5,
        0.1,
        1,
        0,
        0,
        2_000_000,
        1,
        OutputLoss.SOFTMAX,
        Runtime.getRuntime().availableProcessors(),
        1);
  }

  /** Buckets that are used: none without n-grams. */
  public int usedBuckets() {
    return wordNgrams > 1 || longest > 0 ? buckets : 0;
  }

  /** The same with some values changed. */
  public SupervisedOptions with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.options();
  }

  /** Options on the way to being checked; the fields are those of the record. */
  public static final class Draft {
    /** As in the record. */
    public int dimensions;

    /** As in the record. */
    public int epochs;

    /** As in the record. */
    public double learningRate;

    /** As in the record. */
    public int wordNgrams;

    /** As in the record. */
    public int shortest;

    /** As in the record. */
    public int longest;

    /** As in the record. */
    public int buckets;

    /** As in the record. */
    public int minCount;

    /** As in the record. */
    public OutputLoss loss;

    /** As in the record. */
    public int threads;

    /** As in the record. */
    public long seed;

    Draft(SupervisedOptions from) {
      dimensions = from.dimensions;
      epochs = from.epochs;
      learningRate = from.learningRate;
      wordNgrams = from.wordNgrams;
      shortest = from.shortest;
      longest = from.longest;
      buckets = from.buckets;
      minCount = from.minCount;
      loss = from.loss;
      threads = from.threads;
      seed = from.seed;
    }

    SupervisedOptions options() {
      return new SupervisedOptions(
          dimensions,
          epochs,
          learningRate,
          wordNgrams,
          shortest,
          longest,
          buckets,
          minCount,
          loss,
          threads,
          seed);
    }
  }
}
