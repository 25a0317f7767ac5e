package io.palavra.sentiment.network;

import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Turns each row of {@code [batch, features, time]} round in time up to its own length and leaves
 * the padding behind it in place. It equals {@link
 * org.deeplearning4j.nn.conf.graph.rnn.ReverseTimeSeriesVertex} for rows that are padded at the
 * end, in one native operation instead of one for each position.
 */
public final class ReverseByLength extends WeightlessVertex {
  private static final long serialVersionUID = 1L;

  private final String maskOf;

  /**
   * @param maskOf the network input whose mask tells the lengths
   */
  public ReverseByLength(@JsonProperty("maskOf") String maskOf) {
    this.maskOf = maskOf;
  }

  /** The network input whose mask tells the lengths. */
  public String getMaskOf() {
    return maskOf;
  }

  @Override
  public GraphVertex clone() {
    return new ReverseByLength(maskOf);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ReverseByLength that && maskOf.equals(that.maskOf);
  }

  @Override
  public int hashCode() {
    return maskOf.hashCode();
  }

  @Override
  int inputs() {
    return 1;
  }

  @Override
  public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
      ComputationGraph graph,
      String name,
      int idx,
      INDArray paramsView,
      boolean initializeParams,
      DataType networkDatatype) {
    return new ReverseByLengthVertex(graph, name, idx, maskOf, networkDatatype);
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType... vertexInputs) {
    return vertexInputs[0];
  }
}
