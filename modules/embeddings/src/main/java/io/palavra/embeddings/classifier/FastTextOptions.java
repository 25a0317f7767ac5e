package io.palavra.embeddings.classifier;

import io.palavra.embeddings.NumberRange;
import io.palavra.embeddings.supervised.SupervisedOptions;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.encode.TextOptions;
import io.palavra.pipeline.encode.Truncation;
import io.palavra.pipeline.option.Option;
import io.palavra.pipeline.option.OptionRange;

/**
 * Options of the kind {@code fasttext}.
 *
 * @param embedding numbers in the vector of a word or n-gram
 * @param wordNgrams words in the longest sequence of words that has a vector
 * @param minN shortest n-gram of characters
 * @param maxN longest n-gram of characters; 0 for none
 * @param buckets rows that n-grams share; only those that the training texts use take memory
 * @param loss what is minimised
 * @param epochs passes over the texts
 * @param learningRate at the start; it falls in a line to nothing
 * @param threads workers; with more than one no run equals another
 * @param checkpointSeconds at least so long between checkpoints
 * @param text from text to words
 */
public record FastTextOptions(
    @Option("numbers in the vector of a word or n-gram") int embedding,
    @Option("words in the longest sequence of words that has a vector") int wordNgrams,
    @Option("characters of the shortest n-gram") int minN,
    @Option("characters of the longest n-gram; 0 for none") int maxN,
    @Option("rows that n-grams share") int buckets,
    @Option("softmax, hierarchical softmax or one against all") ClassLoss loss,
    @Option("passes over the texts") int epochs,
    @Option("at the start; it falls in a line to nothing") double learningRate,
    @Option("workers; with more than one no run equals another") int threads,
    @Option("at least so many seconds between checkpoints") double checkpointSeconds,
    TextOptions text) {

  /** A bundle writes a bucket as a float, which is exact up to here. */
  private static final int MOST_BUCKETS = 1 << 24;

  private static final int MOST_NGRAM = 100;

  /**
   * @throws BadInputException for a value out of range, with its option's name
   */
  public FastTextOptions {
    OptionRange.within("embedding", embedding, 1, 1 << 12);
    OptionRange.within("wordNgrams", wordNgrams, 1, MOST_NGRAM);
    OptionRange.within("minN", minN, 0, MOST_NGRAM);
    OptionRange.within("maxN", maxN, 0, MOST_NGRAM);
    if (maxN > 0 && (minN < 1 || minN > maxN)) {
      OptionRange.within("minN", minN, 1, maxN);
    }
    OptionRange.within("buckets", buckets, 1, MOST_BUCKETS);
    OptionRange.within("epochs", epochs, 1, 1_000_000);
    NumberRange.within("learningRate", learningRate, 1e-9, 100);
    OptionRange.within("threads", threads, 1, 1024);
    NumberRange.within("checkpointSeconds", checkpointSeconds, 0, 1e9);
  }

  /** Words and pairs of words, each class against all others, ten epochs, one worker. */
  public static FastTextOptions defaults() {
    return new FastTextOptions(
        32,
        2,
        0,
        0,
        2_000_000,
        ClassLoss.OVA,
        10,
        0.5,
        1,
        60,
        new TextOptions("words", true, false, 1, 1_000_000, 100_000, Truncation.HEAD_AND_TAIL));
  }

  /** The same with another number of epochs. */
  FastTextOptions withEpochs(int others) {
    return with(others, checkpointSeconds);
  }

  /** The same with another time between checkpoints. */
  FastTextOptions withCheckpointSeconds(double others) {
    return with(epochs, others);
  }

  private FastTextOptions with(int otherEpochs, double otherSeconds) {
    return new FastTextOptions(
        embedding,
        wordNgrams,
        minN,
        maxN,
        buckets,
        loss,
        otherEpochs,
        learningRate,
        threads,
        otherSeconds,
        text);
  }

  /** What the trainer takes. */
  SupervisedOptions training(long seed) {
    return new SupervisedOptions(
        embedding,
        epochs,
        learningRate,
        wordNgrams,
        minN,
        maxN,
        buckets,
        1,
        loss.output(),
        threads,
        seed);
  }
}
