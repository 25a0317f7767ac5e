package io.palavra.kernels.convolution;

import io.palavra.kernels.TextConvolution;
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
import io.palavra.kernels.whole.WholeSequences;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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

/** Filters of several widths and their greatest values, {@code [batch, outputs]}. */
public final class TextConvolutionLayer extends RowMajorLayer<TextConvolution>
    implements Staged, WholeSequences {
  private static final long serialVersionUID = 1;

  private final boolean plain = PlainPath.taken();
  private transient Filters filters;

  /** A layer without parameters yet. */
  public TextConvolutionLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  private Filters filters() {
    if (filters == null) {
      filters =
          plain
              ? new PlainFilters(
                  layerConf().shape(), Activations.squash(layerConf().getActivationFn()), dataType)
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

  private <A> TextFilters<A> filters(Arithmetic<A> math, Transfer<A> transfer) {
    TextConvolution conf = layerConf();
    return new TextFilters<>(
        math,
        transfer,
        conf.shape(),
        Activations.squash(conf.getActivationFn()),
        Math.toIntExact(conf.getNIn()));
  }

  @Override
  public Optional<Stage> stage() {
    if (plain || dataType != DataType.FLOAT || layerConf().getWeightNoise() != null) {
      return Optional.empty();
    }
    TextFilters<float[]> own = filters(Arithmetics.floats(), new FloatTransfer());
    own.weights(weights(this::getParam), getParam(ConvolutionParameters.BIAS));
    StepProducts products = new StepProducts(own.banks(), Math.toIntExact(layerConf().getNIn()));
    return Optional.of(new FilterStage(own, products, Math.toIntExact(layerConf().getNOut())));
  }

  private List<INDArray> weights(Function<String, INDArray> values) {
    List<INDArray> weights = new ArrayList<>();
    for (int width : layerConf().getWidths()) {
      weights.add(values.apply(ConvolutionParameters.weights(width)));
    }
    return weights;
  }

  /**
   * The first step of the window that an output of the last pass was taken from, counted among the
   * sequence's steps that are not masked; may lie before the first step where zeros are seen there.
   * {@link Integer#MIN_VALUE} for an output that was taken from no window.
   *
   * @param sequence of the batch
   * @param output of the layer
   */
  public int windowStart(int sequence, int output) {
    int window = filters().window(sequence, output);
    if (window < 0) {
      return Integer.MIN_VALUE;
    }
    return window - layerConf().getBorder().before(layerConf().width(output) - 1);
  }

  private boolean timeFirst() {
    return layerConf().getFormat() == RNNFormat.NWC;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    Sequences.check(input, layerConf().getNIn(), layerConf().getFormat(), layerId());
    applyDropOutIfNecessary(training, workspaces);
    INDArray all = input.castTo(dataType);
    INDArray x = timeFirst() ? all : all.permute(0, 2, 1);
    List<INDArray> weights = weights(key -> getParamWithNoise(key, training, workspaces));
    filters().weights(weights, getParamWithNoise(ConvolutionParameters.BIAS, training, workspaces));
    INDArray out =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS, dataType, new long[] {x.size(0), layerConf().getNOut()}, 'c');
    filters().forward(x, Masks.extent(x.permute(1, 0, 2), maskArray, layerId()), out);
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    long time = input.size(timeFirst() ? 1 : 2);
    INDArray out =
        workspaces.createUninitialized(
            ArrayType.ACTIVATION_GRAD,
            dataType,
            new long[] {input.size(0), time, layerConf().getNIn()},
            'c');
    Gradient gradients = new DefaultGradient(gradientsFlattened);
    List<INDArray> weights = new ArrayList<>();
    for (int width : layerConf().getWidths()) {
      String key = ConvolutionParameters.weights(width);
      weights.add(gradientViews.get(key));
      gradients.gradientForVariable().put(key, gradientViews.get(key));
    }
    INDArray bias = gradientViews.get(ConvolutionParameters.BIAS);
    gradients.gradientForVariable().put(ConvolutionParameters.BIAS, bias);
    filters().backward(epsilon.castTo(dataType), weights, bias, out);
    weightNoiseParams.clear();
    INDArray gradient = timeFirst() ? out : out.permute(0, 2, 1);
    return new Pair<>(gradients, backpropDropOutIfPresent(gradient));
  }

  /** After this layer there are no steps any more, and no mask. */
  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(
      INDArray mask, MaskState currentMaskState, int minibatchSize) {
    setMaskArray(mask);
    return null;
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
