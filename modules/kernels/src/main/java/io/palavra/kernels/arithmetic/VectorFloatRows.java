package io.palavra.kernels.arithmetic;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Single precision with the Vector API; what is left over at the end of a row is done as plain.
 * Lanes are added up by turning them, always in the same order: {@code reduceLanes} promises none,
 * and from Java 21 on compiled code and the interpreter differ in it.
 */
final class VectorFloatRows extends FloatRows {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final VectorShuffle<Float> BY_EIGHT = turned(8);
  private static final VectorShuffle<Float> BY_FOUR = turned(4);
  private static final VectorShuffle<Float> BY_TWO = turned(2);
  private static final VectorShuffle<Float> BY_ONE = turned(1);

  private static VectorShuffle<Float> turned(int lanes) {
    return VectorShuffle.fromOp(SPECIES, lane -> (lane + lanes) % LANES);
  }

  /** The lanes' sum: halves on halves, then quarters, and so on. */
  private static float total(FloatVector lanes) {
    if (LANES > 16) {
      float sum = 0;
      for (float lane : lanes.toArray()) {
        sum += lane;
      }
      return sum;
    }
    FloatVector sum = lanes;
    if (LANES > 8) {
      sum = sum.add(sum.rearrange(BY_EIGHT));
    }
    if (LANES > 4) {
      sum = sum.add(sum.rearrange(BY_FOUR));
    }
    if (LANES > 2) {
      sum = sum.add(sum.rearrange(BY_TWO));
    }
    return LANES > 1 ? sum.add(sum.rearrange(BY_ONE)).lane(0) : sum.lane(0);
  }

