package io.palavra.sentiment.network;

import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The mean of the states {@code [batch, features, time]}, weighted by the softmax over time of the
 * scores: equations 6 and 7 of Yang et al. 2016, "Hierarchical attention networks for document
 * classification". Padding has weight 0. Gives {@code [batch, features]}.
 *
 * <p>Inputs in this order: states, and scores {@code [time * batch, 1]}, all rows' first steps
 * first, as Deeplearning4j's feed-forward layers give them for a time series.
 */
public final class AttentionPooling extends WeightlessVertex {
  private static final long serialVersionUID = 1L;

  private final String maskOf;

  /**
   * @param maskOf the network input whose mask tells what is padding
   */
  public AttentionPooling(@JsonProperty("maskOf") String maskOf) {
    this.maskOf = maskOf;
  }

  /** The network input whose mask tells what is padding. */
  public String getMaskOf() {
    return maskOf;
  }

  @Override
  public GraphVertex clone() {
    return new AttentionPooling(maskOf);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AttentionPooling that && maskOf.equals(that.maskOf);
  }

  @Override
  public int hashCode() {
    return maskOf.hashCode();
  }

  @Override
  int inputs() {
    return 2;
  }

  @Override
  public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
      ComputationGraph graph,
      String name,
      int idx,
      INDArray paramsView,
      boolean initializeParams,
      DataType networkDatatype) {
    return new AttentionPoolingVertex(graph, name, idx, maskOf, networkDatatype);
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType... vertexInputs) {
    InputType.InputTypeRecurrent states = (InputType.InputTypeRecurrent) vertexInputs[0];
    return InputType.feedForward(states.getSize());
  }
}
