package io.palavra.kernels.part;

import io.palavra.kernels.vertex.DirectVertex;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.samediff.SDVertexParams;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.weights.WeightInitXavier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Configuration of a vertex with several inputs, each {@code [batch, features, time]} or {@code
 * [batch, features]}, which is made of a part. Updater and regularisation are those of the graph,
 * weights begin as Xavier says.
 *
 * <p>It reads sequences whole: truncated back-propagation is refused by the vertex's name, and each
 * call of {@code rnnTimeStep}, of which Deeplearning4j tells a vertex nothing, is a sequence of its
 * own.
 */
public abstract class PartVertex extends DirectVertex implements PartSource {
  private static final long serialVersionUID = 1;

  /** For reading a configuration back. */
  protected PartVertex() {}

  /** All options of the class itself, for comparisons. */
  protected abstract List<Object> options();

  /** Width of the output. */
  protected abstract int outputWidth();

  @Override
  public GraphVertex instantiate(
      ComputationGraph graph,
      String name,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    setName(name);
    Map<String, INDArray> table = ParameterTable.views(this, parameters);
    if (initialize) {
      initializeParameters(table);
    }
    return new PartVertexRun(this, graph, index, parameters, table, type);
  }

  @Override
  public void initializeParameters(Map<String, INDArray> table) {
    ParameterTable.start(this, table, new WeightInitXavier());
  }

  @Override
  public void defineParametersAndInputs(SDVertexParams params) {
    params.clear();
    params.defineInputs(inputWidths().length);
    for (Shape shape : ParameterTable.shapes(this)) {
      if (shape.weight()) {
        params.addWeightParam(shape.name(), shape.sizes());
      } else {
        params.addBiasParam(shape.name(), shape.sizes());
      }
    }
  }

  @Override
  public long numParams(boolean backprop) {
    return ParameterTable.shapes(this).stream().mapToLong(Shape::length).sum();
  }

  @Override
  public int maxVertexInputs() {
    return inputWidths().length;
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType... inputs) {
    for (InputType input : inputs) {
      if (SequenceInput.isSteps(input)) {
        throw new IllegalStateException(
            getClass().getSimpleName()
                + " reads sequences or vectors, not single steps of sequences: put a"
                + " PreprocessorVertex with a FeedForwardToRnnPreProcessor before it");
      }
    }
    return inputs[0] instanceof InputType.InputTypeRecurrent sequence
        ? InputType.recurrent(outputWidth(), sequence.getTimeSeriesLength())
        : InputType.feedForward(outputWidth());
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other)
        && other instanceof PartVertex that
        && getClass() == that.getClass()
        && options().equals(that.options());
  }

  @Override
  public int hashCode() {
    return Objects.hash(getClass(), options());
  }
}
