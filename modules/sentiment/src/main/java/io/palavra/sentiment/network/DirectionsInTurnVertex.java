package io.palavra.sentiment.network;

import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The pass of {@link DirectionsInTurn}. */
@SuppressWarnings(
    "overrides") // BaseGraphVertex declares setInputs without the dots of its interface.
final class DirectionsInTurnVertex extends WeightlessRun {
  private static final long serialVersionUID = 1L;

  private static final int BATCH = 0;
  private static final int FEATURES = 1;
  private static final int TIME = 2;
  private static final int[] SWAPPED = {0, 2, 1, 3};

  DirectionsInTurnVertex(ComputationGraph graph, String name, int index, DataType dataType) {
    super(graph, name, index, dataType);
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray in = inputs[0];
    long features = in.size(FEATURES) / 2;
    INDArray turned = swapped(in, 2, features, in.size(TIME));
    return workspaces.dup(
        ArrayType.ACTIVATIONS,
        turned.reshape('c', in.size(BATCH), features, 2 * in.size(TIME)),
        'f');
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaces) {
    long features = epsilon.size(FEATURES);
    long time = epsilon.size(TIME) / 2;
    INDArray turned = swapped(epsilon, features, 2, time);
    INDArray error =
        workspaces.dup(
            ArrayType.ACTIVATION_GRAD,
            turned.reshape('c', epsilon.size(BATCH), 2 * features, time),
            'f');
    return new Pair<>(null, new INDArray[] {error});
  }

  /** Two dimensions in the other order, of what lies between batch and time. */
  private static INDArray swapped(INDArray array, long outer, long inner, long time) {
    return array
        .dup('c')
        .reshape('c', array.size(BATCH), outer, inner, time)
        .permute(SWAPPED)
        .dup('c');
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArrays(
      INDArray[] maskArrays, MaskState state, int minibatchSize) {
    INDArray mask = maskArrays == null ? null : maskArrays[0];
    return new Pair<>(mask == null ? null : Nd4j.concat(1, mask, mask), state);
  }
}
