package io.palavra.kernels.convolution;

import io.palavra.kernels.arithmetic.Arithmetics;
import io.palavra.kernels.arithmetic.DoubleTransfer;
import io.palavra.kernels.arithmetic.FloatTransfer;
import io.palavra.kernels.forward.Stage;
import io.palavra.kernels.forward.Staged;
import io.palavra.kernels.plain.PlainPath;
import io.palavra.kernels.recurrent.Masks;
import java.util.Optional;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The greatest value of each feature in stretches of a sequence. */
public final class WindowPoolingLayer extends AbstractLayer<org.deeplearning4j.nn.conf.layers.Layer>
    implements Staged {
  private static final long serialVersionUID = 1;

  private final boolean flat;
  private final int size;
  private final int stride;
  private final RNNFormat format;
  private final boolean plain = PlainPath.taken();
  private transient Stretches pool;

  private WindowPoolingLayer(
      NeuralNetConfiguration conf,
      DataType dataType,
      boolean flat,
      int size,
      int stride,
      RNNFormat format) {
    super(conf, dataType);
    this.flat = flat;
    this.size = size;
    this.stride = stride;
    this.format = format;
  }

  /** Sequences to shorter sequences, {@code [batch, features, stretches]}. */
  public static WindowPoolingLayer sliding(
      NeuralNetConfiguration conf, DataType dataType, int size, int stride, RNNFormat format) {
    return new WindowPoolingLayer(conf, dataType, false, size, stride, format);
  }

  /** Sequences to vectors, {@code [batch, segments * features]}. */
  public static WindowPoolingLayer segments(
      NeuralNetConfiguration conf, DataType dataType, int number, RNNFormat format) {
    return new WindowPoolingLayer(conf, dataType, true, number, 1, format);
  }

  private Windows windows() {
    return flat ? Windows.segments(size) : Windows.sliding(size, stride);
  }

  private Stretches pool() {
    if (pool == null) {
      pool =
          plain
              ? new PlainStretches(windows(), dataType)
              : switch (dataType) {
                case FLOAT ->
                    new WindowPool<>(Arithmetics.floats(), new FloatTransfer(), windows());
                case DOUBLE ->
                    new WindowPool<>(Arithmetics.doubles(), new DoubleTransfer(), windows());
                default ->
                    throw new IllegalArgumentException(
                        "pooling kernels compute in FLOAT and DOUBLE, not in " + dataType);
              };
    }
    return pool;
  }

  @Override
  public Optional<Stage> stage() {
    if (plain || dataType != DataType.FLOAT) {
      return Optional.empty();
    }
    Windows windows = windows();
    WindowPool<float[]> own = new WindowPool<>(Arithmetics.floats(), new FloatTransfer(), windows);
    return Optional.of(new WindowStage(own, windows, flat ? size : 0));
  }

  private INDArray byTime(INDArray array) {
    return format == RNNFormat.NWC ? array : array.permute(0, 2, 1);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    Sequences.check(input, input.rank() == 3 ? byTime(input).size(2) : -1, format, layerId());
    applyDropOutIfNecessary(training, workspaces);
    INDArray x = byTime(input.castTo(dataType));
    long[] shape = {x.size(0), windows().count((int) x.size(1)), x.size(2)};
    INDArray out = workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, shape, 'c');
    pool().forward(x, Masks.extent(x.permute(1, 0, 2), maskArray, layerId()), out);
    return flat ? out.reshape('c', shape[0], shape[1] * shape[2]) : byTime(out);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray x = byTime(input);
    INDArray outer = epsilon.castTo(dataType);
    INDArray each = flat ? outer.dup('c').reshape('c', x.size(0), size, x.size(2)) : byTime(outer);
    INDArray out =
        workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, x.shape(), 'c');
    pool().backward(each, out);
    return new Pair<>(new DefaultGradient(), backpropDropOutIfPresent(byTime(out)));
  }

  /**
   * Behind stretches of a sequence those count that there are; behind a vector there is no mask.
   */
  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(
      INDArray mask, MaskState currentMaskState, int minibatchSize) {
    setMaskArray(mask);
    if (flat) {
      return null;
    }
    if (mask == null) {
      return new Pair<>(null, currentMaskState);
    }
    float[] values = mask.dup('c').data().asFloat();
    int batch = (int) mask.size(0);
    int time = (int) mask.size(1);
    float[][] shorter = new float[batch][windows().count(time)];
    for (int b = 0; b < batch; b++) {
      int length = 0;
      for (int t = 0; t < time; t++) {
        length += values[b * time + t] != 0 ? 1 : 0;
      }
      java.util.Arrays.fill(shorter[b], 0, windows().count(length), 1);
    }
    return new Pair<>(Nd4j.createFromArray(shorter).castTo(mask.dataType()), currentMaskState);
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public void clearNoiseWeightParams() {}

  @Override
  public Type type() {
    return Type.SUBSAMPLING;
  }
}
