package io.palavra.embeddings.model;

import io.palavra.embeddings.NumberRange;
import io.palavra.embeddings.glove.GloveOptions;
import io.palavra.embeddings.glove.GloveTraining;
import io.palavra.embeddings.text.Ngrams;
import io.palavra.embeddings.text.WordSource;
import io.palavra.embeddings.train.Architecture;
import io.palavra.embeddings.train.EmbeddingOptions;
import io.palavra.embeddings.train.EmbeddingTraining;
import io.palavra.embeddings.train.Loss;
import io.palavra.embeddings.train.ParagraphModel;
import io.palavra.embeddings.train.ParagraphOptions;
import io.palavra.embeddings.train.ParagraphTraining;
import io.palavra.embeddings.train.VectorTraining;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.option.Option;
import io.palavra.pipeline.option.OptionRange;
import io.palavra.pipeline.option.OptionValue;
import io.palavra.pipeline.token.Tokenizers;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Options of the kind {@code embeddings}, by the names that word2vec and fastText made usual.
 *
 * @param model skip-gram, CBOW or GloVe, or paragraph vectors: PV-DM or PV-DBOW
 * @param loss negative sampling or hierarchical softmax; GloVe has a loss of its own, and uses
 *     neither {@code negatives} nor {@code sample}; paragraph vectors have negative sampling alone
 * @param dimensions numbers in a vector
 * @param window the most words on either side
 * @param negatives drawn words against each true one
 * @param sample frequent words are dropped down to about this share; 0 drops none
 * @param minCount rarer words get no vector
 * @param epochs passes over the text
 * @param learningRate at the start; it falls in a line to nothing. CBOW, whose steps are divided
 *     among the words around a centre, takes six times that, GloVe, whose steps AdaGrad makes
 *     smaller, twice that
 * @param xMax GloVe: pairs of words that come together as often as this weigh 1 in the loss; 10
 *     suits texts of millions of words, 100, which the paper has, those of billions
 * @param alpha GloVe: power by which the weight of rarer pairs falls
 * @param maxPairs GloVe: pairs of words counted in memory before they go to disk
 * @param inferenceEpochs paragraph vectors: passes over a new text
 * @param subwords whether words are built from their n-grams of characters, too
 * @param minN shortest n-gram
 * @param maxN longest n-gram
 * @param buckets rows that n-grams share
 * @param threads workers; 0 for all cores
 * @param deterministic one worker, and the same seed gives the same bits
 * @param tokenizer {@code spaces} cuts at white space alone and is the fastest; others as for texts
 * @param lowerCase whether words are lower-cased
 * @param punctuation whether tokens without a letter or digit are words, too
 * @param maxWords distinct words held while counting, by each thread
 * @param vectorsFile the file of vectors beside the model
 * @param checkpointMinutes between checkpoints; 0 for none
 */
