package io.palavra.kernels.forward;

import java.util.Optional;

/** A layer that can compute forward passes without Deeplearning4j. */
public interface Staged {

  /**
   * A stage that computes with the parameters of now; none where the layer's options ask for
   * something that only the layer itself does.
   */
  Optional<Stage> stage();
}
