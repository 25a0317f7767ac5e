package io.palavra.sentiment.network;

import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.custom.ReverseSequence;
import org.nd4j.linalg.factory.Nd4j;

/** The pass of {@link ReverseByLength}. Its own inverse, so errors take the same way back. */
@SuppressWarnings(
    "overrides") // BaseGraphVertex declares setInputs without the dots of its interface.
final class ReverseByLengthVertex extends MaskedVertex {
  private static final long serialVersionUID = 1L;

  private static final int BATCH = 0;
  private static final int TIME = 2;

  ReverseByLengthVertex(
      ComputationGraph graph, String name, int index, String maskOf, DataType dataType) {
    super(graph, name, index, maskOf, dataType);
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
    return reversed(inputs[0], workspaces, ArrayType.ACTIVATIONS);
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaces) {
    INDArray error = reversed(epsilon, workspaces, ArrayType.ACTIVATION_GRAD);
    return new Pair<>(null, new INDArray[] {error});
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArrays(
      INDArray[] maskArrays, MaskState state, int minibatchSize) {
    return new Pair<>(maskArrays == null ? null : maskArrays[0], state);
  }

  private INDArray reversed(INDArray in, LayerWorkspaceMgr workspaces, ArrayType type) {
    INDArray lengths =
        mask()
            .map(mask -> mask.sum(1).castTo(DataType.INT64))
            .orElseGet(
                () ->
                    Nd4j.valueArrayOf(new long[] {in.size(BATCH)}, in.size(TIME), DataType.INT64));
    INDArray out = Nd4j.exec(new ReverseSequence(in, lengths, TIME, BATCH))[0];
    return workspaces.dup(type, out, 'f');
  }
}
