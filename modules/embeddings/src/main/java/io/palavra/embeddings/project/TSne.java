package io.palavra.embeddings.project;

import java.util.Random;
import java.util.stream.IntStream;

/**
 * t-SNE (van der Maaten and Hinton 2008), exact: all pairs are looked at in every step, which is
 * well for some thousand words. It begins with the principal components (Kobak and Berens 2019),
 * and the same seed gives the same places.
 */
final class TSne {
  private static final int STEPS = 750;
  private static final int EXAGGERATED = 250;
  private static final double EXAGGERATION = 12;
  private static final double LEAST = 1e-12;

  private final double perplexity;
  private final Random random;

  TSne(double perplexity, long seed) {
    this.perplexity = perplexity;
    this.random = new Random(seed);
  }

  /** A perplexity of 30, less for few points. */
  static TSne standard(int points, long seed) {
    return new TSne(Math.max(2, Math.min(30, (points - 1) / 3.0)), seed);
  }

  double perplexity() {
    return perplexity;
  }

  /**
   * @param rows {@code [points][dimensions]}
   * @param start {@code [points][2]}, of any scale
   * @return {@code [points][2]}
   */
  double[][] places(double[][] rows, double[][] start) {
    int n = rows.length;
    double[][] near = symmetric(rows);
    double[][] y = scaled(start);
    double[][] speed = new double[n][2];
    double[][] gain = new double[n][2];
    double[][] slope = new double[n][2];
    for (double[] one : gain) {
      one[0] = 1;
      one[1] = 1;
    }
    double rate = Math.max(50, n / EXAGGERATION);
    for (int step = 0; step < STEPS; step++) {
      double factor = step < EXAGGERATED ? EXAGGERATION : 1;
      double momentum = step < EXAGGERATED ? 0.5 : 0.8;
      slope(near, y, factor, slope);
      for (int i = 0; i < n; i++) {
        for (int k = 0; k < 2; k++) {
          boolean turns = Math.signum(slope[i][k]) != Math.signum(speed[i][k]);
          gain[i][k] = Math.max(0.01, turns ? gain[i][k] + 0.2 : gain[i][k] * 0.8);
          speed[i][k] = momentum * speed[i][k] - rate * gain[i][k] * slope[i][k];
          y[i][k] += speed[i][k];
        }
      }
      centre(y);
    }
    return y;
  }

  /** Rows are worked on at once; each sum has its fixed order. */
  private static void slope(double[][] near, double[][] y, double factor, double[][] slope) {
    int n = y.length;
    double[] sums = new double[n];
    double[][] pull = new double[n][2];
    double[][] push = new double[n][2];
    IntStream.range(0, n)
        .parallel()
        .forEach(
            i -> {
              for (int j = 0; j < n; j++) {
                if (j != i) {
                  double dx = y[i][0] - y[j][0];
                  double dy = y[i][1] - y[j][1];
                  double weight = 1 / (1 + dx * dx + dy * dy);
                  double p = factor * near[i][j] * weight;
                  sums[i] += weight;
                  pull[i][0] += p * dx;
                  pull[i][1] += p * dy;
                  push[i][0] += weight * weight * dx;
                  push[i][1] += weight * weight * dy;
                }
              }
            });
    double all = 0;
    for (double sum : sums) {
      all += sum;
    }
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < 2; k++) {
        slope[i][k] = 4 * (pull[i][k] - push[i][k] / Math.max(LEAST, all));
      }
    }
  }

  private double[][] symmetric(double[][] rows) {
    int n = rows.length;
    double[][] p = new double[n][];
    IntStream.range(0, n).parallel().forEach(i -> p[i] = conditional(rows, i));
    double[][] both = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        both[i][j] = Math.max(LEAST, (p[i][j] + p[j][i]) / (2 * n));
      }
    }
    return both;
  }

  /** The width of the bell is searched for by halving until the perplexity is met. */
  private double[] conditional(double[][] rows, int i) {
    int n = rows.length;
    double[] distance = new double[n];
    for (int j = 0; j < n; j++) {
      for (int k = 0; k < rows[i].length; k++) {
        double d = rows[i][k] - rows[j][k];
        distance[j] += d * d;
      }
    }
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double beta = 1;
    double[] p = new double[n];
    for (int round = 0; round < 60; round++) {
      double entropy = fill(distance, i, beta, p);
      double gap = entropy - Math.log(perplexity);
      if (Math.abs(gap) < 1e-5) {
        break;
      }
      if (gap > 0) {
        low = beta;
        beta = Double.isInfinite(high) ? 2 * beta : (beta + high) / 2;
      } else {
        high = beta;
        beta = (beta + low) / 2;
      }
    }
    return p;
  }

  private static double fill(double[] distance, int i, double beta, double[] p) {
    double nearest = Double.POSITIVE_INFINITY;
    for (int j = 0; j < p.length; j++) {
      nearest = j == i ? nearest : Math.min(nearest, distance[j]);
    }
    double sum = 0;
    double weighted = 0;
    for (int j = 0; j < p.length; j++) {
      p[j] = j == i ? 0 : Math.exp(-beta * (distance[j] - nearest));
      sum += p[j];
      weighted += p[j] * (distance[j] - nearest);
    }
    for (int j = 0; j < p.length; j++) {
      p[j] /= sum;
    }
    return Math.log(sum) + beta * weighted / sum;
  }

  /** To a small deviation; what lies on one point is parted by chance. */
  private double[][] scaled(double[][] start) {
    double square = 0;
    for (double[] place : start) {
      square += place[0] * place[0];
    }
    double deviation = Math.sqrt(square / start.length);
    double factor = deviation > 0 ? 1e-4 / deviation : 0;
    double[][] y = new double[start.length][2];
    for (int i = 0; i < y.length; i++) {
      for (int k = 0; k < 2; k++) {
        y[i][k] = start[i][k] * factor + 1e-6 * random.nextGaussian();
      }
    }
    return y;
  }

  private static void centre(double[][] y) {
    for (int k = 0; k < 2; k++) {
      double mean = 0;
      for (double[] place : y) {
        mean += place[k] / y.length;
      }
      for (double[] place : y) {
        place[k] -= mean;
      }
    }
  }
}
