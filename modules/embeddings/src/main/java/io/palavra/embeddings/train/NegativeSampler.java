package io.palavra.embeddings.train;

/**
 * Draws words by their counts to a power, with the alias method (Walker 1977, as built by Vose
 * 1991): exact, and a table of eight bytes a word stays in the cache where word2vec's of a hundred
 * million entries does not.
 */
final class NegativeSampler {
  private static final long LOWER_HALF = 0xFFFFFFFFL;

  /** Threshold and alias of each word, side by side. */
  private final int[] table;

  private final int size;

  NegativeSampler(long[] counts, double power) {
    size = counts.length;
    table = new int[2 * size];
    double sum = 0;
    double[] share = new double[size];
    for (int i = 0; i < size; i++) {
      share[i] = Math.pow(counts[i], power);
      sum += share[i];
    }
    int[] stack = new int[size];
    int small = 0;
    int large = size;
    for (int i = 0; i < size; i++) {
      share[i] *= size / sum;
      if (share[i] < 1) {
        stack[small++] = i;
      } else {
        stack[--large] = i;
      }
    }
    while (small > 0 && large < size) {
      int poor = stack[--small];
      int rich = stack[large];
      put(poor, share[poor], rich);
      share[rich] -= 1 - share[poor];
      if (share[rich] < 1) {
        large++;
        stack[small++] = rich;
      }
    }
    while (small > 0) {
      int rest = stack[--small];
      put(rest, 1, rest);
    }
    for (; large < size; large++) {
      put(stack[large], 1, stack[large]);
    }
  }

  private void put(int word, double share, int alias) {
    long threshold = Math.min(LOWER_HALF, Math.max(0, (long) (share * 0x1p32)));
    table[2 * word] = (int) threshold;
    table[2 * word + 1] = alias;
  }

  /** Without a branch, which no processor could foresee. */
  int draw(Randoms random) {
    long bits = random.next();
    int word = (int) ((bits >>> 32) * size >>> 32);
    int below = (int) ((bits & LOWER_HALF) - (table[2 * word] & LOWER_HALF) >> 63);
    return word & below | table[2 * word + 1] & ~below;
  }
}
