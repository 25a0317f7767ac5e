package io.palavra.pipeline.subword;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** All ways to cut one word into pieces. */
final class Lattice {
  private final String word;
  private final UnigramPieces pieces;

  Lattice(String word, UnigramPieces pieces) {
    this.word = word;
    this.pieces = pieces;
  }

  /** The most probable cut (Viterbi); of equals the one whose last piece is longest. */
  List<String> best() {
    return best("");
  }

  /**
   * The most probable cut without one piece.
   *
   * @param without a piece that may not be used as such; empty for none
   */
  List<String> best(String without) {
    double[] score = new double[word.length() + 1];
    int[] from = new int[word.length() + 1];
    Arrays.fill(score, Double.NEGATIVE_INFINITY);
    score[0] = 0;
    for (int to = 1; to <= word.length(); to++) {
      for (int start = Math.max(0, to - pieces.longest()); start < to; start++) {
        boolean banned = to - start == without.length() && word.startsWith(without, start);
        double log = banned || !whole(start, to) ? Double.NEGATIVE_INFINITY : log(start, to);
        if (score[start] + log > score[to]) {
          score[to] = score[start] + log;
          from[to] = start;
        }
      }
    }
    List<String> cut = new ArrayList<>();
    for (int to = word.length(); to > 0; to = from[to]) {
      cut.add(word.substring(from[to], to));
    }
    Collections.reverse(cut);
    return cut;
  }

  /** Adds how often each piece is expected, {@code times} the word, and gives its likelihood. */
  double expect(double times, Map<String, Double> expected) {
    double[] forward = forward(1);
    int end = word.length();
    double[] backward = new double[end + 1];
    Arrays.fill(backward, Double.NEGATIVE_INFINITY);
    backward[end] = 0;
    for (int start = end - 1; start >= 0; start--) {
      for (int to = start + 1; to <= Math.min(end, start + pieces.longest()); to++) {
        if (whole(start, to)) {
          backward[start] = add(backward[start], log(start, to) + backward[to]);
        }
      }
    }
    for (int start = 0; start < end; start++) {
      for (int to = start + 1; to <= Math.min(end, start + pieces.longest()); to++) {
        double log = whole(start, to) ? log(start, to) : Double.NEGATIVE_INFINITY;
        double share = Math.exp(forward[start] + log + backward[to] - forward[end]);
        if (share > 0) {
          expected.merge(word.substring(start, to), times * share, Double::sum);
        }
      }
    }
    return times * forward[end];
  }

  /**
   * A cut drawn with its probability to the power of {@code alpha} (forward filtering, backward
   * sampling).
   */
  List<String> sample(double alpha, RandomGenerator random) {
    double[] forward = forward(alpha);
    List<String> cut = new ArrayList<>();
    int to = word.length();
    while (to > 0) {
      double left = random.nextDouble();
      int chosen = -1;
      for (int start = Math.max(0, to - pieces.longest()); start < to && left >= 0; start++) {
        if (whole(start, to) && forward[start] > Double.NEGATIVE_INFINITY) {
          double share = Math.exp(forward[start] + alpha * log(start, to) - forward[to]);
          left -= share;
          chosen = share > 0 ? start : chosen;
        }
      }
      cut.add(word.substring(chosen, to));
      to = chosen;
    }
    Collections.reverse(cut);
    return cut;
  }

  private double[] forward(double alpha) {
    double[] forward = new double[word.length() + 1];
    Arrays.fill(forward, Double.NEGATIVE_INFINITY);
    forward[0] = 0;
    for (int to = 1; to <= word.length(); to++) {
      for (int start = Math.max(0, to - pieces.longest()); start < to; start++) {
        if (whole(start, to)) {
          forward[to] = add(forward[to], forward[start] + alpha * log(start, to));
        }
      }
    }
    return forward;
  }

  /** Never between the halves of a surrogate pair. */
  private boolean whole(int start, int to) {
    return !splits(start) && !splits(to);
  }

  private boolean splits(int at) {
    return at > 0
        && at < word.length()
        && Character.isLowSurrogate(word.charAt(at))
        && Character.isHighSurrogate(word.charAt(at - 1));
  }

  private double log(int start, int to) {
    return pieces.log(word, start, to);
  }

  private static double add(double a, double b) {
    double high = Math.max(a, b);
    return high == Double.NEGATIVE_INFINITY
        ? high
        : high + Math.log1p(Math.exp(Math.min(a, b) - high));
  }
}
