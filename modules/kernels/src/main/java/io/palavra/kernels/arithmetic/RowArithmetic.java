package io.palavra.kernels.arithmetic;

/**
 * Sums, exponentials and norms over single rows of numbers: what attention, softmax and layer
 * normalisation need beside matrix products. A result depends on the row alone, never on what else
 * is computed.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface RowArithmetic<A> {

  /** {@code x' y}. */
  double dot(A x, int xOffset, A y, int yOffset, int n);

  /**
   * {@code out = T x}, where T is some rows of a table.
   *
   * @param table {@code [rows, n]}
   * @param rows which of them
   */
  void dots(A x, int xOffset, A table, int[] rows, int n, A out, int outOffset);

  /** {@code y += factor x}. */
  void addScaled(double factor, A x, int xOffset, A y, int yOffset, int n);

  /** The sum of {@code n} elements. */
  double sum(A x, int offset, int n);

  /** The greatest of {@code n} elements; negative infinity where there are none. */
  double max(A x, int offset, int n);

  /** {@code x = exp(x - shift)}, and the sum of it. */
  double exponentials(A x, int offset, int n, double shift);

  /** The sum of {@code exp(x - shift)}. */
  double exponentialSum(A x, int offset, int n, double shift);

  /**
   * Where, from {@code from} on, the first of {@code n} elements stands that is greater than a
   * value; {@code n} where none is.
   */
  int firstAbove(A x, int offset, int from, int n, double value);

  /** {@code vector' tanh(query + key)}. */
  double score(AdditiveScore<A> score, int queryOffset, int keyOffset);

  /**
   * Adds the gradients of {@link #score}.
   *
   * @param vectorOffset where in the gradients of the vector
   * @param gradient of the score
   */
  void scoreBack(
      AdditiveScore<A> score, int queryOffset, int keyOffset, int vectorOffset, double gradient);

  /**
   * {@code out = (x - mean) / sqrt(variance + epsilon)}.
   *
   * @return {@code 1 / sqrt(variance + epsilon)}
   */
  double normalise(A x, int xOffset, A out, int outOffset, int n, double epsilon);

  /**
   * {@code out += scale (g - mean(g) - y mean(g y))}: the gradient of {@link #normalise}, whose
   * output is {@code y} and whose value is {@code scale}.
   */
  void normaliseBack(A y, int yOffset, A g, int gOffset, A out, int outOffset, int n, double scale);

  /** Softmax in place; an empty row stays empty. */
  default void softmax(Arithmetic<A> math, A x, int offset, int n) {
    if (n > 0) {
      double total = exponentials(x, offset, n, max(x, offset, n));
      math.scale(x, offset, n, 1 / total);
    }
  }

  /** {@code x = y (x - y' x)}: the gradient of a softmax whose output is {@code y}. */
  default void softmaxBack(Arithmetic<A> math, A y, int yOffset, A x, int xOffset, int n) {
    double mean = dot(x, xOffset, y, yOffset, n);
    math.multiply(x, xOffset, y, yOffset, x, xOffset, n);
    addScaled(-mean, y, yOffset, x, xOffset, n);
  }
}
