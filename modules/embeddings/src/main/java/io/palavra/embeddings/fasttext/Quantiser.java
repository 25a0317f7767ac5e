package io.palavra.embeddings.fasttext;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Turns rows into codes of a product quantiser (Joulin et al. 2016, "FastText.zip", section 3), the
 * lengths of the rows into codes of their own, as {@code fasttext quantize -qnorm} does. Centroids
 * are those of k-means over at most 65,536 rows.
 */
final class Quantiser {
  private static final int ITERATIONS = 25;
  private static final int SAMPLE = 1 << 16;

  private Quantiser() {}

  /**
   * @param partLength numbers in a part
   * @throws IllegalArgumentException for fewer than 256 rows
   */
  static PackedTable pack(RowTable table, int partLength, boolean withNorms, long seed) {
    int rows = table.rows();
    if (rows < Codebook.SIZE) {
      throw new IllegalArgumentException(rows + " rows, at least " + Codebook.SIZE + " are needed");
    }
    int columns = table.columns();
    float[] values = new float[Math.multiplyExact(rows, columns)];
    float[] norms = new float[rows];
    for (int row = 0; row < rows; row++) {
      float[] one = new float[columns];
      table.addTo(row, 1, one);
      if (withNorms) {
        double sum = 0;
        for (float value : one) {
          sum += (double) value * value;
        }
        norms[row] = (float) Math.sqrt(sum);
        for (int i = 0; i < columns && norms[row] > 0; i++) {
          one[i] /= norms[row];
        }
      }
      System.arraycopy(one, 0, values, row * columns, columns);
    }
    Codebook book = book(values, rows, columns, partLength, seed);
    Optional<PackedTable.Norms> packedNorms = Optional.empty();
    if (withNorms) {
      Codebook lengths = book(norms, rows, 1, 1, seed + 1);
      packedNorms = Optional.of(new PackedTable.Norms(codes(lengths, norms, rows), lengths));
    }
    return new PackedTable(rows, codes(book, values, rows), book, packedNorms);
  }

  private static Codebook book(float[] values, int rows, int columns, int partLength, long seed) {
    int length = Math.min(partLength, columns);
    int parts = (columns + length - 1) / length;
    int last = columns - (parts - 1) * length;
    Codebook book = new Codebook(columns, parts, length, last, new float[columns * Codebook.SIZE]);
    int[] sample = sample(rows, new SplittableRandom(seed));
    IntStream.range(0, parts)
        .parallel()
        .forEach(part -> cluster(book, part, values, sample, new SplittableRandom(seed + part)));
    return book;
  }

  private static int[] sample(int rows, SplittableRandom random) {
    int[] order = IntStream.range(0, rows).toArray();
    int count = Math.min(SAMPLE, rows);
    for (int i = 0; i < count; i++) {
      int j = i + random.nextInt(rows - i);
      int row = order[i];
      order[i] = order[j];
      order[j] = row;
    }
    return Arrays.copyOf(order, count);
  }

  private static void cluster(
      Codebook book, int part, float[] values, int[] sample, SplittableRandom random) {
    int length = book.length(part);
    int first = part * book.length();
    int columns = book.dimensions();
    for (int code = 0; code < Codebook.SIZE; code++) {
      System.arraycopy(
          values, sample[code] * columns + first, book.centroids(), book.start(part, code), length);
    }
    double[] sums = new double[Codebook.SIZE * length];
    int[] counts = new int[Codebook.SIZE];
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      Arrays.fill(sums, 0);
      Arrays.fill(counts, 0);
      for (int row : sample) {
        int code = nearest(book, part, values, row * columns + first);
        counts[code]++;
        for (int i = 0; i < length; i++) {
          sums[code * length + i] += values[row * columns + first + i];
        }
      }
      for (int code = 0; code < Codebook.SIZE; code++) {
        int to = book.start(part, code);
        if (counts[code] == 0) {
          int row = sample[random.nextInt(sample.length)];
          System.arraycopy(values, row * columns + first, book.centroids(), to, length);
        } else {
          for (int i = 0; i < length; i++) {
            book.centroids()[to + i] = (float) (sums[code * length + i] / counts[code]);
          }
        }
      }
    }
  }

  private static int nearest(Codebook book, int part, float[] values, int at) {
    int best = 0;
    float least = Float.POSITIVE_INFINITY;
    int length = book.length(part);
    float[] centroids = book.centroids();
    for (int code = 0; code < Codebook.SIZE; code++) {
      int from = book.start(part, code);
      float distance = 0;
      for (int i = 0; i < length; i++) {
        float difference = values[at + i] - centroids[from + i];
        distance += difference * difference;
      }
      if (distance < least) {
        least = distance;
        best = code;
      }
    }
    return best;
  }

  private static byte[] codes(Codebook book, float[] values, int rows) {
    byte[] codes = new byte[Math.multiplyExact(rows, book.parts())];
    IntStream.range(0, rows)
        .parallel()
        .forEach(
            row -> {
              for (int part = 0; part < book.parts(); part++) {
                int at = row * book.dimensions() + part * book.length();
                codes[row * book.parts() + part] = (byte) nearest(book, part, values, at);
              }
            });
    return codes;
  }
}
