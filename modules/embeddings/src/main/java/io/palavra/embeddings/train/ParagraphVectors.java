package io.palavra.embeddings.train;

import io.palavra.embeddings.Directions;
import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.rows.FloatRows;
import io.palavra.embeddings.rows.RowMath;
import io.palavra.embeddings.rows.RowMaths;
import io.palavra.embeddings.text.CountedWords;
import io.palavra.embeddings.text.NumberedText;
import io.palavra.embeddings.text.WordSource;
import io.palavra.pipeline.BadInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Vectors of paragraphs (Le and Mikolov 2014, "Distributed Representations of Sentences and
 * Documents"): those of the text that was learned, by number, and those of new texts, inferred with
 * all else held fast. The paragraphs are held in memory while they are learned. Safe for use by
 * several threads once trained.
 */
public final class ParagraphVectors {
  private static final int[] HERE = {0};

  private final ParagraphOptions options;
  private final CountedWords words;
  private final int width;
  private final int size;
  private final FloatRows table;
  private final FloatRows output;
  private final int copied;
  private final NegativeSampler sampler;
  private final Subsampling subsampling;

  private ParagraphVectors(ParagraphOptions options, CountedWords words, int paragraphs) {
    EmbeddingOptions own = options.words();
    this.options = options;
    this.words = words;
    this.size = paragraphs;
    this.width = WordVectors.width(own.dimensions());
    long rows = (long) words.size() + paragraphs;
    this.table = FloatRows.zeros(rows, width);
    this.copied = OwnRows.copied(words.size(), own.threads());
    this.output =
        FloatRows.zeros(words.size() + (long) own.threads() * OwnRows.needed(copied), width);
    Randoms random = new Randoms(own.seed());
    for (int row = 0; row < rows; row++) {
      begin(table.numbers(), table.place(row), random);
    }
    this.sampler = new NegativeSampler(words.counts(), own.negativePower());
    this.subsampling = new Subsampling(words.counts(), own.subsample());
  }

  private void begin(float[] vector, int at, Randoms random) {
    int dimensions = options.words().dimensions();
    for (int i = 0; i < dimensions; i++) {
      vector[at + i] = (2 * random.nextFloat() - 1) / dimensions;
    }
  }

  /**
   * Trains.
   *
   * @param source one paragraph a line
   * @throws BadInputException when no word is frequent enough, when the tables would be larger than
   *     an array can be, or when the learning rate is so high that the weights run off
   */
  public static ParagraphVectors train(WordSource source, ParagraphOptions options) {
    EmbeddingOptions own = options.words();
    NumberedText.Limits limits =
        new NumberedText.Limits(own.minCount(), own.mostWords(), own.threads(), true);
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    try (NumberedText numbered = NumberedText.of(source, limits, folder)) {
      Paragraphs paragraphs = Paragraphs.of(numbered.text());
      ParagraphVectors vectors = new ParagraphVectors(options, numbered.words(), paragraphs.size());
      vectors.run(paragraphs);
      return vectors;
    }
  }

  private void run(Paragraphs paragraphs) {
    EmbeddingOptions own = options.words();
    Schedule schedule =
        new Schedule(own.learningRate(), Math.max(1, paragraphs.total() * own.epochs()));
    Randoms seeds = new Randoms(~own.seed());
    List<Runnable> parts = new ArrayList<>();
    for (int i = 0; i < own.threads(); i++) {
      int from = (int) ((long) size * i / own.threads());
      int to = (int) ((long) size * (i + 1) / own.threads());
      Randoms random = new Randoms(seeds.next());
      RowMath math = RowMaths.best();
      OwnRows outputs = new OwnRows(math, output, words.size(), i, copied);
      Objective objective =
          new NegativeSampling(new Step(math, output), sampler, random, outputs, own.negatives());
      Pass pass = new Pass(math, random, objective);
      parts.add(
          () -> {
            outputs.take();
            work(paragraphs, from, to, pass, schedule);
            outputs.give();
          });
    }
    TrainingThreads.run(parts);
    if (!Divergence.finite(table, words.size() + size, width)
        || !Divergence.finite(output, words.size(), width)) {
      throw Divergence.of(own.learningRate(), schedule.progress());
    }
  }

  private void work(Paragraphs paragraphs, int from, int to, Pass pass, Schedule schedule) {
    EmbeddingOptions own = options.words();
    for (int epoch = 0; epoch < own.epochs(); epoch++) {
      for (int paragraph = from; paragraph < to; paragraph++) {
        float rate = schedule.advance(paragraphs.length(paragraph));
        int kept = 0;
        pass.room(paragraphs.length(paragraph));
        for (int i = 0; i < paragraphs.length(paragraph); i++) {
          int word = paragraphs.word(paragraph, i);
          if (subsampling.keeps(word, pass.random)) {
            pass.sentence[kept++] = word;
          }
        }
        pass.learn(table.numbers(), table.place(words.size() + paragraph), kept, rate, true);
      }
    }
  }

  /** Goes once through a paragraph. Serves one thread. */
  private final class Pass {
    private final RowMath math;
    private final Randoms random;
    private final Objective objective;
    private final int reach = options.words().window();
    private final int[] places = new int[2 * reach];
    private final int[] own = new int[1];
    private final float[] ones = new float[2 * reach];

    /**
     * The mean of the words around and the paragraph, and behind it as it was before it learned.
     */
    private final float[] hidden = new float[2 * width];

    private int[] sentence = {};

    Pass(RowMath math, Randoms random, Objective objective) {
      this.math = math;
      this.random = random;
      this.objective = objective;
      Arrays.fill(ones, 1);
    }

    void room(int length) {
      if (sentence.length < length) {
        sentence = new int[2 * length];
      }
    }

    /**
     * @param vectors holds the paragraph's vector
     * @param learns whether the words around a centre learn, too
     */
    void learn(float[] vectors, int at, int n, float rate, boolean learns) {
      own[0] = at;
      for (int i = 0; i < n; i++) {
        if (options.model() == ParagraphModel.DISTRIBUTED_BAG) {
          objective.learn(vectors, own, 1, sentence[i], rate);
        } else {
          memory(vectors, at, i, n, rate, learns);
        }
      }
    }

    private void memory(float[] vectors, int at, int centre, int n, float rate, boolean learns) {
      int drawn = 1 + random.below(reach);
      int count = 0;
      for (int i = Math.max(0, centre - drawn); i < Math.min(n, centre + drawn + 1); i++) {
        if (i != centre) {
          places[count++] = table.place(sentence[i]);
        }
      }
      math.sum(table.numbers(), places, ones, count, hidden, 0, width);
      float share = 1f / (count + 1);
      for (int i = 0; i < width; i++) {
        hidden[i] = (hidden[i] + vectors[at + i]) * share;
      }
      System.arraycopy(hidden, 0, hidden, width, width);
      objective.learn(hidden, HERE, 1, sentence[centre], rate);
      math.addDifference(1, hidden, 0, width, vectors, own, 1, width);
      if (learns) {
        math.addDifference(1, hidden, 0, width, table.numbers(), places, count, width);
      }
    }
  }

  /** How many paragraphs were learned. */
  public int size() {
    return size;
  }

  /** The words that are known. */
  public CountedWords words() {
    return words;
  }

  /** The vector of a paragraph that was learned, by its number in the text. */
  public float[] vector(int paragraph) {
    if (paragraph < 0 || paragraph >= size) {
      throw new IndexOutOfBoundsException(paragraph);
    }
    int at = table.place(words.size() + paragraph);
    return Arrays.copyOfRange(table.numbers(), at, at + options.words().dimensions());
  }

  /**
   * A paragraph that was learned, near to a vector.
   *
   * @param number its number in the text
   */
  public record Near(int number, double cosine) {}

  /** The paragraphs whose vectors are nearest to one by cosine, the nearest first. */
  public List<Near> nearest(float[] vector, int count) {
    return IntStream.range(0, size)
        .mapToObj(number -> new Near(number, Directions.cosine(vector, vector(number)).orElse(0)))
        .sorted(Comparator.comparingDouble(near -> -near.cosine))
        .limit(count)
        .toList();
  }

  /**
   * The vector of a text: begun from the seed and the text's known words, and learned by itself,
   * all tables held fast. Texts with the same known words have the same vector; one without any has
   * nothing to learn from, and its vector is zeros.
   *
   * @param text its words, cut and cased as in training; unknown ones are passed over
   */
  public float[] infer(List<String> text) {
    List<String> known = text.stream().filter(word -> words.find(word) >= 0).toList();
    if (known.isEmpty()) {
      return new float[options.words().dimensions()];
    }
    RowMath math = RowMaths.best();
    Randoms random = new Randoms(options.words().seed() ^ 31L * known.hashCode());
    Pass pass = new Pass(math, random, new Frozen(math, random));
    pass.room(known.size());
    int n = known.size();
    for (int i = 0; i < n; i++) {
      pass.sentence[i] = words.find(known.get(i));
    }
    float[] vector = new float[width];
    begin(vector, 0, random);
    int epochs = options.inferenceEpochs();
    for (int epoch = 0; epoch < epochs; epoch++) {
      float rate = (float) (options.words().learningRate() * (epochs - epoch) / epochs);
      pass.learn(vector, 0, n, rate, false);
    }
    return Arrays.copyOf(vector, options.words().dimensions());
  }

  /** Moves the hidden vector alone. */
  private final class Frozen implements Objective {
    private final RowMath math;
    private final Randoms random;

    Frozen(RowMath math, Randoms random) {
      this.math = math;
      this.random = random;
    }

    @Override
    public void learn(float[] vectors, int[] places, int rows, int word, float rate) {
      int at = places[0];
      float[] before = Arrays.copyOfRange(vectors, at, at + width);
      toward(vectors, at, before, word, 1, rate);
      for (int i = 0; i < options.words().negatives(); i++) {
        int other = sampler.draw(random);
        if (other != word) {
          toward(vectors, at, before, other, 0, rate);
        }
      }
    }

    private void toward(
        float[] vectors, int at, float[] before, int word, float label, float rate) {
      float score = math.dot(before, 0, output.numbers(), output.place(word), width);
      float factor = (label - Sigmoid.of(score)) * rate;
      math.addScaled(factor, output.numbers(), output.place(word), vectors, at, width);
    }
  }
}
