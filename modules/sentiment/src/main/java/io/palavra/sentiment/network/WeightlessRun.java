package io.palavra.sentiment.network;

import io.palavra.kernels.vertex.LayerlessVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The pass of a {@link WeightlessVertex}. */
@SuppressWarnings("overrides")
abstract class WeightlessRun extends LayerlessVertex {
  private static final long serialVersionUID = 1L;

  WeightlessRun(ComputationGraph graph, String name, int index, DataType dataType) {
    super(graph, name, index, dataType);
  }

  @Override
  public final void setBackpropGradientsViewArray(INDArray view) {
    if (view != null) {
      throw new IllegalArgumentException(getVertexName() + " has no parameters");
    }
  }

  @Override
  public final String toString() {
    return getClass().getSimpleName() + "(" + getVertexName() + ")";
  }
}
