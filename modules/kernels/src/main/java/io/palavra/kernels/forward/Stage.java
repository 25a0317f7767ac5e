package io.palavra.kernels.forward;

import java.util.List;

/**
 * What a layer does with its input outside training. It has parameters and working memory of its
 * own, and is used by one thread at a time.
 */
@FunctionalInterface
public interface Stage {

  /**
   * The layer's output.
   *
   * @param inputs what it reads; none for a layer that reads the ids themselves
   */
  Values apply(Sequences sequences, List<Values> inputs);
}
