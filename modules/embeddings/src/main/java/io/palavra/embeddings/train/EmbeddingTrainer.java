package io.palavra.embeddings.train;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.rows.RowMath;
import io.palavra.embeddings.rows.RowMaths;
import io.palavra.embeddings.text.CountedWords;
import io.palavra.embeddings.text.EncodedText;
import io.palavra.embeddings.text.WordCounter;
import io.palavra.embeddings.text.WordSource;
import io.palavra.pipeline.BadInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Trains word vectors: counts the words, writes the text down as numbers, and goes through it epoch
 * after epoch (Mikolov et al. 2013, "Distributed Representations of Words and Phrases and their
 * Compositionality"; Bojanowski et al. 2017, "Enriching Word Vectors with Subword Information").
 */
public final class EmbeddingTrainer {
  private static final int LONGEST_TABLE = Integer.MAX_VALUE - 16;

  private final EmbeddingOptions options;
  private final CountedWords words;
  private final int width;
  private final float[] input;
  private final float[] output;

  private EmbeddingTrainer(EmbeddingOptions options, CountedWords words) {
    this.options = options;
    this.words = words;
    int lanes = RowMaths.best().lanes();
    this.width = (options.dimensions() + lanes - 1) / lanes * lanes;
    this.input = table(words.size() + (long) options.ngrams().buckets());
    this.output = table(words.size());
    Randoms random = new Randoms(options.seed());
    for (int row = 0; row < input.length / width; row++) {
      for (int i = 0; i < options.dimensions(); i++) {
        input[row * width + i] = (random.nextFloat() - 0.5f) / options.dimensions();
      }
    }
  }

  /** As {@link #train(WordSource, EmbeddingOptions, Path, Consumer)}, silently. */
  public static WordVectors train(WordSource source, EmbeddingOptions options) {
    return train(source, options, Path.of(System.getProperty("java.io.tmpdir")), progress -> {});
  }

  /**
   * Trains.
   *
   * @param folder for a temporary file of four bytes a word
   * @param progress is told now and then, from any of the threads that train
   * @throws BadInputException when no word is frequent enough, or when the tables would be larger
   *     than an array can be
   */
  public static WordVectors train(
      WordSource source, EmbeddingOptions options, Path folder, Consumer<Progress> progress) {
    CountedWords words = WordCounter.count(source, options.minCount(), options.mostWords());
    EmbeddingTrainer trainer = new EmbeddingTrainer(options, words);
    try (EncodedText text = EncodedText.of(source, words, folder)) {
      trainer.run(text, progress);
    }
    return trainer.vectors();
  }

  private float[] table(long rows) {
    if (rows * width > LONGEST_TABLE) {
      throw BadInputException.of(
          "dimensions",
          rows + " rows of " + width,
          "at most " + LONGEST_TABLE + " numbers in a table: fewer words, buckets or dimensions");
    }
    return new float[(int) rows * width];
  }

  private void run(EncodedText text, Consumer<Progress> progress) {
    InputRows rows = new InputRows(words, options.ngrams());
    Schedule schedule =
        new Schedule(options.learningRate(), Math.max(1, text.words() * options.epochs()));
    Worker.Task task =
        new Worker.Task(
            options, text, new Subsampling(words.counts(), options.subsample()), schedule);
    Objectives objectives = new Objectives(options, words, output, width);
    Randoms seeds = new Randoms(~options.seed());
    List<Worker> workers = new ArrayList<>();
    int threads = options.threads();
    for (int i = 0; i < threads; i++) {
      RowMath math = RowMaths.best();
      Randoms random = new Randoms(seeds.next());
      Window window = new Window(math, rows, input, width, objectives.create(math, random));
      long from = text.length() / threads * i;
      long to = i == threads - 1 ? text.length() : text.length() / threads * (i + 1);
      workers.add(new Worker(task, from, to, window, random, progress));
    }
    if (threads == 1) {
      workers.get(0).run();
    } else {
      together(workers, schedule);
    }
  }

  private static void together(List<Worker> workers, Schedule schedule) {
    ExecutorService pool = Executors.newFixedThreadPool(workers.size());
    try {
      List<Future<?>> running = new ArrayList<>();
      workers.forEach(worker -> running.add(pool.submit(worker)));
      for (Future<?> one : running) {
        one.get();
      }
    } catch (ExecutionException e) {
      schedule.stop();
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      schedule.stop();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("training was interrupted", e);
    } finally {
      pool.shutdown();
    }
  }

  private WordVectors vectors() {
    if (!options.ngrams().any()) {
      return WordVectors.of(words.index(), input, options.dimensions(), width);
    }
    return WordVectors.withSubwords(
        words.index(), input, options.dimensions(), width, options.ngrams());
  }
}
