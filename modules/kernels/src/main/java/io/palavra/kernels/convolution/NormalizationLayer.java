package io.palavra.kernels.convolution;

import io.palavra.kernels.SequenceNormalization;
import io.palavra.kernels.arithmetic.Arithmetics;
import io.palavra.kernels.arithmetic.DoubleTransfer;
import io.palavra.kernels.arithmetic.FloatTransfer;
import io.palavra.kernels.plain.PlainPath;
import io.palavra.kernels.recurrent.Extent;
import io.palavra.kernels.recurrent.Masks;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Normalises sequences; masked steps neither count nor change: they are zero. */
public final class NormalizationLayer extends BaseLayer<SequenceNormalization> {
  private static final long serialVersionUID = 1;

  private final boolean plain = PlainPath.taken();
  private transient Normaliser rows;

  /** Whether the last pass normalised by the averages kept from training. */
  private transient boolean byAverages;

  /** Whether no step of the last pass counted. */
  private transient boolean empty;

  /** A layer without parameters yet. */
  public NormalizationLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  private Normaliser rows() {
    if (rows == null) {
      NormalizationKind kind = layerConf().getNormalization();
      int features = Math.toIntExact(layerConf().getNOut());
      rows =
          plain
              ? new PlainNormaliser(kind, features, dataType)
              : switch (dataType) {
                case FLOAT ->
                    new RowNormalization<>(
                        Arithmetics.floats(), new FloatTransfer(), kind, features);
                case DOUBLE ->
                    new RowNormalization<>(
                        Arithmetics.doubles(), new DoubleTransfer(), kind, features);
                default ->
                    throw new IllegalArgumentException(
                        "normalisation kernels compute in FLOAT and DOUBLE, not in " + dataType);
              };
    }
    return rows;
  }

  private boolean batch() {
    return layerConf().getNormalization() == NormalizationKind.BATCH;
  }

  private INDArray byTime(INDArray array) {
    return layerConf().getFormat() == RNNFormat.NWC ? array : array.permute(0, 2, 1);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    byAverages = batch() && !training;
    Sequences.check(input, layerConf().getNOut(), layerConf().getFormat(), layerId());
    INDArray x = byTime(input.castTo(dataType));
    rows().weights(getParam(NormalizationParameters.GAIN), getParam(NormalizationParameters.SHIFT));
    if (batch() && !training) {
      rows()
          .statistics(
              getParam(NormalizationParameters.MEAN), getParam(NormalizationParameters.VARIANCE));
    }
    INDArray out = workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, x.shape(), 'c');
    Extent extent = Masks.extent(x.permute(1, 0, 2), maskArray, layerId());
    empty = extent.empty();
    if (empty) {
      out.assign(0);
    } else {
      rows().forward(x, extent, training, out);
    }
    return byTime(out);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray outer = byTime(epsilon.castTo(dataType));
    INDArray out =
        workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, outer.shape(), 'c');
    Gradient gradients = new DefaultGradient(gradientsFlattened);
    gradientViews.forEach((key, view) -> gradients.gradientForVariable().put(key, view));
    if (empty) {
      gradientsFlattened.assign(0);
      return new Pair<>(gradients, byTime(out.assign(0)));
    }
    rows()
        .backward(
            outer,
            gradientViews.get(NormalizationParameters.GAIN),
            gradientViews.get(NormalizationParameters.SHIFT),
            out);
    if (byAverages) {
      gradientViews.get(NormalizationParameters.MEAN).assign(0);
      gradientViews.get(NormalizationParameters.VARIANCE).assign(0);
    } else if (batch()) {
      keepAverages();
    }
    return new Pair<>(gradients, byTime(out));
  }

  /**
   * The kept averages move by the updater that subtracts what it is given, as in Deeplearning4j's
   * batch normalisation: kept - (1 - decay) (kept - new). A batch without a step that counts has no
   * statistics and does not move them.
   */
  private void keepAverages() {
    INDArray mean = gradientViews.get(NormalizationParameters.MEAN);
    INDArray variance = gradientViews.get(NormalizationParameters.VARIANCE);
    rows().takeStatistics(mean, variance);
    double share = 1 - layerConf().getDecay();
    mean.rsubi(getParam(NormalizationParameters.MEAN)).muli(share);
    variance.rsubi(getParam(NormalizationParameters.VARIANCE)).muli(share);
  }

  @Override
  public boolean updaterDivideByMinibatch(String name) {
    return !NormalizationParameters.MEAN.equals(name)
        && !NormalizationParameters.VARIANCE.equals(name);
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
    return Type.NORMALIZATION;
  }
}
