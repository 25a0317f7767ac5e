package io.palavra.embeddings.train;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.rows.FloatRows;
import io.palavra.embeddings.rows.RowMath;
import io.palavra.embeddings.text.CountedWords;
import io.palavra.embeddings.text.EncodedText;
import io.palavra.embeddings.text.NumberedText;
import io.palavra.embeddings.text.WordSource;
import io.palavra.pipeline.BadInputException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Skip-gram and CBOW, by negative sampling or hierarchical softmax, with or without sub-words. */
public final class EmbeddingTraining implements VectorTraining {
  /**
   * CBOW's steps are divided among the words around a centre, six on the mean with a window of
   * five; with this factor the same learning rate moves a word about as far as word2vec's does.
   */
  private static final double CBOW_RATE = 6;

  /** What is saved begins with this number; another one stands where rows have other places. */
  private static final int LAYOUT = 0x70A10002;

  private final EmbeddingOptions options;
  private final CountedWords words;
  private final EncodedText text;
  private final int width;
  private final FloatRows input;
  private final FloatRows output;
  private final InputRows rows;
  private final int copied;
  private final int copiedInputs;
  private final LossProbe probe;
  private final TableTraining training;

  private EmbeddingTraining(EmbeddingOptions options, CountedWords words, EncodedText text) {
    this.options = options;
    this.words = words;
    this.text = text;
    this.width = WordVectors.width(options.dimensions());
    int threads = options.threads();
    this.copied = OwnRows.copied(words.size(), threads);
    this.copiedInputs = options.ngrams().any() ? 0 : copied;
    this.rows = new InputRows(words, options.ngrams());
    this.input =
        FloatRows.zeros(rows.size() + (long) threads * OwnRows.needed(copiedInputs), width);
    this.output = FloatRows.zeros(words.size() + (long) threads * OwnRows.needed(copied), width);
    double rate =
        options.architecture() == Architecture.CBOW
            ? CBOW_RATE * options.learningRate()
            : options.learningRate();
    Schedule schedule = new Schedule(rate, Math.max(1, text.words() * options.epochs()));
    Randoms random = new Randoms(options.seed());
    for (int row = 0; row < rows.size(); row++) {
      for (int i = 0; i < options.dimensions(); i++) {
        input.numbers()[input.place(row) + i] = (2 * random.nextFloat() - 1) / options.dimensions();
      }
    }
    Objectives objectives = new Objectives(options, words, output);
    this.probe = LossProbe.ofText(options, text, rows, objectives, new Randoms(options.seed() + 1));
    Worker.Task task =
        new Worker.Task(
            options, text, new Subsampling(words.counts(), options.subsample()), schedule);
    this.training =
        new TableTraining(
            LAYOUT,
            options,
            new TableTraining.Tables(
                input,
                rows.size(),
                output,
                words.size(),
                options.dimensions(),
                List.of(rows.size())),
            schedule,
            (number, math, chance) -> worker(task, objectives, number, math, chance));
  }

  /**
   * Counts the words, writes the text down, and makes the tables.
   *
   * @param folder for a temporary file of four bytes a word
   * @throws BadInputException when no word is frequent enough, or when the tables would be larger
   *     than an array can be
   */
  public static EmbeddingTraining of(WordSource source, EmbeddingOptions options, Path folder) {
    NumberedText.Limits limits =
        new NumberedText.Limits(options.minCount(), options.mostWords(), options.threads(), false);
    NumberedText text = NumberedText.of(source, limits, folder);
    try {
      return new EmbeddingTraining(options, text.words(), text.text());
    } catch (RuntimeException | Error e) {
      text.close();
      throw e;
    }
  }

