package io.palavra.embeddings.glove;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.rows.FloatRows;
import io.palavra.embeddings.rows.RowMath;
import io.palavra.embeddings.rows.RowMaths;
import io.palavra.embeddings.text.CountedWords;
import io.palavra.embeddings.text.WordCounter;
import io.palavra.embeddings.text.WordSource;
import io.palavra.embeddings.train.TrainingThreads;
import io.palavra.pipeline.BadInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.DoubleConsumer;

/** Trains vectors on co-occurrence counts; a word's vector is the sum of its two. */
public final class GloveTrainer {
  private final GloveOptions options;
  private final CountedWords words;
  private final int width;
  private final GloveTables tables;

  private GloveTrainer(GloveOptions options, CountedWords words) {
    this.options = options;
    this.words = words;
    this.width = WordVectors.width(options.dimensions());
    if ((long) words.size() * width > Integer.MAX_VALUE - 16) {
      throw BadInputException.of(
          "dimensions", words.size() + " words of " + width, "fewer words or dimensions");
    }
    this.tables = new GloveTables(words.size(), width);
    SplittableRandom random = new SplittableRandom(options.seed());
    for (float[] table : List.of(tables.words, tables.contexts)) {
      for (int row = 0; row < words.size(); row++) {
        for (int i = 0; i < options.dimensions(); i++) {
          table[row * width + i] = ((float) random.nextDouble() - 0.5f) / options.dimensions();
        }
      }
    }
  }

  /**
   * Trains.
   *
   * @param folder for temporary files of 24 bytes a pair of words
   * @param loss is told the mean loss of a pair after each epoch
   * @throws BadInputException when no word is frequent enough or no two come together
   */
  public static WordVectors train(
      WordSource source, GloveOptions options, Path folder, DoubleConsumer loss) {
    CountedWords words = WordCounter.count(source, options.minCount(), options.mostWords());
    GloveTrainer trainer = new GloveTrainer(options, words);
    try (Cooccurrences counts = Cooccurrences.count(source, words, options, folder)) {
      if (counts.pairs() == 0) {
        throw BadInputException.of(source.name(), "two words in one line at least");
      }
      trainer.run(counts, loss);
    }
    float[] sum = trainer.tables.words;
    for (int i = 0; i < sum.length; i++) {
      sum[i] += trainer.tables.contexts[i];
    }
    return WordVectors.of(words.index(), FloatRows.of(sum, trainer.width), options.dimensions());
  }

  private void run(Cooccurrences counts, DoubleConsumer loss) {
    int longest = counts.parts().stream().mapToInt(Cooccurrences.Part::size).max().orElse(0);
    long[] keys = new long[longest];
    float[] weights = new float[longest];
    SplittableRandom random = new SplittableRandom(~options.seed());
    for (int epoch = 0; epoch < options.epochs(); epoch++) {
      double sum = 0;
      for (Cooccurrences.Part part : counts.parts()) {
        Cooccurrences.read(part, keys, weights);
        shuffle(keys, weights, part.size(), random);
        sum += together(keys, weights, part.size());
      }
      loss.accept(sum / counts.pairs());
    }
  }

  private double together(long[] keys, float[] weights, int size) {
    List<Callable<Double>> parts = new ArrayList<>();
    for (int i = 0; i < options.threads(); i++) {
      int from = (int) ((long) size * i / options.threads());
      int to = (int) ((long) size * (i + 1) / options.threads());
      parts.add(() -> learn(keys, weights, from, to));
    }
    return TrainingThreads.results(parts).stream().mapToDouble(Double::doubleValue).sum();
  }

  private double learn(long[] keys, float[] weights, int from, int to) {
    RowMath math = RowMaths.best();
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += tables.learn(math, (int) (keys[i] >>> 32), (int) keys[i], weights[i], options);
    }
    return sum;
  }

  private static void shuffle(long[] keys, float[] weights, int size, SplittableRandom random) {
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
}
