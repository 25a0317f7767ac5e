package io.palavra.embeddings;

import io.palavra.embeddings.rows.RowMath;
import io.palavra.embeddings.rows.RowMaths;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/** The rows nearest to a vector, by looking at each of them, on all cores where it is worth it. */
final class Nearest {
  private static final Comparator<Hit> BEST_FIRST =
      Comparator.comparing(Hit::similarity).reversed().thenComparing(Hit::number);

  private static final int BLOCK = 256;
  private static final int PART = 1 << 14;

  private final float[] rows;
  private final float[] lengths;
  private final int width;

  /** A row and its cosine. */
  record Hit(int number, float similarity) {}

  Nearest(float[] rows, float[] lengths, int width) {
    this.rows = rows;
    this.lengths = lengths;
    this.width = width;
  }

  /**
   * @param query of length 1, as wide as a row
   */
  List<Hit> to(float[] query, int count) {
    int parts = (lengths.length + PART - 1) / PART;
    return IntStream.range(0, parts)
        .parallel()
        .mapToObj(part -> best(query, count, part * PART))
        .flatMap(List::stream)
        .sorted(BEST_FIRST)
        .limit(count)
        .toList();
  }

  /**
   * The cosine of every row.
   *
   * @param query of length 1, as wide as a row
   */
  float[] all(float[] query) {
    float[] cosines = new float[lengths.length];
    int parts = (lengths.length + PART - 1) / PART;
    IntStream.range(0, parts)
        .parallel()
        .forEach(
            part -> {
              RowMath math = RowMaths.best();
              float[] products = new float[BLOCK];
              int to = Math.min(lengths.length, (part + 1) * PART);
              for (int at = part * PART; at < to; at += BLOCK) {
                int n = Math.min(BLOCK, to - at);
                math.scan(query, rows, at * width, n, products, width);
                for (int i = 0; i < n; i++) {
                  cosines[at + i] = lengths[at + i] > 0 ? products[i] / lengths[at + i] : 0;
                }
              }
            });
    return cosines;
  }

  private List<Hit> best(float[] query, int count, int from) {
    RowMath math = RowMaths.best();
    int to = Math.min(lengths.length, from + PART);
    float[] products = new float[BLOCK];
    PriorityQueue<Hit> best = new PriorityQueue<>(BEST_FIRST.reversed());
    float bar = Float.NEGATIVE_INFINITY;
    for (int at = from; at < to && count > 0; at += BLOCK) {
      int n = Math.min(BLOCK, to - at);
      math.scan(query, rows, at * width, n, products, width);
      for (int i = 0; i < n; i++) {
        float length = lengths[at + i];
        float cosine = length > 0 ? products[i] / length : 0;
        if (cosine > bar || best.size() < count) {
          best.add(new Hit(at + i, cosine));
          if (best.size() > count) {
            best.poll();
          }
          bar = best.size() == count ? best.element().similarity() : bar;
        }
      }
    }
    return new ArrayList<>(best);
  }
}
