package io.palavra.kernels.arithmetic;

/**
 * {@code exp}, the logistic function and {@code tanh} in single precision, from one polynomial.
 *
 * <p>{@code exp(x) = 2^k exp(r)} with {@code k} the integer nearest to {@code x / ln 2} and {@code
 * |r| <= ln 2 / 2} (Cody and Waite's reduction in two parts); {@code exp(r)} is its Taylor
 * polynomial of degree 6, off by at most 2e-7 of its value. The sigmoid and tanh are within 2e-7
 * and 3e-7 of the true values, absolutely.
 */
final class Exponential {
  static final float LOG2_E = 1.44269504f;
  static final float LN2_HIGH = 0.693359375f;
  static final float LN2_LOW = -2.12194440e-4f;

  /** Adding and subtracting it rounds a float of small size to an integer. */
  static final float ROUND = 12582912f;

  static final float LIMIT = 87f;
  static final float C6 = 1 / 720f;
  static final float C5 = 1 / 120f;
  static final float C4 = 1 / 24f;
  static final float C3 = 1 / 6f;
  static final float C2 = 0.5f;

  private Exponential() {}

  /** {@code e^x}, for x from -87 to 87, held at those bounds outside. */
  static float exp(float value) {
    float x = Math.min(LIMIT, Math.max(-LIMIT, value));
    float shifted = x * LOG2_E + ROUND;
    float k = shifted - ROUND;
    float r = x - k * LN2_HIGH - k * LN2_LOW;
    float p = ((((C6 * r + C5) * r + C4) * r + C3) * r + C2) * r * r + r + 1;
    return p * Float.intBitsToFloat((Float.floatToRawIntBits(shifted) + 127) << 23);
  }

  static float sigmoid(float x) {
    return 1 / (1 + exp(-x));
  }

  static float tanh(float x) {
    return 1 - 2 / (1 + exp(x + x));
  }
}