public record EmbeddingsOptions(
    @Option("how vectors are learned") VectorModel model,
    @Option("negative sampling or hierarchical softmax; not of glove, ns of pv-dm, pv-dbow")
        LossName loss,
    @Option("numbers in a vector") int dimensions,
    @Option("the most words on either side") int window,
    @Option("drawn words against each true one; not of glove") int negatives,
    @Option("share of the text to which frequent words are cut, 0 for none; not of glove")
        double sample,
    @Option("rarer words get no vector") int minCount,
    @Option("passes over the text") int epochs,
    @Option("at the start; it falls in a line to nothing") double learningRate,
    @Option("glove: pairs that come together as often as this weigh 1") double xMax,
    @Option("glove: power by which the weight of rarer pairs falls") double alpha,
    @Option("glove: pairs counted in memory before they go to disk") int maxPairs,
    @Option("pv-dm, pv-dbow: passes over a new text") int inferenceEpochs,
    @Option("whether words are built from their n-grams, too; of skip-gram, cbow") boolean subwords,
    @Option("characters of the shortest n-gram") int minN,
    @Option("characters of the longest n-gram") int maxN,
    @Option("rows that n-grams share") int buckets,
    @Option("workers; 0 for all cores") int threads,
    @Option("one worker, and the same seed gives the same bits") boolean deterministic,
    @Option("how a text is cut; spaces is the fastest") String tokenizer,
    @Option("whether words are lower-cased") boolean lowerCase,
    @Option("whether tokens without a letter or digit are words, too") boolean punctuation,
    @Option("distinct words held while counting, by each thread") int maxWords,
    @Option("the file of vectors beside the model") VectorsFile vectorsFile,
    @Option("minutes between checkpoints; 0 for none") double checkpointMinutes) {

  private static final int MOST_BUCKETS = 50_000_000;
  private static final int MOST_WORDS = 1 << 30;
  private static final int MOST_THREADS = 4096;
  private static final long MOST_COUNT = 1_000_000_000_000L;
  private static final int MOST_POWER = 10;
  private static final int LEAST_PAIRS = 1000;
  private static final int MOST_PAIRS = 100_000_000;
  private static final int MOST_INFERENCE_EPOCHS = 1_000_000;

  /** The authors' program begins with 0.05, twice what word2vec does. */
  private static final double GLOVE_RATE = 2;

  /**
   * @throws BadInputException for a value out of range, with its option's name
   */
  public EmbeddingsOptions {
    OptionRange.within("threads", threads, 0, MOST_THREADS);
    OptionRange.within("buckets", buckets, 1, MOST_BUCKETS);
    if (!(checkpointMinutes >= 0)) {
      throw BadInputException.of(
          "option checkpointMinutes", Double.toString(checkpointMinutes), "a number from 0");
    }
    NumberRange.within("sample", sample, 0, 1);
    requireLengths(subwords, minN, maxN);
    OptionRange.within("maxWords", maxWords, 1, MOST_WORDS);
    Tokenizers.requireName(tokenizer);
    if (model == VectorModel.GLOVE) {
      requireGlove(xMax, alpha, maxPairs);
    }
    if (model == VectorModel.GLOVE || model.ofTexts()) {
      requirePlain(model, loss, subwords);
    }
    OptionRange.within("inferenceEpochs", inferenceEpochs, 1, MOST_INFERENCE_EPOCHS);
    training(
        model,
        loss,
        dimensions,
        window,
        negatives,
        sample,
        minCount,
        epochs,
        learningRate,
        ngrams(subwords, minN, maxN, buckets),
        maxWords);
  }

  /** Skip-gram with five negatives, 100 dimensions and a window of 5, all cores. */
  public static EmbeddingsOptions defaults() {
    return new EmbeddingsOptions(
        VectorModel.SKIP_GRAM,
        LossName.NS,
        100,
        5,
        5,
        1e-3,
        5,
        5,
        0.025,
        10,
        0.75,
        10_000_000,
        20,
        false,
        3,
        6,
        2_000_000,
        0,
        false,
        "words",
        true,
        false,
        20_000_000,
        VectorsFile.FASTTEXT_VEC,
        5);
  }

  /**
   * Counts the words, and makes the tables.
   *
   * @param folder for temporary files
   * @throws BadInputException when not two words are frequent enough, the folder has no room, or
   *     the tables would be larger than an array can be
   */
  VectorTraining begin(WordSource words, long seed, Path folder) {
    VectorTraining training =
        switch (model) {
          case GLOVE -> GloveTraining.of(words, glove(seed), folder);
          case PV_DM, PV_DBOW -> ParagraphTraining.of(words, paragraphs(seed), folder);
          case SKIP_GRAM, CBOW -> EmbeddingTraining.of(words, training(seed), folder);
        };
    if (training.words().size() < 2) {
      boolean whole = training.words().whole();
      training.close();
      throw BadInputException.of(
          words.name(),
          "two different words at least, or nothing is learned"
              + (whole ? "" : "; of more than maxWords=" + maxWords + " the rare were forgotten"));
    }
    return training;
  }

  /** How vectors of texts are learned and inferred. */
  ParagraphOptions paragraphs(long seed) {
    ParagraphModel way =
        model == VectorModel.PV_DM
            ? ParagraphModel.DISTRIBUTED_MEMORY
            : ParagraphModel.DISTRIBUTED_BAG_AND_WORDS;
    return new ParagraphOptions(way, training(seed), inferenceEpochs);
  }

  /** How many workers there are. */
  int workers() {
    int all = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    return deterministic ? 1 : all;
  }

  private EmbeddingOptions training(long seed) {
    return training(
            model,
            loss,
            dimensions,
            window,
            negatives,
            sample,
            minCount,
            epochs,
            learningRate,
            ngrams(),
            maxWords)
        .with(
            draft -> {
              draft.threads = workers();
              draft.seed = seed;
            });
  }

  private GloveOptions glove(long seed) {
    return GloveOptions.defaults()
        .with(
            draft -> {
              draft.dimensions = dimensions;
              draft.window = window;
              draft.minCount = minCount;
              draft.mostWords = maxWords;
              draft.pairsInMemory = maxPairs;
              draft.epochs = epochs;
              draft.learningRate = GLOVE_RATE * learningRate;
              draft.most = xMax;
              draft.power = alpha;
              draft.threads = workers();
              draft.seed = seed;
            });
  }

  /** The n-grams; none without sub-words. */
  Ngrams ngrams() {
    return ngrams(subwords, minN, maxN, buckets);
  }

  /** The same with another time between checkpoints. */
  EmbeddingsOptions withCheckpointMinutes(double minutes) {
    return new EmbeddingsOptions(
        model,
        loss,
        dimensions,
        window,
        negatives,
        sample,
        minCount,
        epochs,
        learningRate,
        xMax,
        alpha,
        maxPairs,
        inferenceEpochs,
        subwords,
        minN,
        maxN,
        buckets,
        threads,
        deterministic,
        tokenizer,
        lowerCase,
        punctuation,
        maxWords,
        vectorsFile,
        minutes);
  }

  /** The same with other epochs and another least count. */
  EmbeddingsOptions withSizes(int otherEpochs, int otherMinCount) {
    return new EmbeddingsOptions(
        model,
        loss,
        dimensions,
        window,
        negatives,
        sample,
        otherMinCount,
        otherEpochs,
        learningRate,
        xMax,
        alpha,
        maxPairs,
        inferenceEpochs,
        subwords,
        minN,
        maxN,
        buckets,
        threads,
        deterministic,
        tokenizer,
        lowerCase,
        punctuation,
        maxWords,
        vectorsFile,
        checkpointMinutes);
  }

  private static void requireLengths(boolean subwords, int minN, int maxN) {
    if (subwords && (maxN < 1 || maxN > Ngrams.LONGEST)) {
      throw BadInputException.of(
          "option maxN", Integer.toString(maxN), "a whole number from 1 to " + Ngrams.LONGEST);
    }
    if (subwords && (minN < 1 || minN > maxN)) {
      throw BadInputException.of(
          "option minN", Integer.toString(minN), "a whole number from 1 to maxN, " + maxN);
    }
  }

  /** Of models that have neither another loss nor n-grams. */
  private static void requirePlain(VectorModel model, LossName loss, boolean subwords) {
    String name = "model=" + OptionValue.of(model);
    if (loss != LossName.NS) {
      String own = model == VectorModel.GLOVE ? "none with %s, which has its own" : "ns with %s";
      throw BadInputException.of("option loss", "hs", String.format(Locale.ROOT, own, name));
    }
    if (subwords) {
      throw BadInputException.of("option subwords", "true", "false with " + name);
    }
  }

  private static void requireGlove(double xMax, double alpha, int maxPairs) {
    if (!(xMax > 0 && xMax <= MOST_COUNT)) {
      throw BadInputException.of(
          "option xMax", Double.toString(xMax), "a number above 0, at most " + MOST_COUNT);
    }
    NumberRange.within("alpha", alpha, 0, MOST_POWER);
    OptionRange.within("maxPairs", maxPairs, LEAST_PAIRS, MOST_PAIRS);
  }

  /**
   * Looks at what a training has no use for. Not when built: options of saved models are what they
   * are.
   *
   * @throws BadInputException for an option that GloVe or a training without sub-words does not
   *     read, unless it is its default or says what GloVe does
   */
  void requireUsed() {
    EmbeddingsOptions usual = defaults();
    if (model == VectorModel.GLOVE) {
      String glove = "model=glove";
      requireUsual("negatives", negatives, usual.negatives, glove);
      if (sample != 0) {
        requireUsual("sample", sample, usual.sample, glove);
      }
      requireUsualNgrams(usual, glove);
    } else if (!subwords) {
      requireUsualNgrams(usual, "subwords=false");
    }
  }

  private void requireUsualNgrams(EmbeddingsOptions usual, String where) {
    requireUsual("minN", minN, usual.minN, where);
    requireUsual("maxN", maxN, usual.maxN, where);
    requireUsual("buckets", buckets, usual.buckets, where);
  }

  private static void requireUsual(String name, Number given, Number usual, String where) {
    if (!given.equals(usual)) {
      throw BadInputException.of(
          "option " + name, given.toString(), "none with " + where + ", which has no use for it");
    }
  }

  private static Ngrams ngrams(boolean subwords, int minN, int maxN, int buckets) {
    return subwords ? new Ngrams(minN, maxN, buckets) : Ngrams.NONE;
  }

  @SuppressWarnings("checkstyle:ParameterNumber")
  private static EmbeddingOptions training(
      VectorModel model,
      LossName loss,
      int dimensions,
      int window,
      int negatives,
      double sample,
      int minCount,
      int epochs,
      double learningRate,
      Ngrams ngrams,
      int maxWords) {
    return EmbeddingOptions.defaults()
        .with(
            draft -> {
              draft.architecture =
                  model == VectorModel.CBOW ? Architecture.CBOW : Architecture.SKIP_GRAM;
              draft.loss = loss == LossName.NS ? Loss.NEGATIVE_SAMPLING : Loss.HIERARCHICAL_SOFTMAX;
              draft.dimensions = dimensions;
              draft.window = window;
              draft.negatives = negatives;
              draft.subsample = sample;
              draft.minCount = minCount;
              draft.epochs = epochs;
              draft.learningRate = learningRate;
              draft.ngrams = ngrams;
              draft.mostWords = maxWords;
            });
  }
}
