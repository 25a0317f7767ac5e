package io.palavra.embeddings.train;

import io.palavra.embeddings.Directions;
import io.palavra.embeddings.Greatest;
import io.palavra.embeddings.rows.FloatRows;
import io.palavra.embeddings.rows.RowMath;
import io.palavra.embeddings.rows.RowMaths;
import io.palavra.embeddings.text.CountedWords;
import io.palavra.embeddings.text.WordSource;
import io.palavra.pipeline.BadInputException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Vectors of paragraphs (Le and Mikolov 2014, "Distributed Representations of Sentences and
 * Documents"): those of the text that was learned, by number, and those of new texts, inferred with
 * all else held fast. Immutable and safe for use by several threads.
 */
public final class ParagraphVectors {
  private final ParagraphTables tables;
  private final NegativeSampler sampler;

  ParagraphVectors(ParagraphTables tables) {
    this.tables = tables;
    this.sampler =
        new NegativeSampler(tables.words().counts(), tables.options().words().negativePower());
  }

  /**
   * Vectors that were learned before.
   *
   * @param input the rows of the words, then those of the paragraphs, {@code [words + paragraphs,
   *     width]}; kept, not copied
   * @param output the output rows of the words, {@code [words, width]}; kept, not copied
   */
  public static ParagraphVectors of(
      ParagraphOptions options, CountedWords words, FloatRows input, FloatRows output) {
    return new ParagraphVectors(new ParagraphTables(options, words, input, output));
  }

  /**
   * Trains.
   *
   * @param source one paragraph a line
   * @throws BadInputException when no word is frequent enough, when the tables would be larger than
   *     an array can be, or when the learning rate is so high that the weights run off
   */
  public static ParagraphVectors train(WordSource source, ParagraphOptions options) {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    try (ParagraphTraining training = ParagraphTraining.of(source, options, folder)) {
      training.run(() -> false, progress -> {});
      return training.paragraphs().orElseThrow();
    }
  }

  /** How many paragraphs were learned. */
  public int size() {
    return tables.paragraphs();
  }

  /** The words that are known. */
  public CountedWords words() {
    return tables.words();
  }

  /**
   * The vector of a paragraph that was learned, by its number in the text; zeros for one without a
   * known word.
   */
  public float[] vector(int paragraph) {
    if (paragraph < 0 || paragraph >= size()) {
      throw new IndexOutOfBoundsException(paragraph);
    }
    return row(tables.input(), tables.words().size() + paragraph);
  }

  /** The output row of a word, which inference goes by. */
  public float[] outputRow(int word) {
    if (word < 0 || word >= tables.words().size()) {
      throw new IndexOutOfBoundsException(word);
    }
    return row(tables.output(), word);
  }

  private float[] row(FloatRows table, int row) {
    int at = table.place(row);
    return Arrays.copyOfRange(table.numbers(), at, at + tables.dimensions());
  }

  /**
   * A paragraph that was learned, near to a vector.
   *
   * @param number its number in the text
   */
  public record Near(int number, double cosine) {}

  /**
   * The paragraphs whose vectors are nearest to one by cosine, the nearest first, of equals the
   * first. A vector of zeros is near to none, and none is near to it.
   */
  public List<Near> nearest(float[] vector, int count) {
    Optional<float[]> query = Directions.query(vector, tables.dimensions());
    if (query.isEmpty()) {
      return List.of();
    }
    RowMath math = RowMaths.best();
    float[] numbers = tables.input().numbers();
    Greatest greatest = new Greatest(count);
    for (int paragraph = 0; paragraph < size(); paragraph++) {
      int at = tables.paragraph(paragraph);
      float square = math.dot(numbers, at, numbers, at, tables.width());
      if (square > 0) {
        float score = math.dot(query.get(), 0, numbers, at, tables.width());
        float cosine = (float) (score / Math.sqrt(square));
        if (greatest.takes(cosine)) {
          greatest.add(paragraph, cosine);
        }
      }
    }
    return greatest.sorted().stream()
        .map(hit -> hit.number())
        .map(number -> new Near(number, Directions.cosine(vector, vector(number)).orElse(0)))
        .toList();
  }

  /**
   * The vector of a text: begun from the text's known words, and learned by itself, all tables held
   * fast. Texts with the same known words have the same vector; one without any has nothing to
   * learn from, and its vector is zeros.
   *
   * @param text its words, cut and cased as in training; unknown ones are passed over
   */
  public float[] infer(List<String> text) {
    CountedWords words = tables.words();
    List<String> known = text.stream().filter(word -> words.find(word) >= 0).toList();
    if (known.isEmpty()) {
      return new float[tables.dimensions()];
    }
    RowMath math = RowMaths.best();
    Randoms random = new Randoms(31L * known.hashCode());
    ParagraphPass pass = new ParagraphPass(tables, math, random, new Frozen(math, random));
    pass.begin(known.size());
    known.forEach(word -> pass.add(words.find(word)));
    float[] vector = new float[tables.width()];
    tables.begin(vector, 0, random);
    int epochs = tables.options().inferenceEpochs();
    double first = tables.options().words().learningRate();
    for (int epoch = 0; epoch < epochs; epoch++) {
      pass.infer(vector, (float) (first * (epochs - epoch) / epochs));
    }
    return Arrays.copyOf(vector, tables.dimensions());
  }

  /** Moves the hidden vector alone. */
  private final class Frozen implements Objective {
    private final RowMath math;
    private final Randoms random;
    private final int width = tables.width();
    private final float[] before = new float[width];

    Frozen(RowMath math, Randoms random) {
      this.math = math;
      this.random = random;
    }

    @Override
    public void learn(float[] vectors, int[] places, int rows, int word, float rate) {
      int at = places[0];
      System.arraycopy(vectors, at, before, 0, width);
      toward(vectors, at, word, 1, rate);
      for (int i = 0; i < tables.options().words().negatives(); i++) {
        int other = sampler.draw(random);
        if (other != word) {
          toward(vectors, at, other, 0, rate);
        }
      }
    }

    private void toward(float[] vectors, int at, int word, float label, float rate) {
      FloatRows output = tables.output();
      float score = math.dot(before, 0, output.numbers(), output.place(word), width);
      float factor = (label - Sigmoid.of(score)) * rate;
      math.addScaled(factor, output.numbers(), output.place(word), vectors, at, width);
    }
  }
}
