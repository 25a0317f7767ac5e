package io.palavra.kernels.recurrent;

import io.palavra.kernels.vertex.DirectVertex;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.samediff.SDVertexParams;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A recurrent layer of one direction whose first states are inputs of the graph and whose states
 * are its output: a sequence {@code [batch, features, time]}, then as many states {@code [batch,
 * units]} as it begins with (the hidden one; an LSTM's memory), to {@code [batch, units, time]}. An
 * LSTM that puts out its memories, too, gives {@code [batch, 2 * units, time]}, memories behind
 * hidden states. The states after the last steps are what {@code SequencePooling} with {@code LAST}
 * makes of that, whole or in parts ({@code SubsetVertex}).
 *
 * <p>It keeps no state from one call to the next. Deeplearning4j tells a vertex nothing of {@code
 * rnnTimeStep}: each call begins with the states that are inputs, or zeros. Truncated
 * back-propagation is refused by the vertex's name.
 *
 * <p>Updater, regularisation and, unless the layer has its own, start of the weights are those of
 * the graph.
 */
public final class RecurrentVertex extends DirectVertex {
  private static final long serialVersionUID = 1;
  @JsonProperty private BaseRecurrentLayer layer;
  @JsonProperty private int starts;
  @JsonProperty private boolean memory;

  /** For reading a configuration back. */
  private RecurrentVertex() {}

  /**
   * A vertex around a layer.
   *
   * @param layer an LSTM, GRU or SimpleRnn of this module, with its numbers of inputs and units
   * @param starts how many states are inputs: 0, 1, or 2 of an LSTM
   * @param memory whether an LSTM's memories are put out, too
   */
  public RecurrentVertex(BaseRecurrentLayer layer, int starts, boolean memory) {
    if (!(layer instanceof RecurrentCell cell) || cell.getNIn() < 1 || cell.getNOut() < 1) {
      throw new IllegalArgumentException(
          "expected a recurrent layer of this module with nIn and nOut, got " + layer);
    }
    int states = cell.kind() == CellKind.LSTM ? 2 : 1;
    if (starts < 0 || starts > states || memory && states < 2) {
      throw new IllegalArgumentException(
          "a "
              + cell.kind()
              + " has "
              + states
              + " kinds of state, got "
              + starts
              + " to begin with"
              + (memory ? " and a memory to put out" : ""));
    }
    this.layer = layer;
    this.starts = starts;
    this.memory = memory;
  }

  private RecurrentCell cell() {
    return (RecurrentCell) layer;
  }

  /** How many kinds of state are put out. */
  int kinds() {
    return memory ? 2 : 1;
  }

  @Override
  protected RecurrentVertex copy() {
    return new RecurrentVertex((BaseRecurrentLayer) layer.clone(), starts, memory);
  }

  @Override
  public void applyGlobalConfigToLayer(NeuralNetConfiguration.Builder graph) {
    // What a layer of the graph is given.
    graph.clone().layer(layer).build();
  }

  @Override
  public GraphVertex instantiate(
      ComputationGraph graph,
      String name,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    setName(name);
    layer.setLayerName(name);
    NeuralNetConfiguration conf = new NeuralNetConfiguration();
    conf.setLayer(layer);
    RecurrentLayer run = RecurrentLayer.puttingOut(conf, type, kinds());
    run.setParamsViewArray(parameters);
    run.setParamTable(layer.initializer().init(conf, parameters, initialize));
    return new RecurrentVertexRun(this, run, graph, index, type);
  }

  /** {@link #instantiate} does. */
  @Override
  public void initializeParameters(Map<String, INDArray> table) {}

  @Override
  public void defineParametersAndInputs(SDVertexParams params) {
    params.clear();
    params.defineInputs(1 + starts);
    CellKind kind = cell().kind();
    CellOptions options = cell().options();
    long units = cell().getNOut();
    long width = kind.gates() * units;
    params.addWeightParam(RecurrentParameters.INPUT, cell().getNIn(), width);
    params.addWeightParam(RecurrentParameters.RECURRENT, units, width + kind.peepholes(options));
    params.addBiasParam(RecurrentParameters.BIAS, kind.biases(options) * units);
    if (kind.gains(options) > 0) {
      params.addBiasParam(RecurrentParameters.GAIN, kind.gains(options) * units);
    }
  }

  @Override
  public long numParams(boolean backprop) {
    return layer.initializer().numParams(layer);
  }

  @Override
  public int minVertexInputs() {
    return 1 + starts;
  }

  @Override
  public int maxVertexInputs() {
    return 1 + starts;
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType... inputs) {
    if (!(inputs[0] instanceof InputType.InputTypeRecurrent sequence)) {
      throw new IllegalStateException("RecurrentVertex reads sequences, got " + inputs[0]);
    }
    return InputType.recurrent(kinds() * cell().getNOut(), sequence.getTimeSeriesLength());
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other)
        && other instanceof RecurrentVertex that
        && layer.equals(that.layer)
        && starts == that.starts
        && memory == that.memory;
  }

  @Override
  public int hashCode() {
    return Objects.hash(layer, starts, memory);
  }
}
