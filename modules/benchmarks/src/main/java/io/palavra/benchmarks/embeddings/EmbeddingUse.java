package io.palavra.benchmarks.embeddings;

import io.palavra.benchmarks.Measure;
import io.palavra.benchmarks.Timing;
import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.format.MappedVectors;
import io.palavra.embeddings.format.VectorFiles;
import io.palavra.embeddings.format.VectorFormat;
import io.palavra.embeddings.rows.FloatRows;
import io.palavra.embeddings.text.WordIndex;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Files of vectors and questions to them. */
final class EmbeddingUse {
  private static final int QUESTIONS = 20;
  private static final int MAPPED_ROWS = 3_000_000;
  private static final int MAPPED_DIMENSIONS = 16;

  private final Path folder;
  private final EmbeddingPeers peers;
  private final EmbeddingsBenchmark.Taking add;

  EmbeddingUse(Path folder, EmbeddingPeers peers, EmbeddingsBenchmark.Taking add) {
    this.folder = folder;
    this.peers = peers;
    this.add = add;
  }

  void run(int rows, int dimensions, Consumer<String> say) throws IOException {
    WordVectors vectors = random(rows, dimensions);
    String size = " n=" + rows + " d=" + dimensions;
    neighbours(vectors, size, say);
    loading(Math.max(100_000, rows / 5), dimensions, say);
    mapped(say);
  }

  /** Fewer rows than questions are asked of, since the time grows with them as it should. */
  private void loading(int rows, int dimensions, Consumer<String> say) throws IOException {
    String size = " n=" + rows + " d=" + dimensions;
    Path file = folder.resolve("vectors.txt");
    VectorFiles.write(random(rows, dimensions), file, VectorFormat.WORD2VEC_TEXT);
    double reading = Timing.once(() -> readAll(file));
    double megabytes = Files.size(file) / 1e6;
    add.take(Measure.alone("embeddings", "read-bytes" + size, megabytes / reading, "MB/s"), say);
    double loading = EmbeddingsBenchmark.least(2, () -> Timing.once(() -> VectorFiles.read(file)));
    add.take(Measure.alone("embeddings", "load-text" + size, megabytes / loading, "MB/s"), say);
    OptionalDouble gensim = peers.gensim("load", file);
    add.take("load-text" + size, rows / loading, "vectors/s", "gensim", gensim, say);
    Files.delete(file);
  }

  private void neighbours(WordVectors vectors, String size, Consumer<String> say) {
    int rows = vectors.size();
    int warm = 10;
    for (int i = 0; i < warm; i++) {
      vectors.nearest(Integer.toString(i), 10);
    }
    double rate = 0;
    for (int run = 0; run < 3; run++) {
      int from = warm + run * QUESTIONS;
      rate = Math.max(rate, QUESTIONS / Timing.once(() -> ask(vectors, from)));
    }
    double ours = rate;
    OptionalDouble gensim = peers.gensim("neighbours", rows, vectors.dimensions());
    add.take("neighbours" + size, ours, "queries/s", "gensim", gensim, say);
    float[] query = vectors.vector(0);
    vectors.similarities(query);
    double scan =
        EmbeddingsBenchmark.least(3, () -> Timing.once(() -> vectors.similarities(query)));
    add.take(Measure.alone("embeddings", "all-cosines" + size, 1 / scan, "queries/s"), say);
    double sum =
        EmbeddingsBenchmark.least(3, () -> Timing.once(() -> total(vectors.rows().numbers())));
    double bytes = 4.0 * vectors.rows().numbers().length;
    add.take(
        Measure.alone("embeddings", "memory-read" + size, bytes / sum / 1e9, "GB/s, both cores"),
        say);
    peers
        .fastTextNeighbours(vectors, QUESTIONS)
        .ifPresent(
            theirs ->
                add.take(
                    "neighbours" + size,
                    ours,
                    "queries/s",
                    "fasttext",
                    OptionalDouble.of(theirs),
                    say));
  }

  private static void ask(WordVectors vectors, int from) {
    for (int i = from; i < from + QUESTIONS; i++) {
      vectors.nearest(Integer.toString(i), 10);
    }
  }

  /** Reads a table once, eight independent sums a thread: as fast as the memory gives it. */
  private static double total(float[] table) {
    int part = 1 << 16;
    return IntStream.range(0, table.length / part)
        .parallel()
        .mapToDouble(
            i -> {
              float[] sums = new float[8];
              for (int at = i * part; at < (i + 1) * part; at += 16) {
                sums[at >> 4 & 7] += table[at];
              }
              return sums[0] + sums[7];
            })
        .sum();
  }

  private static void readAll(Path file) {
    byte[] buffer = new byte[1 << 20];
    try (InputStream in = Files.newInputStream(file)) {
      while (in.read(buffer) >= 0) {
        Thread.onSpinWait();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void mapped(Consumer<String> say) throws IOException {
    Path file = folder.resolve("vectors.mapped");
    MappedVectors.write(random(MAPPED_ROWS, MAPPED_DIMENSIONS), file);
    MappedVectors.open(file);
    double seconds =
        EmbeddingsBenchmark.least(
            3, () -> Timing.once(() -> MappedVectors.open(file).vector("2999999")));
    add.take(
        new Measure(
            "embeddings",
            "mapped-open-and-ask n=" + MAPPED_ROWS,
            1 / seconds,
            "files/s",
            Optional.of(new Measure.Rival("goal of 100 ms", 10))),
        say);
    Files.delete(file);
  }

  static WordVectors random(int rows, int dimensions) {
    SplittableRandom random = new SplittableRandom(1);
    WordIndex index = new WordIndex();
    int width = WordVectors.width(dimensions);
    FloatRows table = FloatRows.zeros(rows, width);
    for (int row = 0; row < rows; row++) {
      byte[] word = Integer.toString(row).getBytes(StandardCharsets.UTF_8);
      index.add(word, 0, word.length);
      for (int i = 0; i < dimensions; i++) {
        table.numbers()[table.place(row) + i] = (random.nextInt() >> 8) * 0x1p-24f;
      }
    }
    return WordVectors.of(index, table, dimensions);
  }
}