  private Worker worker(
      Worker.Task task, Objectives objectives, int number, RowMath math, Randoms random) {
    OwnRows inputs = new OwnRows(math, input, rows.size(), number, copiedInputs);
    OwnRows outputs = new OwnRows(math, output, words.size(), number, copied);
    Reader reader = reader(math, inputs, objectives.create(math, random, outputs), random);
    long share = text.length() / options.threads();
    boolean last = number == options.threads() - 1;
    long to = last ? text.length() : share * (number + 1);
    return new Worker(task, share * number, to, reader, List.of(inputs, outputs), random);
  }

  private Reader reader(RowMath math, OwnRows own, Objective objective, Randoms random) {
    int reach = options.window();
    Inputs inputs =
        options.ngrams().any()
            ? new SubWords(math, rows, input, reach)
            : new WholeWords(input.numbers(), own);
    return options.architecture() == Architecture.CBOW
        ? new ContinuousBag(math, inputs, objective, random, reach, width)
        : new SkipGram(inputs, objective, random, reach, options.shareNegatives());
  }

  /**
   * {@inheritDoc} N-grams begin with theirs where both are cut alike and there is a row for them,
   * anew elsewhere; where they are cut otherwise, a word's own row is what makes its mean the saved
   * vector. Output rows, which files of vectors do not hold, begin at 0.
   */
  @Override
  public int startFrom(WordVectors saved) {
    VectorTraining.requireDimensions(saved, options.dimensions());
    boolean alike = saved.ngrams().equals(Optional.of(options.ngrams()));
    int[] buckets = alike ? rows.buckets() : new int[0];
    for (int i = 0; i < buckets.length; i++) {
      if (saved.hasBucket(buckets[i])) {
        training.put(words.size() + i, saved.bucketRow(buckets[i]));
      }
    }
    return VectorTraining.eachKnown(
        words,
        saved,
        (word, number) ->
            training.put(word, alike ? saved.ownRow(number) : ownRow(word, saved.vector(number))));
  }

  /** What a word's own row is to be, for the mean with its n-grams to be this vector. */
  private float[] ownRow(int word, float[] mean) {
    int start = rows.start(word);
    int count = rows.end(word) - start;
    for (int i = 0; i < mean.length; i++) {
      mean[i] *= count;
      for (int k = 1; k < count; k++) {
        mean[i] -= input.numbers()[input.place(rows.row(start + k)) + i];
      }
    }
    return mean;
  }

  @Override
  public CountedWords words() {
    return words;
  }

  /** Bytes of the tables that are learned, with the copies that workers have of busy rows. */
  @Override
  public long tableBytes() {
    return training.bytes();
  }

  @Override
  public long parameters() {
    return (2L * words.size() + options.ngrams().buckets()) * options.dimensions();
  }

  /** Bytes of the vectors' table alone: of words, and of n-grams that they have. */
  @Override
  public long vectorBytes() {
    return (long) Float.BYTES * rows.size() * width;
  }

  @Override
  public Progress progress() {
    return training.progress();
  }

  /**
   * The loss of one pair, the mean over a fixed sample of the text and fixed negatives: comparable
   * over a training, not between trainings of other options.
   */
  @Override
  public double loss() {
    return probe.loss(input, output);
  }

  @Override
  public boolean run(BooleanSupplier pause, Consumer<Progress> progress) {
    return training.run(pause, progress);
  }

  @Override
  public void save(DataOutputStream out) throws IOException {
    training.save(out);
  }

  @Override
  public void restore(DataInputStream in) throws IOException {
    training.restore(in);
  }

  /**
   * The vectors as they are now; training must not go on. Buckets of n-grams that no word of the
   * vocabulary has count as 0: nothing was learned there, and what chance might have put in them
   * would be noise in the vectors of unseen words.
   */
  @Override
  public WordVectors vectors() {
    return options.ngrams().any()
        ? WordVectors.withSubwords(
            words.index(), input, options.dimensions(), options.ngrams(), rows.buckets())
        : WordVectors.of(words.index(), input, options.dimensions());
  }

  @Override
  public void close() {
    text.close();
  }
}
