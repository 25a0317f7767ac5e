package io.palavra.embeddings.glove;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.rows.RowMath;
import io.palavra.embeddings.rows.RowMaths;
import io.palavra.embeddings.text.CountedWords;
import io.palavra.embeddings.text.NumberedText;
import io.palavra.embeddings.text.WordSource;
import io.palavra.embeddings.train.Divergence;
import io.palavra.embeddings.train.Progress;
import io.palavra.embeddings.train.TrainingThreads;
import io.palavra.embeddings.train.VectorTraining;
import io.palavra.pipeline.BadInputException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * GloVe: the text is counted once, and what is gone through epoch after epoch are the counts, part
 * by part, each in an order drawn for that epoch. A word's vector is the sum of its two.
 */
public final class GloveTraining implements VectorTraining {
  /** Pairs between two looks at whether to pause, some tenths of a second. */
  private static final int SLICE = 1 << 17;

  /** What is saved begins with this number. */
  private static final int LAYOUT = 0x70A20001;

  private final GloveOptions options;
  private final CountedWords words;
  private final Cooccurrences pairs;
  private final GloveTables tables;
  private final long[] keys;
  private final float[] weights;
  private Place place = new Place(0, 0, 0);
  private boolean partInMemory;
  private double sum;
  private double meanBefore;

  /**
   * Where training is.
   *
   * @param at pairs of the part that are through
   */
  private record Place(int epoch, int part, int at) {}

  private GloveTraining(GloveOptions options, CountedWords words, Cooccurrences pairs) {
    this.options = options;
    this.words = words;
    this.pairs = pairs;
    this.tables = new GloveTables(words.size(), options.dimensions());
    tables.begin(options.seed());
    int longest = pairs.parts().stream().mapToInt(Cooccurrences.Part::size).max().orElse(0);
    this.keys = new long[longest];
    this.weights = new float[longest];
  }

  /**
   * Counts the words and how often they come near each other, and makes the tables.
   *
   * @param folder for temporary files of four bytes a word and 24 a pair of words
   * @throws BadInputException when no word is frequent enough, no two come together, the folder has
   *     no room, or the tables would be larger than an array can be
   */
  public static GloveTraining of(WordSource source, GloveOptions options, Path folder) {
    NumberedText.Limits limits =
        new NumberedText.Limits(options.minCount(), options.mostWords(), options.threads(), false);
    try (NumberedText text = NumberedText.of(source, limits, folder)) {
      Cooccurrences pairs = Cooccurrences.count(text.text(), options, folder);
      boolean done = false;
      try {
        if (pairs.size() == 0) {
          throw BadInputException.of(source.name(), "two words in one line at least");
        }
        GloveTraining training = new GloveTraining(options, text.words(), pairs);
        done = true;
        return training;
      } finally {
        if (!done) {
          pairs.close();
        }
      }
    }
  }

  @Override
  public CountedWords words() {
    return words;
  }

  /** How many different pairs of words come near each other. */
  public long pairs() {
    return pairs.size();
  }

  /** Epochs that are through. */
  public int epoch() {
    return place.epoch;
  }

  @Override
  public Progress progress() {
    double epochs = place.epoch + (double) throughInEpoch() / pairs.size();
    return new Progress(
        Math.round(epochs * words.total()),
        options.epochs() * words.total(),
        options.learningRate());
  }

  /** The mean loss of a pair (equation 8) in this epoch as far as it is, before the pair's step. */
  @Override
  public double loss() {
    long through = throughInEpoch();
    return through == 0 ? meanBefore : sum / through;
  }

  private long throughInEpoch() {
    long through = place.at;
    for (int i = 0; i < place.part; i++) {
      through += pairs.parts().get(i).size();
    }
    return through;
  }

  /** Bytes of both vectors and sums of squares of each word, and of what counting held. */
  @Override
  public long tableBytes() {
    return tables.bytes() + pairs.bytes();
  }

  @Override
  public long vectorBytes() {
    return tables.vectorBytes();
  }

