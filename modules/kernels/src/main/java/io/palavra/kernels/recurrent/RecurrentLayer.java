package io.palavra.kernels.recurrent;

import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.forward.Stage;
import io.palavra.kernels.forward.Staged;
import io.palavra.kernels.plain.PlainPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A recurrent layer of one direction: input {@code [batch, features, time]} (or {@code [batch,
 * time, features]}, as configured), output of the same kind. At a masked step the output is zero
 * and the state is carried over to the next step.
 *
 * <p>A forward pass for training leaves behind what the backward pass needs, so that nothing is
 * computed twice; the memory for it is kept from one mini-batch to the next.
 */
public final class RecurrentLayer
    extends org.deeplearning4j.nn.layers.recurrent.BaseRecurrentLayer<BaseRecurrentLayer>
    implements Staged {
  private static final long serialVersionUID = 1;
  private static final String HIDDEN = "prevAct";
  private static final String MEMORY = "prevMem";

  private final boolean plain;

  /** Kinds of state that are put out. */
  private final int kinds;

  private transient Recurrence engine;
  private transient boolean ready;

  /** Whether the last pass was inference, which can be repeated with what the way back needs. */
  private transient boolean repeatable;

  /** A layer without parameters yet. */
  public RecurrentLayer(NeuralNetConfiguration conf, DataType dataType) {
    this(conf, dataType, PlainPath.taken(), 1);
  }

  private RecurrentLayer(NeuralNetConfiguration conf, DataType dataType, boolean plain, int kinds) {
    super(conf, dataType);
    this.plain = plain;
    this.kinds = kinds;
  }

  /** A layer that puts out the first {@code kinds} of its states, and knows their gradients. */
  static RecurrentLayer puttingOut(NeuralNetConfiguration conf, DataType dataType, int kinds) {
    return new RecurrentLayer(conf, dataType, PlainPath.taken(), kinds);
  }

  /** The name of a kind of state among those a pass begins with. */
  static String stateKey(int kind) {
    return kind == 0 ? HIDDEN : MEMORY;
  }

  /** Copies the gradient of a first state from the last backward pass. */
  void startGradient(int kind, INDArray out) {
    engine.memory(0).startGradient(kind, out);
  }

  /** An engine over the given cells, the second one reversed. */
  Recurrence engine(DataType type, List<RecurrentCell> cells, Combination combination) {
    if (plain) {
      return new PlainEngine(type, cells, combination, kinds);
    }
    return switch (type) {
      case FLOAT -> engine(Floor.floats(), cells, combination, kinds);
      case DOUBLE -> engine(Floor.doubles(), cells, combination, kinds);
      default ->
          throw new IllegalArgumentException(
              "recurrent kernels compute in FLOAT and DOUBLE, not in " + type);
    };
  }

  static <A> Engine<A> engine(
      Floor<A> floor, List<RecurrentCell> cells, Combination combination, int kinds) {
    List<Sweep<A>> sweeps = new ArrayList<>();
    for (RecurrentCell cell : cells) {
      sweeps.add(cell.kind().sweep(floor, cell, !sweeps.isEmpty()));
    }
    return new Engine<>(floor, sweeps, combination, kinds);
  }

  private RecurrentCell cell() {
    return (RecurrentCell) layerConf();
  }

  /** The input as {@code [time, batch, features]} after input dropout. */
  INDArray sequence(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    long[] shape = input.shape();
    int features = getDataFormat() == org.deeplearning4j.nn.conf.RNNFormat.NWC ? 2 : 1;
    if (shape.length != 3 || shape[features] != cell().getNIn() || input.length() == 0) {
      throw new DL4JInvalidInputException(
          "expected sequences of "
              + cell().getNIn()
              + " features in format "
              + getDataFormat()
              + ", got shape "
              + Arrays.toString(shape)
              + " "
              + layerId());
    }
    applyDropOutIfNecessary(training, workspaces);
    return permuteIfNWC(input).castTo(dataType).permute(2, 0, 1);
  }

  /**
   * The gradient of the input, as the layer below expects it, from {@code [time, batch, features]}.
   */
  INDArray outward(INDArray gradient) {
    return permuteIfNWC(backpropDropOutIfPresent(gradient.permute(1, 2, 0)));
  }

  /** {@code [time, batch, units]} as the layer above expects it. */
  INDArray upward(INDArray output) {
    return permuteIfNWC(output.permute(1, 2, 0));
  }

  /** A gradient of the output as {@code [time, batch, units]}. */
  INDArray inward(INDArray epsilon) {
    return permuteIfNWC(epsilon).castTo(dataType).permute(2, 0, 1);
  }

  /**
   * Hands the layer's weights to a sweep.
   *
   * @param training whether there is noise on them
   * @param keeping whether a backward pass may follow
   */
  void handWeights(
      RecurrenceMemory memory, boolean training, boolean keeping, LayerWorkspaceMgr workspaces) {
    memory.weights(weights(key -> getParamWithNoise(key, training, workspaces)), keeping);
  }

  private Weights weights(Function<String, INDArray> values) {
    return new Weights(
        values.apply(RecurrentParameters.INPUT),
        values.apply(RecurrentParameters.RECURRENT),
        values.apply(RecurrentParameters.BIAS),
        cell().kind().gains(cell().options()) > 0
            ? Optional.of(values.apply(RecurrentParameters.GAIN))
            : Optional.empty());
  }

  /** Takes over the gradients of a sweep. */
  Gradient takeGradients(RecurrenceMemory memory) {
    Gradient gradients = new DefaultGradient(gradientsFlattened);
    for (String key : layerConf().initializer().paramKeys(layerConf())) {
      gradients.gradientForVariable().put(key, gradientViews.get(key));
    }
    memory.gradients(weights(gradientViews::get));
    weightNoiseParams.clear();
    return gradients;
  }

  /** What to drop in this pass. */
  VariationalDropout dropout(boolean training) {
    double inputs = cell().getVariationalDropOut();
    double hidden = cell().getRecurrentDropOut();
    return training && (inputs > 0 || hidden > 0)
        ? new VariationalDropout(inputs, hidden, Nd4j.getRandom().nextLong())
        : VariationalDropout.NONE;
  }

  INDArray forward(boolean training, Map<String, INDArray> states, LayerWorkspaceMgr workspaces) {
    Extent extent = run(training, training, states, workspaces);
    INDArray out =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS,
            dataType,
            new long[] {extent.steps(), extent.batch(), engine.outputs()},
            'c');
    engine.output(out);
    repeatable = !training && states.isEmpty();
    return upward(out);
  }

  /**
   * Leads the engine over the input.
   *
   * @param training whether there is dropout and noise
   * @param keeping whether a backward pass may follow
   */
  private Extent run(
      boolean training,
      boolean keeping,
      Map<String, INDArray> states,
      LayerWorkspaceMgr workspaces) {
    ready = false;
    repeatable = false;
    if (engine == null) {
      engine = engine(dataType, List.of(cell()), Combination.CONCATENATE);
    }
    INDArray x = sequence(training, workspaces);
    Extent extent = Masks.extent(x, maskArray, layerId());
    RecurrenceMemory memory = engine.memory(0);
    handWeights(memory, training, keeping, workspaces);
    engine.begin(new Start(x, extent, dropout(training), keeping));
    if (states.containsKey(HIDDEN)) {
      checkState(states.get(HIDDEN), extent);
      memory.start(0, states.get(HIDDEN));
    }
    if (states.containsKey(MEMORY) && cell().kind() == CellKind.LSTM) {
      checkState(states.get(MEMORY), extent);
      memory.start(1, states.get(MEMORY));
    }
    engine.forward();
    ready = keeping;
    return extent;
  }

  private void checkState(INDArray state, Extent extent) {
    if (state.rank() != 2 || state.size(0) != extent.batch() || state.size(1) != cell().getNOut()) {
      throw new DL4JInvalidInputException(
          "state of shape "
              + Arrays.toString(state.shape())
              + " can not go on with "
              + extent.batch()
              + " sequences: was rnnClearPreviousState() forgotten? "
              + layerId());
    }
  }

  @SuppressWarnings("try")
  private void keepState(Map<String, INDArray> states) {
    try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      INDArray hidden =
          Nd4j.createUninitialized(dataType, new long[] {input.size(0), cell().getNOut()}, 'c');
      engine.memory(0).end(0, hidden);
      states.put(HIDDEN, hidden);
      if (cell().kind() == CellKind.LSTM) {
        INDArray memory =
            Nd4j.createUninitialized(dataType, new long[] {input.size(0), cell().getNOut()}, 'c');
        engine.memory(0).end(1, memory);
        states.put(MEMORY, memory);
      }
    }
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    return forward(training, Map.of(), workspaces);
  }

  @Override
  public INDArray rnnTimeStep(INDArray newInput, LayerWorkspaceMgr workspaces) {
    setInput(newInput, workspaces);
    INDArray out = forward(false, stateMap, workspaces);
    keepState(stateMap);
    return out;
  }

  @Override
  public INDArray rnnActivateUsingStoredState(
      INDArray newInput,
      boolean training,
      boolean storeLastForTBPTT,
      LayerWorkspaceMgr workspaces) {
    setInput(newInput, workspaces);
    INDArray out = forward(training, tBpttStateMap, workspaces);
    if (storeLastForTBPTT) {
      keepState(tBpttStateMap);
    }
    return out;
  }

  /** Whether a stage does all that the layer does outside training. */
  boolean staged() {
    return !plain
        && kinds == 1
        && dataType == DataType.FLOAT
        && layerConf().getWeightNoise() == null;
  }

  @Override
  public Optional<Stage> stage() {
    if (!staged()) {
      return Optional.empty();
    }
    Engine<float[]> own = engine(Floor.floats(), List.of(cell()), Combination.CONCATENATE, kinds);
    handWeights(own.memory(0), false, false, LayerWorkspaceMgr.noWorkspaces());
    return Optional.of(new RecurrentStage(own));
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    return backward(epsilon, Integer.MAX_VALUE, workspaces);
  }

  @Override
  public Pair<Gradient, INDArray> tbpttBackpropGradient(
      INDArray epsilon, int tbpttBackLength, LayerWorkspaceMgr workspaces) {
    return backward(epsilon, tbpttBackLength > 0 ? tbpttBackLength : Integer.MAX_VALUE, workspaces);
  }

  private Pair<Gradient, INDArray> backward(
      INDArray epsilon, int limit, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    if (repeatable) {
      // A frozen layer answers as in inference, and goes back all the same.
      run(false, true, Map.of(), workspaces);
    }
    if (!ready) {
      throw new IllegalStateException(
          "backward pass without a forward pass for training before it " + layerId());
    }
    ready = false;
    INDArray outer = inward(epsilon);
    INDArray gradient =
        workspaces.createUninitialized(
            ArrayType.ACTIVATION_GRAD,
            dataType,
            new long[] {outer.size(0), outer.size(1), cell().getNIn()},
            'c');
    engine.backward(outer, limit, gradient);
    Gradient gradients = takeGradients(engine.memory(0));
    return new Pair<>(gradients, outward(gradient));
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(
      INDArray mask, MaskState currentMaskState, int minibatchSize) {
    setMaskArray(mask);
    return new Pair<>(mask, MaskState.Passthrough);
  }

  @Override
  public Type type() {
    return Type.RECURRENT;
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }
}
