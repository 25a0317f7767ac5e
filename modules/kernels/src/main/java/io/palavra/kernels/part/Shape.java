package io.palavra.kernels.part;

import java.util.Arrays;

/**
 * A parameter array of a part.
 *
 * @param name within its layer
 * @param start what it begins with
 * @param sizes its shape, of one or two dimensions, row-major
 * @param fanIn how many numbers one output is made from, for the initialisation
 * @param fanOut how many outputs one number goes into
 */
record Shape(String name, Start start, long[] sizes, long fanIn, long fanOut) {

  long length() {
    return Arrays.stream(sizes).reduce(1, Math::multiplyExact);
  }

  /** Whether regularisation of weights applies, rather than that of biases. */
  boolean weight() {
    return start == Start.WEIGHTS;
  }
}
