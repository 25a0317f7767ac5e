package io.palavra.kernels.vertex;

import io.palavra.kernels.whole.WholeSequences;
import java.util.Optional;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.api.TrainingConfig;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link DirectVertex} at work in a graph: it is no layer, and keeps the masks it was given. */
@SuppressWarnings("overrides")
public abstract class DirectVertexRun extends LayerlessVertex {
  private static final long serialVersionUID = 1;
  private final transient DirectVertex config;
  private transient INDArray[] masks;

  /**
   * A vertex.
   *
   * @param index place in the graph
   */
  protected DirectVertexRun(DirectVertex config, ComputationGraph graph, int index, DataType type) {
    super(graph, config.getName(), index, type);
    this.config = config;
  }

  /** One mask an input (an element may be null), where this pass has any. */
  protected final Optional<INDArray[]> masks() {
    // The graph forgets masks without telling its vertices.
    return graph.getInputMaskArrays() == null ? Optional.empty() : Optional.ofNullable(masks);
  }

  /**
   * Makes sure that a pass for training is one over whole sequences.
   *
   * @throws UnsupportedOperationException where the graph cuts them
   */
  protected final void requireWhole(boolean training) {
    if (training && graph.getConfiguration().getBackpropType() == BackpropType.TruncatedBPTT) {
      throw WholeSequences.refusal(
          "truncated back-propagation",
          "(vertex name: " + vertexName + "): train with BackpropType.Standard");
    }
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
}
