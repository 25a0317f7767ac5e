package io.palavra.sentiment.network;

import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The states of two directions, which stand side by side, one behind the other: from {@code [batch,
 * 2 * features, time]} to {@code [batch, features, 2 * time]}, so that one output serves both.
 */
public final class DirectionsInTurn extends WeightlessVertex {
  private static final long serialVersionUID = 1L;

  @Override
  public GraphVertex clone() {
    return new DirectionsInTurn();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DirectionsInTurn;
  }

  @Override
  public int hashCode() {
    return DirectionsInTurn.class.hashCode();
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
    return new DirectionsInTurnVertex(graph, name, idx, networkDatatype);
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType... vertexInputs) {
    InputType.InputTypeRecurrent states = (InputType.InputTypeRecurrent) vertexInputs[0];
    return InputType.recurrent(states.getSize() / 2);
  }
}
