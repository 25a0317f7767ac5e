package io.palavra.kernels.arithmetic;

/** Double precision. */
final class DoubleRows implements RowArithmetic<double[]> {

  @Override
  public double dot(double[] x, int xOffset, double[] y, int yOffset, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += x[xOffset + i] * y[yOffset + i];
    }
    return sum;
  }

  @Override
  public void dots(
      double[] x, int xOffset, double[] table, int[] rows, int n, double[] out, int outOffset) {
    for (int i = 0; i < rows.length; i++) {
      out[outOffset + i] = dot(x, xOffset, table, rows[i] * n, n);
    }
  }

  @Override
  public void addScaled(double factor, double[] x, int xOffset, double[] y, int yOffset, int n) {
    double f = factor;
    for (int i = 0; i < n; i++) {
      y[yOffset + i] += f * x[xOffset + i];
    }
  }

  @Override
  public double sum(double[] x, int offset, int n) {
    double sum = 0;
    for (int i = offset; i < offset + n; i++) {
      sum += x[i];
    }
    return sum;
  }

  @Override
  public double max(double[] x, int offset, int n) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = offset; i < offset + n; i++) {
      max = Math.max(max, x[i]);
    }
    return max;
  }

  @Override
  public double exponentials(double[] x, int offset, int n, double shift) {
    double s = shift;
    double sum = 0;
    for (int i = offset; i < offset + n; i++) {
      double e = Math.exp(x[i] - s);
      x[i] = e;
      sum += e;
    }
    return sum;
  }

  @Override
  public double exponentialSum(double[] x, int offset, int n, double shift) {
    double sum = 0;
    for (int i = offset; i < offset + n; i++) {
      sum += Math.exp(x[i] - shift);
    }
    return sum;
  }

  @Override
  public int firstAbove(double[] x, int offset, int from, int n, double value) {
    int i = from;
    while (i < n && !(x[offset + i] > value)) {
      i++;
    }
    return i;
  }

  @Override
  public double score(AdditiveScore<double[]> score, int queryOffset, int keyOffset) {
    double sum = 0;
    for (int i = 0; i < score.width(); i++) {
      sum +=
          score.vector()[i]
              * Math.tanh(score.queries()[queryOffset + i] + score.keys()[keyOffset + i]);
    }
    return sum;
  }

  @Override
  public void scoreBack(
      AdditiveScore<double[]> score,
      int queryOffset,
      int keyOffset,
      int vectorOffset,
      double gradient) {
    double g = gradient;
    for (int i = 0; i < score.width(); i++) {
      double u = Math.tanh(score.queries()[queryOffset + i] + score.keys()[keyOffset + i]);
      double d = g * score.vector()[i] * (1 - u * u);
      score.vectorGradients()[vectorOffset + i] += g * u;
      score.queryGradients()[queryOffset + i] += d;
      score.keyGradients()[keyOffset + i] += d;
    }
  }

  @Override
  public double normalise(
      double[] x, int xOffset, double[] out, int outOffset, int n, double epsilon) {
    double mean = (sum(x, xOffset, n) / n);
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double d = x[xOffset + i] - mean;
      out[outOffset + i] = d;
      squares += d * d;
    }
    double scale = 1 / Math.sqrt(squares / n + epsilon);
    for (int i = 0; i < n; i++) {
      out[outOffset + i] *= scale;
    }
    return scale;
  }

  @Override
  public void normaliseBack(
      double[] y,
      int yOffset,
      double[] g,
      int gOffset,
      double[] out,
      int outOffset,
      int n,
      double scale) {
    double s = scale;
    double mean = (sum(g, gOffset, n) / n);
    double along = (dot(g, gOffset, y, yOffset, n) / n);
    for (int i = 0; i < n; i++) {
      out[outOffset + i] += s * (g[gOffset + i] - mean - y[yOffset + i] * along);
    }
  }
}
