package io.palavra.kernels.arithmetic;

/** Single precision in plain Java. */
class FloatRows implements RowArithmetic<float[]> {

  @Override
  public double dot(float[] x, int xOffset, float[] y, int yOffset, int n) {
    float sum = 0;
    for (int i = 0; i < n; i++) {
      sum += x[xOffset + i] * y[yOffset + i];
    }
    return sum;
  }

  @Override
  public void dots(
      float[] x, int xOffset, float[] table, int[] rows, int n, float[] out, int outOffset) {
    for (int i = 0; i < rows.length; i++) {
      out[outOffset + i] = (float) dot(x, xOffset, table, rows[i] * n, n);
    }
  }

  @Override
  public void addScaled(double factor, float[] x, int xOffset, float[] y, int yOffset, int n) {
    float f = (float) factor;
    for (int i = 0; i < n; i++) {
      y[yOffset + i] += f * x[xOffset + i];
    }
  }

  @Override
  public double sum(float[] x, int offset, int n) {
    float sum = 0;
    for (int i = offset; i < offset + n; i++) {
      sum += x[i];
    }
    return sum;
  }

  @Override
  public double max(float[] x, int offset, int n) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = offset; i < offset + n; i++) {
      max = Math.max(max, x[i]);
    }
    return max;
  }

  @Override
  public double exponentials(float[] x, int offset, int n, double shift) {
    float s = (float) shift;
    float sum = 0;
    for (int i = offset; i < offset + n; i++) {
      float e = Exponential.exp(x[i] - s);
      x[i] = e;
      sum += e;
    }
    return sum;
  }

  @Override
  public double exponentialSum(float[] x, int offset, int n, double shift) {
    float s = (float) shift;
    float sum = 0;
    for (int i = offset; i < offset + n; i++) {
      sum += Exponential.exp(x[i] - s);
    }
    return sum;
  }

  @Override
  public int firstAbove(float[] x, int offset, int from, int n, double value) {
    int i = from;
    while (i < n && !(x[offset + i] > value)) {
      i++;
    }
    return i;
  }

  @Override
  public double score(AdditiveScore<float[]> score, int queryOffset, int keyOffset) {
    float sum = 0;
    for (int i = 0; i < score.width(); i++) {
      sum +=
          score.vector()[i]
              * Exponential.tanh(score.queries()[queryOffset + i] + score.keys()[keyOffset + i]);
    }
    return sum;
  }

  @Override
  public void scoreBack(
      AdditiveScore<float[]> score,
      int queryOffset,
      int keyOffset,
      int vectorOffset,
      double gradient) {
    float g = (float) gradient;
    for (int i = 0; i < score.width(); i++) {
      float u = Exponential.tanh(score.queries()[queryOffset + i] + score.keys()[keyOffset + i]);
      float d = g * score.vector()[i] * (1 - u * u);
      score.vectorGradients()[vectorOffset + i] += g * u;
      score.queryGradients()[queryOffset + i] += d;
      score.keyGradients()[keyOffset + i] += d;
    }
  }

  @Override
  public double normalise(
      float[] x, int xOffset, float[] out, int outOffset, int n, double epsilon) {
    float mean = (float) (sum(x, xOffset, n) / n);
    float squares = 0;
    for (int i = 0; i < n; i++) {
      float d = x[xOffset + i] - mean;
      out[outOffset + i] = d;
      squares += d * d;
    }
    double scale = 1 / Math.sqrt((double) squares / n + epsilon);
    for (int i = 0; i < n; i++) {
      out[outOffset + i] *= (float) scale;
    }
    return scale;
  }

  @Override
  public void normaliseBack(
      float[] y,
      int yOffset,
      float[] g,
      int gOffset,
      float[] out,
      int outOffset,
      int n,
      double scale) {
    float s = (float) scale;
    float mean = (float) (sum(g, gOffset, n) / n);
    float along = (float) (dot(g, gOffset, y, yOffset, n) / n);
    for (int i = 0; i < n; i++) {
      out[outOffset + i] += s * (g[gOffset + i] - mean - y[yOffset + i] * along);
    }
  }
}
