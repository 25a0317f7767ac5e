package io.palavra.kernels.embedding;

import java.util.Arrays;

/**
 * Which rows of a table each step is made from: one id, or the mean of several.
 *
 * @param ids all ids, step after step; a negative one stands for zeros
 * @param steps how many steps there are
 * @param owner for each id the step that it belongs to; empty when every step has exactly one
 * @param counts how many ids each step has; empty when every step has exactly one
 */
record Bags(int[] ids, int steps, int[] owner, int[] counts) {

  /** One id for each step. */
  static Bags single(int[] ids) {
    return new Bags(ids, ids.length, new int[0], new int[0]);
  }

  /**
   * Several ids for each step, of which negative ones are left out.
   *
   * @param ids {@code [steps, most]}
   */
  static Bags several(int[] ids, int steps) {
    int most = steps == 0 ? 0 : ids.length / steps;
    int[] kept = new int[ids.length];
    int[] owner = new int[ids.length];
    int[] counts = new int[steps];
    int n = 0;
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] >= 0) {
        kept[n] = ids[i];
        owner[n++] = i / most;
        counts[i / most]++;
      }
    }
    return new Bags(Arrays.copyOf(kept, n), steps, Arrays.copyOf(owner, n), counts);
  }

  /** Whether every step has exactly one id. */
  boolean singles() {
    return counts.length == 0;
  }

  /** The step of an id. */
  int step(int i) {
    return singles() ? i : owner[i];
  }

  /** What an id counts in the mean of its step. */
  double share(int i) {
    return singles() ? 1 : 1.0 / counts[owner[i]];
  }
}
