package io.palavra.kernels.part;

import io.palavra.kernels.whole.WholeSequences;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A layer at the end of a network whose loss is one of whole sequences.
 *
 * @param <C> its configuration
 */
public final class WholeLossRun<C extends PartLayer> extends LossLayerRun<C>
    implements WholeSequences {
  private static final long serialVersionUID = 1;

  /** A layer without parameters yet. */
  public WholeLossRun(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }
}
