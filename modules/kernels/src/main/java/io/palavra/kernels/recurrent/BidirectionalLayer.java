package io.palavra.kernels.recurrent;

import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.forward.Stage;
import io.palavra.kernels.forward.Staged;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Two recurrent layers over the same input, the second from its end to its beginning, side by side
 * on the cores.
 */
public final class BidirectionalLayer
    extends org.deeplearning4j.nn.layers.recurrent.BidirectionalLayer implements Staged {
  private static final long serialVersionUID = 1;
  private final RecurrentLayer forward;
  private final RecurrentLayer backward;
  private final DataType dataType;
  private transient Recurrence engine;
  private transient boolean ready;

  /** Whether the last pass was inference, which can be repeated with what the way back needs. */
  private transient boolean repeatable;

  /**
   * Joins two layers.
   *
   * @param parameters those of {@code forward}, then those of {@code backward}
   */
  public BidirectionalLayer(
      NeuralNetConfiguration conf,
      RecurrentLayer forward,
      RecurrentLayer backward,
      INDArray parameters,
      DataType dataType) {
    super(conf, forward, backward, parameters);
    this.forward = forward;
    this.backward = backward;
    this.dataType = dataType;
  }

  private Recurrence engine() {
    if (engine == null) {
      engine = forward.engine(dataType, cells(), combination());
    }
    return engine;
  }

  private List<RecurrentCell> cells() {
    return List.of((RecurrentCell) forward.layerConf(), (RecurrentCell) backward.layerConf());
  }

  private Combination combination() {
    return switch (((Bidirectional) conf().getLayer()).getMode()) {
      case CONCAT -> Combination.CONCATENATE;
      case ADD -> Combination.ADD;
      case AVERAGE -> Combination.AVERAGE;
      case MUL -> Combination.MULTIPLY;
    };
  }

  @Override
  public Optional<Stage> stage() {
    if (!forward.staged() || !backward.staged()) {
      return Optional.empty();
    }
    Engine<float[]> own = RecurrentLayer.engine(Floor.floats(), cells(), combination(), 1);
    forward.handWeights(own.memory(0), false, false, LayerWorkspaceMgr.noWorkspaces());
    backward.handWeights(own.memory(1), false, false, LayerWorkspaceMgr.noWorkspaces());
    return Optional.of(new RecurrentStage(own));
  }

  @Override
  public void setInput(INDArray input, LayerWorkspaceMgr workspaces) {
    forward.setInput(input, workspaces);
  }

  @Override
  public INDArray input() {
    return forward.input();
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    Extent extent = run(training, training, workspaces);
    INDArray out =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS,
            dataType,
            new long[] {extent.steps(), extent.batch(), engine().outputs()},
            'c');
    engine().output(out);
    repeatable = !training;
    return forward.upward(out);
  }

  /**
   * Leads both ways over the input.
   *
   * @param training whether there is dropout and noise
   * @param keeping whether a backward pass may follow
   */
  private Extent run(boolean training, boolean keeping, LayerWorkspaceMgr workspaces) {
    ready = false;
    repeatable = false;
    INDArray x = forward.sequence(training, workspaces);
    Extent extent =
        Masks.extent(
            x,
            forward.getMaskArray(),
            "(bidirectional layer " + conf().getLayer().getLayerName() + ")");
    forward.handWeights(engine().memory(0), training, keeping, workspaces);
    backward.handWeights(engine().memory(1), training, keeping, workspaces);
    engine().begin(new Start(x, extent, forward.dropout(training), keeping));
    engine().forward();
    ready = keeping;
    return extent;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    if (repeatable) {
      // A frozen layer answers as in inference, and goes back all the same.
      run(false, true, workspaces);
    }
    if (!ready) {
      throw new IllegalStateException(
          "backward pass without a forward pass for training before it");
    }
    ready = false;
    INDArray outer = forward.inward(epsilon);
    long inputs = ((RecurrentCell) forward.layerConf()).getNIn();
    INDArray gradient =
        workspaces.createUninitialized(
            ArrayType.ACTIVATION_GRAD,
            dataType,
            new long[] {outer.size(0), outer.size(1), inputs},
            'c');
    engine().backward(outer, Integer.MAX_VALUE, gradient);
    Gradient gradients = new DefaultGradient(getGradientsViewArray());
    put(gradients, "f", forward.takeGradients(engine().memory(0)));
    put(gradients, "b", backward.takeGradients(engine().memory(1)));
    return new Pair<>(gradients, forward.outward(gradient));
  }

  private static void put(Gradient all, String prefix, Gradient part) {
    for (Map.Entry<String, INDArray> entry : part.gradientForVariable().entrySet()) {
      all.gradientForVariable().put(prefix + entry.getKey(), entry.getValue());
    }
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(
      INDArray mask, MaskState currentMaskState, int minibatchSize) {
    return forward.feedForwardMaskArray(mask, currentMaskState, minibatchSize);
  }

  @Override
  public void setMaskArray(INDArray mask) {
    forward.setMaskArray(mask);
  }

  @Override
  public void setInputMiniBatchSize(int size) {
    forward.setInputMiniBatchSize(size);
  }
}
