package io.palavra.kernels.part;

import io.palavra.kernels.whole.WholeSequences;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A layer that runs a part which looks at other steps than its own.
 *
 * @param <C> its configuration
 */
public final class WholeLayerRun<C extends PartLayer> extends PartLayerRun<C>
    implements WholeSequences {
  private static final long serialVersionUID = 1;

  /** A layer without parameters yet. */
  public WholeLayerRun(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }
}
