package io.palavra.kernels.fit;

import java.nio.FloatBuffer;

/** One task's copies of what it works on. */
final class Workbench {
  float[] parameter = {};
  float[] gradient = {};
  float[] first = {};
  float[] second = {};

  /** Brings gradients between {@code -limit} and {@code limit}. */
  void clip(int n, float limit) {
    for (int i = 0; i < n; i++) {
      gradient[i] = Math.max(-limit, Math.min(limit, gradient[i]));
    }
  }

  /**
   * The sum of the squares of {@code n} gradients, as four sums that do not wait for each other.
   */
  double squares(FloatBuffer gradients, int from, int n) {
    room(n);
    gradients.get(from, gradient, 0, n);
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < n; i += 4) {
      a += (double) gradient[i] * gradient[i];
      b += (double) gradient[i + 1] * gradient[i + 1];
      c += (double) gradient[i + 2] * gradient[i + 2];
      d += (double) gradient[i + 3] * gradient[i + 3];
    }
    for (; i < n; i++) {
      a += (double) gradient[i] * gradient[i];
    }
    return a + b + (c + d);
  }

  /** Makes room for {@code n} numbers of each. */
  void room(int n) {
    if (parameter.length < n) {
      parameter = new float[n];
      gradient = new float[n];
      first = new float[n];
      second = new float[n];
    }
  }
}
