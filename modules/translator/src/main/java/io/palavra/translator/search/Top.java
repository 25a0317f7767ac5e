package io.palavra.translator.search;

/** The places of the largest values of an array. */
final class Top {
  private Top() {}

  /** The largest first; of equals the one that stands first. */
  static int[] indices(float[] values, int count) {
    int size = Math.min(count, values.length);
    int[] best = new int[size];
    int filled = 0;
    for (int i = 0; i < values.length; i++) {
      float value = values[i];
      if (filled == size && !(value > values[best[size - 1]])) {
        continue;
      }
      int at = filled < size ? filled++ : size - 1;
      while (at > 0 && value > values[best[at - 1]]) {
        best[at] = best[at - 1];
        at--;
      }
      best[at] = i;
    }
    return best;
  }
}
