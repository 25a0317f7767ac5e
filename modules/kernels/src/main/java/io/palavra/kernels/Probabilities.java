package io.palavra.kernels;

/** Checks probabilities of dropping. */
final class Probabilities {

  private Probabilities() {}

  static double check(String name, double probability) {
    if (!(probability >= 0 && probability < 1)) {
      throw new IllegalArgumentException(
          name + " must be at least 0 and less than 1, got " + probability);
    }
    return probability;
  }
}
