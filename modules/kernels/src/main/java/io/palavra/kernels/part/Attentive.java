package io.palavra.kernels.part;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Something that attends, and tells where it looked. */
public interface Attentive {

  /**
   * The weights of the last pass, {@code [batch, heads, queries, keys]} with zeros at padding;
   * empty when there was no attention.
   */
  Optional<INDArray> attentionWeights();
}
