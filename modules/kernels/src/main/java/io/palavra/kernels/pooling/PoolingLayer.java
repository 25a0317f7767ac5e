package io.palavra.kernels.pooling;

import io.palavra.kernels.SequencePooling;
import io.palavra.kernels.arithmetic.Arithmetics;
import io.palavra.kernels.arithmetic.DoubleTransfer;
import io.palavra.kernels.arithmetic.FloatTransfer;
import io.palavra.kernels.forward.Stage;
import io.palavra.kernels.forward.Staged;
import io.palavra.kernels.plain.PlainPath;
import io.palavra.kernels.recurrent.Extent;
import io.palavra.kernels.recurrent.Masks;
import java.util.Arrays;
import java.util.Optional;
import org.deeplearning4j.exception.DL4JInvalidInputException;
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

/** Pools sequences over time and gives each step its part of the gradient. */
public final class PoolingLayer extends AbstractLayer<SequencePooling> implements Staged {
  private static final long serialVersionUID = 1;

  private final boolean plain = PlainPath.taken();
  private transient Pooler pool;

  /** A layer without input yet. */
  public PoolingLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  private Pooler pool() {
    if (pool == null) {
      pool = plain ? new PlainPool(dataType, layerConf().getPooling()) : kernel();
    }
    return pool;
  }

  private Pool<?> kernel() {
    return switch (dataType) {
      case FLOAT -> new Pool<>(Arithmetics.floats(), new FloatTransfer(), layerConf().getPooling());
      case DOUBLE ->
          new Pool<>(Arithmetics.doubles(), new DoubleTransfer(), layerConf().getPooling());
      default ->
          throw new IllegalArgumentException(
              "pooling kernels compute in FLOAT and DOUBLE, not in " + dataType);
    };
  }

  @Override
  public Optional<Stage> stage() {
    return plain || dataType != DataType.FLOAT
        ? Optional.empty()
        : Optional.of(new PoolStage(Arithmetics.floats(), layerConf().getPooling()));
  }

  private boolean timeFirst() {
    return layerConf().getFormat() == RNNFormat.NWC;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    if (input.rank() != 3 || input.length() == 0) {
      throw new DL4JInvalidInputException(
          "expected sequences of rank 3, got shape "
              + Arrays.toString(input.shape())
              + " "
              + layerId());
    }
    applyDropOutIfNecessary(training, workspaces);
    INDArray all = input.castTo(dataType);
    INDArray x = timeFirst() ? all.permute(1, 0, 2) : all.permute(2, 0, 1);
    Extent extent = Masks.extent(x, maskArray, layerId());
    INDArray out =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS, dataType, new long[] {x.size(1), x.size(2)}, 'c');
    pool().forward(x, extent, out);
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    long time = input.size(timeFirst() ? 1 : 2);
    long features = input.size(timeFirst() ? 2 : 1);
    INDArray out =
        workspaces.createUninitialized(
            ArrayType.ACTIVATION_GRAD, dataType, new long[] {time, input.size(0), features}, 'c');
    pool().backward(epsilon.castTo(dataType), out);
    INDArray gradient = timeFirst() ? out.permute(1, 0, 2) : out.permute(1, 2, 0);
    return new Pair<>(new DefaultGradient(), backpropDropOutIfPresent(gradient));
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
  public void clearNoiseWeightParams() {}

  @Override
  public Type type() {
    return Type.SUBSAMPLING;
  }
}
