package io.palavra.kernels.vertex;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.nd4j.linalg.api.buffer.DataType;

/** A vertex at work in a graph that computes by itself: it has no layer, and is equal to itself. */
@SuppressWarnings(
    "overrides") // BaseGraphVertex declares setInputs without the dots of its interface.
public abstract class LayerlessVertex extends BaseGraphVertex {
  private static final long serialVersionUID = 1;

  /**
   * A vertex.
   *
   * @param index place in the graph
   */
  protected LayerlessVertex(ComputationGraph graph, String name, int index, DataType type) {
    super(graph, name, index, null, null, type);
  }

  @Override
  public final boolean hasLayer() {
    return false;
  }

  @Override
  public final Layer getLayer() {
    return null;
  }

  @Override
  public final boolean equals(Object other) {
    return this == other;
  }

  @Override
  public final int hashCode() {
    return System.identityHashCode(this);
  }
}
