package io.palavra.kernels.convolution;

import io.palavra.kernels.whole.WholeSequences;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/** Filters that see other steps than their own. */
public final class WideConvolutionLayer extends SequenceConvolutionLayer implements WholeSequences {
  private static final long serialVersionUID = 1;

  /** A layer without parameters yet. */
  public WideConvolutionLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }
}
