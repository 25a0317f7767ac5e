package io.palavra.embeddings.phrases;

/** How strongly two words belong together. */
public enum PhraseScore {
  /**
   * {@code (ab - discount) * N / (a * b)}, as the program word2phrase has it (Mikolov et al. 2013,
   * equation 6, times the words of the text).
   */
  MIKOLOV {
    @Override
    double of(double pair, double first, double second, double total, double discount) {
      return (pair - discount) * total / (first * second);
    }
  },
  /** Pointwise mutual information over its largest value, from -1 to 1 (Bouma 2009). */
  NPMI {
    @Override
    double of(double pair, double first, double second, double total, double discount) {
      double p = pair / total;
      return p >= 1 ? 1 : Math.log(p * total * total / (first * second)) / -Math.log(p);
    }
  };

  /**
   * @param pair how often both come, one behind the other
   * @param total words of the text
   */
  abstract double of(double pair, double first, double second, double total, double discount);
}
