package io.palavra.kernels.vertex;

import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.api.TrainingConfig;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link DirectVertex} at work in a graph: it is no layer, and keeps the masks it was given. */
@SuppressWarnings("overrides")
public abstract class DirectVertexRun extends BaseGraphVertex {
  private static final long serialVersionUID = 1;
  private final transient DirectVertex config;
  private transient INDArray[] masks;

  /**
   * A vertex.
   *
   * @param index place in the graph
   */
  protected DirectVertexRun(DirectVertex config, ComputationGraph graph, int index, DataType type) {
    super(graph, config.getName(), index, null, null, type);
    this.config = config;
  }

  /** One mask an input (an element may be null), where this pass has any. */
  protected final Optional<INDArray[]> masks() {
    // The graph forgets masks without telling its vertices.
    return graph.getInputMaskArrays() == null ? Optional.empty() : Optional.ofNullable(masks);
  }

  @Override
  public final Pair<INDArray, MaskState> feedForwardMaskArrays(
      INDArray[] maskArrays, MaskState state, int minibatchSize) {
    masks = maskArrays;
    return config.feedForwardMaskArrays(maskArrays, state, minibatchSize);
  }

  @Override
  public final TrainingConfig getConfig() {
    return config;
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
