package io.palavra.kernels;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Recurrent cells with peepholes, layer normalisation and a reset gate before the product, written
 * down from their equations, one number at a time.
 */
final class TextbookVariants {
  private final INDArray w;
  private final INDArray r;
  private final double[] b;
  private final double[] g;
  private final int units;
  private final boolean normal;

  /**
   * Cells with weights {@code w}, {@code r}, biases {@code b} and gains {@code g}, which is empty
   * where nothing is normalised.
   */
  TextbookVariants(INDArray w, INDArray r, INDArray b, double[] g) {
    this.w = w;
    this.r = r;
    this.b = b.reshape(b.length()).toDoubleVector();
    this.g = g;
    this.units = (int) r.size(0);
    this.normal = g.length > 0;
  }

  private static double[] times(double[] x, INDArray weights, int from, int to) {
    double[] sums = new double[to - from];
    for (int j = from; j < to; j++) {
      for (int i = 0; i < x.length; i++) {
        sums[j - from] += x[i] * weights.getDouble(i, j);
      }
    }
    return sums;
  }

  /** {@code gain (v - mean) / sqrt(variance + 1e-5)}. */
  private double[] norm(double[] v, int gain) {
    if (!normal) {
      return v;
    }
    double mean = 0;
    for (double x : v) {
      mean += x / v.length;
    }
    double variance = 0;
    for (double x : v) {
      variance += (x - mean) * (x - mean) / v.length;
    }
    double[] out = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      out[i] = g[gain + i] * (v[i] - mean) / Math.sqrt(variance + 1e-5);
    }
    return out;
  }

  double[] lstm(double[] x, double[][] state, boolean peep) {
    int n = units;
    double[] fromX = norm(times(x, w, 0, 4 * n), 0);
    double[] fromH = norm(times(state[0], r, 0, 4 * n), 4 * n);
    double[] h = new double[n];
    double[] c = new double[n];
    double[] o = new double[n];
    for (int j = 0; j < n; j++) {
      double before = state[1][j];
      double a = Math.tanh(fromX[j] + fromH[j] + b[j]);
      double f = fromX[n + j] + fromH[n + j] + b[n + j];
      double i = fromX[3 * n + j] + fromH[3 * n + j] + b[3 * n + j];
      o[j] = fromX[2 * n + j] + fromH[2 * n + j] + b[2 * n + j];
      if (peep) {
        f += before * r.getDouble(j, 4 * n);
        i += before * r.getDouble(j, 4 * n + 2);
      }
      c[j] = Textbook.sigmoid(f) * before + Textbook.sigmoid(i) * a;
      if (peep) {
        o[j] += c[j] * r.getDouble(j, 4 * n + 1);
      }
    }
    double[] out = norm(c, 8 * n);
    for (int j = 0; j < n; j++) {
      h[j] = Textbook.sigmoid(o[j]) * Math.tanh(normal ? out[j] + g[9 * n + j] : out[j]);
    }
    state[0] = h;
    state[1] = c;
    return h;
  }

  double[] gru(double[] x, double[][] state, boolean before) {
    int n = units;
    double[] h = state[0];
    double[] gatesX = norm(times(x, w, 0, 2 * n), 0);
    double[] contentX = norm(times(x, w, 2 * n, 3 * n), 2 * n);
    double[] gatesH = norm(times(h, r, 0, 2 * n), 3 * n);
    double[] reset = new double[n];
    double[] held = new double[n];
    for (int j = 0; j < n; j++) {
      reset[j] = Textbook.sigmoid(gatesX[j] + gatesH[j] + b[j]);
      held[j] = before ? reset[j] * h[j] : h[j];
    }
    double[] contentH = norm(times(held, r, 2 * n, 3 * n), 5 * n);
    double[] next = new double[n];
    for (int j = 0; j < n; j++) {
      double z = Textbook.sigmoid(gatesX[n + j] + gatesH[n + j] + b[n + j]);
      double inner = before ? contentH[j] : reset[j] * (contentH[j] + b[3 * n + j]);
      double content = Math.tanh(contentX[j] + b[2 * n + j] + inner);
      next[j] = (1 - z) * content + z * h[j];
    }
    state[0] = next;
    return next;
  }

  double[] simple(double[] x, double[][] state) {
    double[] fromX = norm(times(x, w, 0, units), 0);
    double[] fromH = norm(times(state[0], r, 0, units), units);
    double[] h = new double[units];
    for (int j = 0; j < units; j++) {
      h[j] = Math.tanh(fromX[j] + fromH[j] + b[j]);
    }
    state[0] = h;
    return h;
  }
}
