package io.palavra.kernels.part;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer whose matrices lie row-major among its parameters, where Deeplearning4j's own layers have
 * columns one by one.
 *
 * @param <C> its configuration
 */
public abstract class RowMajorLayer<C extends org.deeplearning4j.nn.conf.layers.BaseLayer>
    extends BaseLayer<C> {
  private static final long serialVersionUID = 1;

  /** A layer without parameters yet. */
  protected RowMajorLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  @Override
  public void setParams(INDArray newParams) {
    if (newParams != paramsFlattened) {
      setParams(newParams, 'c');
    }
  }
}
