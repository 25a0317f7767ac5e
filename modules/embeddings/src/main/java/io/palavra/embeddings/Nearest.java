package io.palavra.embeddings;

import io.palavra.embeddings.Greatest.Hit;
import io.palavra.embeddings.rows.FloatRows;
import io.palavra.embeddings.rows.RowMath;
import io.palavra.embeddings.rows.RowMaths;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The rows nearest to a vector, by looking at each of them, on all cores. Of a large table that is
 * asked again and again a {@link Sketch} is kept, a quarter of its size, which gives the same
 * answers.
 */
final class Nearest {
  private static final int BLOCK = 256;
  private static final int PART = 1 << 14;

  /** Of the bytes of a table; a smaller one stays in the caches. */
  private static final long LARGE = 1L << 25;

  /** Making the sketch costs about as much as so many questions without it. */
  private static final int SKETCH_AFTER = 4;

  private static final int FEW = 1000;

  private final FloatRows rows;
  private final float[] lengths;
  private final AtomicInteger questions = new AtomicInteger();
  private volatile Sketch sketch;

  Nearest(FloatRows rows, float[] lengths) {
    this.rows = rows;
    this.lengths = lengths;
  }

  /**
   * Rows of zeros, which have no direction, are near to nothing.
   *
   * @param query of length 1, as wide as a row
   */
  List<Hit> to(float[] query, int count) {
    if (count <= FEW && count < lengths.length && count > 0 && sketched()) {
      int[] candidates = sketch.candidates(query, count);
      // A row of zeros among them took the place of one that is farther than 0.
      if (Arrays.stream(candidates).allMatch(row -> lengths[row] > 0)) {
        RowMath math = RowMaths.best();
        return Arrays.stream(candidates)
            .mapToObj(row -> new Hit(row, cosine(product(math, query, row), row)))
            .sorted(Greatest.BEST_FIRST)
            .limit(count)
            .toList();
      }
    }
    int parts = (lengths.length + PART - 1) / PART;
    return IntStream.range(0, parts)
        .parallel()
        .mapToObj(part -> best(query, count, part * PART))
        .flatMap(List::stream)
        .sorted(Greatest.BEST_FIRST)
        .limit(count)
        .toList();
  }

  private float product(RowMath math, float[] query, int row) {
    return math.dot(query, 0, rows.numbers(), rows.place(row), rows.width());
  }

  private boolean sketched() {
    if (sketch == null
        && 4L * lengths.length * rows.width() >= LARGE
        && RowMaths.best().packedIsFaster()
        && questions.incrementAndGet() > SKETCH_AFTER) {
      synchronized (questions) {
        if (sketch == null) {
          sketch = new Sketch(rows, lengths);
        }
      }
    }
    return sketch != null;
  }

  private float cosine(float product, int row) {
    return lengths[row] > 0 ? product / lengths[row] : 0;
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
                math.scan(query, rows.numbers(), rows.place(at), n, products, rows.width());
                for (int i = 0; i < n; i++) {
                  cosines[at + i] = cosine(products[i], at + i);
                }
              }
            });
    return cosines;
  }

  private List<Hit> best(float[] query, int count, int from) {
    RowMath math = RowMaths.best();
    int to = Math.min(lengths.length, from + PART);
    float[] products = new float[BLOCK];
    Greatest best = new Greatest(count);
    for (int at = from; at < to && count > 0; at += BLOCK) {
      int n = Math.min(BLOCK, to - at);
      math.scan(query, rows.numbers(), rows.place(at), n, products, rows.width());
      for (int i = 0; i < n; i++) {
        float cosine = cosine(products[i], at + i);
        if (lengths[at + i] > 0 && best.takes(cosine)) {
          best.add(at + i, cosine);
        }
      }
    }
    return best.sorted();
  }
}
