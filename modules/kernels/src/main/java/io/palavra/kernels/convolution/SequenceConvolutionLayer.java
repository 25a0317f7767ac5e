package io.palavra.kernels.convolution;

import io.palavra.kernels.SequenceConvolution;
import io.palavra.kernels.arithmetic.Activations;
import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.Arithmetics;
import io.palavra.kernels.arithmetic.DoubleTransfer;
import io.palavra.kernels.arithmetic.FloatTransfer;
import io.palavra.kernels.arithmetic.Transfer;
import io.palavra.kernels.forward.Stage;
import io.palavra.kernels.forward.Staged;
import io.palavra.kernels.part.RowMajorLayer;
import io.palavra.kernels.plain.PlainPath;
import io.palavra.kernels.recurrent.Masks;
import java.util.Optional;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Filters of one width with a value for every step, {@code [batch, filters, time]}. */
public class SequenceConvolutionLayer extends RowMajorLayer<SequenceConvolution> implements Staged {
  private static final long serialVersionUID = 1;

  private final boolean plain = PlainPath.taken();
  private transient Stack filters;

  /** A layer without parameters yet. */
  public SequenceConvolutionLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  private Stack filters() {
    if (filters == null) {
      filters =
          plain
              ? new PlainStack(
                  Activations.squash(layerConf().getActivationFn()),
                  layerConf().getWidth(),
                  layerConf().getDilation(),
                  dataType)
              : switch (dataType) {
                case FLOAT -> filters(Arithmetics.floats(), new FloatTransfer());
                case DOUBLE -> filters(Arithmetics.doubles(), new DoubleTransfer());
                default ->
                    throw new IllegalArgumentException(
                        "convolution kernels compute in FLOAT and DOUBLE, not in " + dataType);
              };
    }
    return filters;
  }

  private <A> StackFilters<A> filters(Arithmetic<A> math, Transfer<A> transfer) {
    SequenceConvolution conf = layerConf();
    return new StackFilters<>(
        math,
        transfer,
        Activations.squash(conf.getActivationFn()),
        conf.getWidth(),
        conf.getDilation(),
        Math.toIntExact(conf.getNIn()),
        Math.toIntExact(conf.getNOut()));
  }

  @Override
  public final Optional<Stage> stage() {
    if (plain || dataType != DataType.FLOAT || layerConf().getWeightNoise() != null) {
      return Optional.empty();
    }
    StackFilters<float[]> own = filters(Arithmetics.floats(), new FloatTransfer());
    own.weights(getParam(key()), getParam(ConvolutionParameters.BIAS));
    return Optional.of(new StackStage(own));
  }

  private String key() {
    return ConvolutionParameters.weights(layerConf().getWidth());
  }

  private INDArray byTime(INDArray array) {
    return layerConf().getFormat() == RNNFormat.NWC ? array : array.permute(0, 2, 1);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    Sequences.check(input, layerConf().getNIn(), layerConf().getFormat(), layerId());
    applyDropOutIfNecessary(training, workspaces);
    INDArray x = byTime(input.castTo(dataType));
    filters()
        .weights(
            getParamWithNoise(key(), training, workspaces),
            getParamWithNoise(ConvolutionParameters.BIAS, training, workspaces));
    INDArray out =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS,
            dataType,
            new long[] {x.size(0), x.size(1), layerConf().getNOut()},
            'c');
    filters().forward(x, Masks.extent(x.permute(1, 0, 2), maskArray, layerId()), out);
    return byTime(out);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray outer = byTime(epsilon.castTo(dataType));
    INDArray out =
        workspaces.createUninitialized(
            ArrayType.ACTIVATION_GRAD,
            dataType,
            new long[] {outer.size(0), outer.size(1), layerConf().getNIn()},
            'c');
    Gradient gradients = new DefaultGradient(gradientsFlattened);
    INDArray weights = gradientViews.get(key());
    INDArray bias = gradientViews.get(ConvolutionParameters.BIAS);
    gradients.gradientForVariable().put(key(), weights);
    gradients.gradientForVariable().put(ConvolutionParameters.BIAS, bias);
    boolean below = layerConf().isInputGradient();
    filters().backward(outer, weights, bias, out, below);
    if (!below) {
      out.assign(0);
    }
    weightNoiseParams.clear();
    return new Pair<>(gradients, backpropDropOutIfPresent(byTime(out)));
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(
      INDArray mask, MaskState currentMaskState, int minibatchSize) {
    setMaskArray(mask);
    return new Pair<>(mask, MaskState.Passthrough);
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public Type type() {
    return Type.CONVOLUTIONAL;
  }
}
