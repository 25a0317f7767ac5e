package io.palavra.translator.search;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a hypothesis has looked.
 *
 * @param looks how much at each token of the source, in all
 * @param places for each token so far the source's that was looked at most
 */
record Trace(double[] looks, List<Integer> places) {
  static final Trace NONE = new Trace(new double[0], List.of());

  /** After one more look; without attention it stays as it is. */
  Trace with(double[] look) {
    if (look.length == 0) {
      return this;
    }
    double[] sum = look.clone();
    int most = 0;
    for (int i = 0; i < sum.length; i++) {
      sum[i] += looks.length == 0 ? 0 : looks[i];
      most = look[i] > look[most] ? i : most;
    }
    List<Integer> longer = new ArrayList<>(places);
    longer.add(most);
    return new Trace(sum, longer);
  }

  /** Those of the first tokens. */
  List<Integer> places(int tokens) {
    return places.subList(0, Math.min(tokens, places.size()));
  }
}
