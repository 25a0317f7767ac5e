package io.palavra.sentiment.network;

import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The pass of {@link AttentionPooling}. With states h, weights a = softmax(s) and the sum o = Σ
 * a(t) h(t), an error e of o gives e a(t) to h(t) and a(t) (h(t)·e - Σ a(u) h(u)·e) to s(t).
 */
@SuppressWarnings(
    "overrides") // BaseGraphVertex declares setInputs without the dots of its interface.
final class AttentionPoolingVertex extends MaskedVertex {
  private static final long serialVersionUID = 1L;

  private static final int STATES = 0;
  private static final int SCORES = 1;
  private static final int FEATURES = 1;
  private static final int TIME = 2;

  /** Added to the score of padding; its exponential is 0 beside any real score. */
  private static final double NEVER = -1e30;

  AttentionPoolingVertex(
      ComputationGraph graph, String name, int index, String maskOf, DataType dataType) {
    super(graph, name, index, maskOf, dataType);
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray sum = inputs[STATES].mul(weights()).sum(TIME);
    return workspaces.dup(ArrayType.ACTIVATIONS, sum);
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaces) {
    long steps = inputs[SCORES].size(0);
    INDArray weights = weights();
    INDArray error = epsilon.reshape(epsilon.size(0), epsilon.size(1), 1);
    INDArray toStates = weights.mul(error);
    INDArray toWeights = inputs[STATES].mul(error).sum(true, FEATURES);
    INDArray mean = toWeights.mul(weights).sum(true, TIME);
    INDArray toScores = toWeights.sub(mean).mul(weights);
    return new Pair<>(
        null,
        new INDArray[] {
          workspaces.dup(ArrayType.ACTIVATION_GRAD, toStates, 'f'),
          workspaces.dup(ArrayType.ACTIVATION_GRAD, toScores.dup('f').reshape('f', steps, 1), 'f')
        });
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArrays(
      INDArray[] maskArrays, MaskState state, int minibatchSize) {
    return new Pair<>(null, state);
  }

  /** The weights {@code [batch, 1, time]}. */
  private INDArray weights() {
    long batch = inputs[STATES].size(0);
    long time = inputs[STATES].size(TIME);
    INDArray scores = inputs[SCORES].dup('f').reshape('f', batch, 1, time);
    mask()
        .ifPresent(
            mask -> {
              INDArray column =
                  mask.castTo(scores.dataType()).reshape(mask.size(0), 1, mask.size(1));
              scores.muli(column).addi(column.rsub(1).muli(NEVER));
            });
    INDArray shifted = scores.sub(scores.max(true, TIME));
    INDArray exponentials = Transforms.exp(shifted, false);
    return exponentials.div(exponentials.sum(true, TIME));
  }
}
