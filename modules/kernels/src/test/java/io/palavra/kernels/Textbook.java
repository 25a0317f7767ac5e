package io.palavra.kernels;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Recurrent cells written down from their equations, one number at a time, in double precision:
 * slow, and plain to read.
 *
 * <p>Sequences are {@code [batch][time][features]}. A masked step leaves the state alone and puts
 * out zeros.
 */
final class Textbook {
  private final INDArray w;
  private final INDArray r;
  private final INDArray b;
  private final int units;

  /**
   * Cells with weights {@code w [inputs, gates * units]}, {@code r [units, gates * units]} and
   * biases {@code b}.
   */
  Textbook(INDArray w, INDArray r, INDArray b) {
    this.w = w;
    this.r = r;
    this.b = b.reshape(b.length());
    this.units = (int) r.size(0);
  }

  /** What a cell makes of one input and its state, which it changes. */
  interface Cell {
    double[] next(double[] x, double[][] state);
  }

  double[][] lead(Cell cell, double[][] x, double[] mask, boolean reversed) {
    int steps = x.length;
    double[][] out = new double[steps][units];
    double[][] state = new double[2][units];
    for (int s = 0; s < steps; s++) {
      int t = reversed ? steps - 1 - s : s;
      if (mask[t] != 0) {
        out[t] = cell.next(x[t], state);
      }
    }
    return out;
  }

  private double projected(double[] x, int column) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * w.getDouble(i, column);
    }
    return sum;
  }

  private double recurrent(double[] h, int column) {
    double sum = 0;
    for (int i = 0; i < units; i++) {
      sum += h[i] * r.getDouble(i, column);
    }
    return sum;
  }

  static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  double[] lstm(double[] x, double[][] state) {
    double[] h = new double[units];
    double[] c = new double[units];
    for (int j = 0; j < units; j++) {
      double a = Math.tanh(projected(x, j) + recurrent(state[0], j) + b.getDouble(j));
      double f = sigmoid(gate(x, state[0], units + j));
      double o = sigmoid(gate(x, state[0], 2 * units + j));
      double i = sigmoid(gate(x, state[0], 3 * units + j));
      c[j] = f * state[1][j] + i * a;
      h[j] = o * Math.tanh(c[j]);
    }
    state[0] = h;
    state[1] = c;
    return h;
  }

  double[] gru(double[] x, double[][] state) {
    double[] h = new double[units];
    for (int j = 0; j < units; j++) {
      double reset = sigmoid(gate(x, state[0], j));
      double z = sigmoid(gate(x, state[0], units + j));
      double inner = recurrent(state[0], 2 * units + j) + b.getDouble(3 * units + j);
      double n =
          Math.tanh(projected(x, 2 * units + j) + b.getDouble(2 * units + j) + reset * inner);
      h[j] = (1 - z) * n + z * state[0][j];
    }
    state[0] = h;
    return h;
  }

  double[] simple(double[] x, double[][] state) {
    double[] h = new double[units];
    for (int j = 0; j < units; j++) {
      h[j] = Math.tanh(gate(x, state[0], j));
    }
    state[0] = h;
    return h;
  }

  private double gate(double[] x, double[] h, int column) {
    return projected(x, column) + recurrent(h, column) + b.getDouble(column);
  }
}