  /** {@inheritDoc} Two vectors a word, each with a bias. */
  @Override
  public long parameters() {
    return 2L * words.size() * (options.dimensions() + 1L);
  }

  /** {@inheritDoc} Both vectors of a word begin with half of what was saved, their sum. */
  @Override
  public int startFrom(WordVectors saved) {
    VectorTraining.requireDimensions(saved, options.dimensions());
    return VectorTraining.eachKnown(
        words, saved, (word, number) -> tables.put(word, saved.vector(number)));
  }

  @Override
  public boolean run(BooleanSupplier pause, Consumer<Progress> progress) {
    while (place.epoch < options.epochs() && !pause.getAsBoolean()) {
      slice();
      if (!Double.isFinite(loss())) {
        throw Divergence.of(options.learningRate(), progress());
      }
      progress.accept(progress());
    }
    if (!tables.finite()) {
      throw Divergence.of(options.learningRate(), progress());
    }
    return place.epoch == options.epochs();
  }

  private void slice() {
    Cooccurrences.Part part = pairs.parts().get(place.part);
    if (!partInMemory) {
      Cooccurrences.read(part, keys, weights);
      shuffle(part.size());
      partInMemory = true;
    }
    int to = Math.min(part.size(), place.at + SLICE);
    sum += together(place.at, to);
    if (to < part.size()) {
      place = new Place(place.epoch, place.part, to);
      return;
    }
    partInMemory = false;
    place = new Place(place.epoch, place.part + 1, 0);
    if (place.part == pairs.parts().size()) {
      meanBefore = sum / pairs.size();
      sum = 0;
      place = new Place(place.epoch + 1, 0, 0);
    }
  }

  private double together(int from, int to) {
    List<Callable<Double>> shares = new ArrayList<>();
    long length = to - from;
    for (int i = 0; i < options.threads(); i++) {
      int first = from + (int) (length * i / options.threads());
      int last = from + (int) (length * (i + 1) / options.threads());
      shares.add(() -> learn(first, last));
    }
    return TrainingThreads.results(shares).stream().mapToDouble(Double::doubleValue).sum();
  }

  private double learn(int from, int to) {
    RowMath math = RowMaths.best();
    double loss = 0;
    for (int i = from; i < to; i++) {
      loss += tables.learn(math, (int) (keys[i] >>> 32), (int) keys[i], weights[i], options);
    }
    return loss;
  }

  /** The order hangs on the seed and the place alone, so that a training that goes on has it. */
  private void shuffle(int size) {
    long turn = (long) place.epoch * pairs.parts().size() + place.part;
    SplittableRandom random =
        new SplittableRandom(new SplittableRandom(~options.seed() + turn).nextLong());
    for (int i = size - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      long key = keys[i];
      keys[i] = keys[j];
      keys[j] = key;
      float weight = weights[i];
      weights[i] = weights[j];
      weights[j] = weight;
    }
  }

  /** Writes what a training of the same text and options goes on from. */
  @Override
  public void save(DataOutputStream out) throws IOException {
    out.writeInt(LAYOUT);
    out.writeInt(words.size());
    out.writeLong(pairs.size());
    out.writeInt(place.epoch);
    out.writeInt(place.part);
    out.writeInt(place.at);
    out.writeDouble(sum);
    out.writeDouble(meanBefore);
    tables.save(out);
  }

  @Override
  public void restore(DataInputStream in) throws IOException {
    if (in.readInt() != LAYOUT) {
      throw new IOException("of another version of this program");
    }
    if (in.readInt() != words.size() || in.readLong() != pairs.size()) {
      throw new IOException("tables of other sizes");
    }
    place = new Place(in.readInt(), in.readInt(), in.readInt());
    partInMemory = false;
    sum = in.readDouble();
    meanBefore = in.readDouble();
    tables.restore(in);
  }

  @Override
  public WordVectors vectors() {
    return WordVectors.of(words.index(), tables.sums(), options.dimensions());
  }

  @Override
  public void close() {
    pairs.close();
  }
}
