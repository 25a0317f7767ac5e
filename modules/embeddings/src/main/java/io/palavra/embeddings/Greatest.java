package io.palavra.embeddings;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Keeps the greatest so many of scores that come by rising number; of equals the first. Serves one
 * thread.
 */
public final class Greatest {
  /** The greatest first, equals by their numbers. */
  static final Comparator<Hit> BEST_FIRST =
      Comparator.comparing(Hit::score).reversed().thenComparing(Hit::number);

  private final PriorityQueue<Hit> best = new PriorityQueue<>(BEST_FIRST.reversed());
  private final int count;
  private float bar;

  /** A number and its score. */
  public record Hit(int number, float score) {}

  /**
   * Without any yet.
   *
   * @param count how many are kept at most; none for 0 or less
   */
  public Greatest(int count) {
    this.count = count;
    this.bar = count > 0 ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY;
  }

  /** Whether a score would be kept. */
  public boolean takes(float score) {
    return score > bar;
  }

  /** Adds a score that {@link #takes} says yes to. */
  public void add(int number, float score) {
    best.add(new Hit(number, score));
    if (best.size() > count) {
      best.poll();
    }
    if (best.size() == count) {
      bar = best.element().score();
    }
  }

  /** What is kept, the greatest first. */
  public List<Hit> sorted() {
    return best.stream().sorted(BEST_FIRST).toList();
  }
}