  @Override
  public double dot(float[] x, int xOffset, float[] y, int yOffset, int n) {
    int bound = SPECIES.loopBound(n);
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = 0; i < bound; i += LANES) {
      sum =
          FloatVector.fromArray(SPECIES, x, xOffset + i)
              .fma(FloatVector.fromArray(SPECIES, y, yOffset + i), sum);
    }
    return total(sum) + super.dot(x, xOffset + bound, y, yOffset + bound, n - bound);
  }

  /** Four at a time, which share what is read of x; each is added up as by itself. */
  @Override
  public void dots(
      float[] x, int xOffset, float[] table, int[] rows, int n, float[] out, int outOffset) {
    int bound = SPECIES.loopBound(n);
    int fours = rows.length / 4 * 4;
    for (int row = 0; row < fours; row += 4) {
      int a = rows[row] * n;
      int b = rows[row + 1] * n;
      int c = rows[row + 2] * n;
      int d = rows[row + 3] * n;
      FloatVector ofA = FloatVector.zero(SPECIES);
      FloatVector ofB = ofA;
      FloatVector ofC = ofA;
      FloatVector ofD = ofA;
      for (int i = 0; i < bound; i += LANES) {
        FloatVector its = FloatVector.fromArray(SPECIES, x, xOffset + i);
        ofA = its.fma(FloatVector.fromArray(SPECIES, table, a + i), ofA);
        ofB = its.fma(FloatVector.fromArray(SPECIES, table, b + i), ofB);
        ofC = its.fma(FloatVector.fromArray(SPECIES, table, c + i), ofC);
        ofD = its.fma(FloatVector.fromArray(SPECIES, table, d + i), ofD);
      }
      out[outOffset + row] = total(ofA);
      out[outOffset + row + 1] = total(ofB);
      out[outOffset + row + 2] = total(ofC);
      out[outOffset + row + 3] = total(ofD);
      for (int k = row; k < row + 4 && bound < n; k++) {
        out[outOffset + k] +=
            (float) super.dot(x, xOffset + bound, table, rows[k] * n + bound, n - bound);
      }
    }
    for (int row = fours; row < rows.length; row++) {
      out[outOffset + row] = (float) dot(x, xOffset, table, rows[row] * n, n);
    }
  }

  @Override
  public void addScaled(double factor, float[] x, int xOffset, float[] y, int yOffset, int n) {
    int bound = SPECIES.loopBound(n);
    FloatVector f = FloatVector.broadcast(SPECIES, (float) factor);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector.fromArray(SPECIES, x, xOffset + i)
          .fma(f, FloatVector.fromArray(SPECIES, y, yOffset + i))
          .intoArray(y, yOffset + i);
    }
    super.addScaled(factor, x, xOffset + bound, y, yOffset + bound, n - bound);
  }

  @Override
  public double sum(float[] x, int offset, int n) {
    int bound = SPECIES.loopBound(n);
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = offset; i < offset + bound; i += LANES) {
      sum = sum.add(FloatVector.fromArray(SPECIES, x, i));
    }
    return total(sum) + super.sum(x, offset + bound, n - bound);
  }

  @Override
  public double max(float[] x, int offset, int n) {
    int bound = SPECIES.loopBound(n);
    FloatVector max = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    for (int i = offset; i < offset + bound; i += LANES) {
      max = max.max(FloatVector.fromArray(SPECIES, x, i));
    }
    return Math.max(max.reduceLanes(VectorOperators.MAX), super.max(x, offset + bound, n - bound));
  }

  @Override
  public double exponentials(float[] x, int offset, int n, double shift) {
    int bound = SPECIES.loopBound(n);
    FloatVector s = FloatVector.broadcast(SPECIES, (float) shift);
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = offset; i < offset + bound; i += LANES) {
      FloatVector e = VectorExponential.exp(FloatVector.fromArray(SPECIES, x, i).sub(s));
      e.intoArray(x, i);
      sum = sum.add(e);
    }
    return total(sum) + super.exponentials(x, offset + bound, n - bound, shift);
  }

  @Override
  public double exponentialSum(float[] x, int offset, int n, double shift) {
    int bound = SPECIES.loopBound(n);
    FloatVector s = FloatVector.broadcast(SPECIES, (float) shift);
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = offset; i < offset + bound; i += LANES) {
      sum = sum.add(VectorExponential.exp(FloatVector.fromArray(SPECIES, x, i).sub(s)));
    }
    return total(sum) + super.exponentialSum(x, offset + bound, n - bound, shift);
  }

  @Override
  public int firstAbove(float[] x, int offset, int from, int n, double value) {
    FloatVector least = FloatVector.broadcast(SPECIES, (float) value);
    int i = from;
    while (i + LANES <= n
        && !FloatVector.fromArray(SPECIES, x, offset + i)
            .compare(VectorOperators.GT, least)
            .anyTrue()) {
      i += LANES;
    }
    return super.firstAbove(x, offset, i, n, value);
  }

  @Override
  public double score(AdditiveScore<float[]> score, int queryOffset, int keyOffset) {
    int n = score.width();
    int bound = SPECIES.loopBound(n);
    float[] queries = score.queries();
    float[] keys = score.keys();
    float[] vector = score.vector();
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    FloatVector two = FloatVector.broadcast(SPECIES, 2);
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector key = FloatVector.fromArray(SPECIES, keys, keyOffset + i);
      FloatVector x = FloatVector.fromArray(SPECIES, queries, queryOffset + i).add(key);
      FloatVector u = one.sub(two.div(VectorExponential.exp(x.add(x)).add(one)));
      sum = u.fma(FloatVector.fromArray(SPECIES, vector, i), sum);
    }
    float rest = 0;
    for (int i = bound; i < n; i++) {
      rest += vector[i] * Exponential.tanh(queries[queryOffset + i] + keys[keyOffset + i]);
    }
    return total(sum) + rest;
  }

  @Override
  public void scoreBack(
      AdditiveScore<float[]> score,
      int queryOffset,
      int keyOffset,
      int vectorOffset,
      double gradient) {
    int n = score.width();
    int bound = SPECIES.loopBound(n);
    float[] queries = score.queries();
    float[] keys = score.keys();
    float[] vector = score.vector();
    float[] queryGradients = score.queryGradients();
    float[] keyGradients = score.keyGradients();
    float[] vectorGradients = score.vectorGradients();
    float scalar = (float) gradient;
    FloatVector g = FloatVector.broadcast(SPECIES, scalar);
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    FloatVector two = FloatVector.broadcast(SPECIES, 2);
    for (int i = 0; i < bound; i += LANES) {
      int q = queryOffset + i;
      int k = keyOffset + i;
      int v = vectorOffset + i;
      FloatVector key = FloatVector.fromArray(SPECIES, keys, k);
      FloatVector x = FloatVector.fromArray(SPECIES, queries, q).add(key);
      FloatVector u = one.sub(two.div(VectorExponential.exp(x.add(x)).add(one)));
      u.fma(g, FloatVector.fromArray(SPECIES, vectorGradients, v)).intoArray(vectorGradients, v);
      FloatVector d = one.sub(u.mul(u)).mul(FloatVector.fromArray(SPECIES, vector, i)).mul(g);
      FloatVector.fromArray(SPECIES, queryGradients, q).add(d).intoArray(queryGradients, q);
      FloatVector.fromArray(SPECIES, keyGradients, k).add(d).intoArray(keyGradients, k);
    }
    for (int i = bound; i < n; i++) {
      float u = Exponential.tanh(queries[queryOffset + i] + keys[keyOffset + i]);
      float d = scalar * vector[i] * (1 - u * u);
      vectorGradients[vectorOffset + i] += scalar * u;
      queryGradients[queryOffset + i] += d;
      keyGradients[keyOffset + i] += d;
    }
  }

  @Override
  public double normalise(
      float[] x, int xOffset, float[] out, int outOffset, int n, double epsilon) {
    int bound = SPECIES.loopBound(n);
    float mean = (float) (sum(x, xOffset, n) / n);
    FloatVector m = FloatVector.broadcast(SPECIES, mean);
    FloatVector squares = FloatVector.zero(SPECIES);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector d = FloatVector.fromArray(SPECIES, x, xOffset + i).sub(m);
      d.intoArray(out, outOffset + i);
      squares = d.fma(d, squares);
    }
    float total = total(squares);
    for (int i = bound; i < n; i++) {
      float d = x[xOffset + i] - mean;
      out[outOffset + i] = d;
      total += d * d;
    }
    double scale = 1 / Math.sqrt((double) total / n + epsilon);
    FloatVector s = FloatVector.broadcast(SPECIES, (float) scale);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector.fromArray(SPECIES, out, outOffset + i).mul(s).intoArray(out, outOffset + i);
    }
    for (int i = bound; i < n; i++) {
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
    int bound = SPECIES.loopBound(n);
    float mean = (float) (sum(g, gOffset, n) / n);
    float along = (float) (dot(g, gOffset, y, yOffset, n) / n);
    FloatVector a = FloatVector.broadcast(SPECIES, -along);
    FloatVector s = FloatVector.broadcast(SPECIES, (float) scale);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector d =
          FloatVector.fromArray(SPECIES, y, yOffset + i)
              .fma(a, FloatVector.fromArray(SPECIES, g, gOffset + i).sub(mean));
      d.fma(s, FloatVector.fromArray(SPECIES, out, outOffset + i)).intoArray(out, outOffset + i);
    }
    for (int i = bound; i < n; i++) {
      out[outOffset + i] += (float) scale * (g[gOffset + i] - mean - y[yOffset + i] * along);
    }
  }
}
