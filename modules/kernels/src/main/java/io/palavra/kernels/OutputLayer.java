package io.palavra.kernels;

import io.palavra.kernels.output.ClassLayer;
import io.palavra.kernels.part.Instance;
import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The stock {@link org.deeplearning4j.nn.conf.layers.OutputLayer}, its parameters and its results:
 * {@code [batch, nIn]} to {@code [batch, nOut]}, labels of the shape of the output.
 *
 * <p>Softmax with {@code LossMCXENT} or {@code LossNegativeLogLikelihood}, and sigmoid with {@code
 * LossBinaryXENT}, weighted or not, are computed in one pass without masks. Any other activation or
 * loss, and masks of the labels, take the way of the stock layer.
 */
public final class OutputLayer extends BaseOutputLayer {
  private static final long serialVersionUID = 1;

  /** For reading a configuration back; use the {@link Builder}. */
  private OutputLayer() {}

  private OutputLayer(Builder builder) {
    super(builder);
    initializeConstraints(builder);
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    return Instance.of(
        new ClassLayer(conf, type), this, conf, listeners, index, parameters, initialize);
  }

  @Override
  public ParamInitializer initializer() {
    return DefaultParamInitializer.getInstance();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OutputLayer && super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }

  /** Builds the layer; the stock builder's methods. */
  @SuppressWarnings("unchecked")
  public static final class Builder extends BaseOutputLayer.Builder<Builder> {

    /** Softmax with cross-entropy. */
    public Builder() {
      setActivationFn(new ActivationSoftmax());
    }

    /** Softmax with a loss. */
    public Builder(LossFunction loss) {
      this(loss.getILossFunction());
    }

    /** Softmax with a loss. */
    public Builder(ILossFunction loss) {
      this();
      setLossFn(loss);
    }

    @Override
    public OutputLayer build() {
      return new OutputLayer(this);
    }
  }
}
