package io.palavra.sentiment.network;

import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A vertex without parameters that needs the mask of a network input. */
@SuppressWarnings("overrides")
abstract class MaskedVertex extends WeightlessRun {
  private static final long serialVersionUID = 1L;

  private final int input;

  MaskedVertex(ComputationGraph graph, String name, int index, String maskOf, DataType dataType) {
    super(graph, name, index, dataType);
    input = graph.getConfiguration().getNetworkInputs().indexOf(maskOf);
    if (input < 0) {
      throw new IllegalArgumentException("no network input is named " + maskOf);
    }
  }

  /** The mask {@code [batch, time]} of this pass, or none where every position counts. */
  final Optional<INDArray> mask() {
    INDArray[] masks = graph.getInputMaskArrays();
    return masks == null ? Optional.empty() : Optional.ofNullable(masks[input]);
  }
}
