package io.palavra.kernels.fit;

import io.palavra.kernels.embedding.EmbeddingLayer;
import io.palavra.kernels.plain.PlainPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.api.Trainable;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * The stock updater with its state where it is, which changes the parameters itself and in one
 * pass.
 */
final class FusedUpdater extends ComputationGraphUpdater {
  private static final long serialVersionUID = 1;
  private final transient List<Segment> segments = new ArrayList<>();
  private transient boolean applied;

  FusedUpdater(ComputationGraph network, INDArray state) {
    super(network, state);
    for (UpdaterBlock block : getUpdaterBlocks()) {
      for (UpdaterBlock.ParamState part : block.getLayersAndVariablesInBlock()) {
        segments.add(segment(block, part));
      }
    }
  }

  /**
   * Whether everything that {@code network} does between gradient and parameters can be done here.
   */
  static boolean serves(ComputationGraph network) {
    if (PlainPath.taken() || network.params().dataType() != DataType.FLOAT) {
      return false;
    }
    for (GraphVertex layer : network.getVertices()) {
      if (layer.numParams() == 0) {
        continue;
      }
      GradientNormalization normalization = layer.getConfig().getGradientNormalization();
      if (normalization != null && normalization != GradientNormalization.None) {
        return false;
      }
      for (String name : layer.paramTable(false).keySet()) {
        if (!Step.knows(layer.getConfig().getUpdaterByParam(name))
            || layer.getConfig().isPretrainParam(name)) {
          return false;
        }
      }
    }
    return true;
  }

  private static Segment segment(UpdaterBlock block, UpdaterBlock.ParamState part) {
    int from = part.getParamOffsetStart() - block.getParamOffsetStart();
    int length = part.getParamOffsetEnd() - part.getParamOffsetStart();
    int blockLength = block.getParamOffsetEnd() - block.getParamOffsetStart();
    List<INDArray> states = new ArrayList<>();
    INDArray all = block.getUpdaterView();
    for (int i = 0; all != null && i < all.length() / blockLength; i++) {
      INDArray vector = all.reshape(all.length());
      states.add(
          vector.get(
              NDArrayIndex.interval(i * blockLength + from, i * blockLength + from + length)));
    }
    Trainable layer = part.getLayer();
    List<Regularization> regularization =
        layer.getConfig().getRegularizationByParam(part.getParamName());
    return new Segment(
        part.getParamView(),
        part.getGradView(),
        states,
        layer.getConfig().getUpdaterByParam(part.getParamName()),
        regularization == null ? List.of() : List.copyOf(regularization),
        layer.updaterDivideByMinibatch(part.getParamName()),
        table(layer));
  }

  private static Optional<EmbeddingLayer> table(Trainable part) {
    if (part instanceof GraphVertex vertex
        && vertex.getLayer() instanceof EmbeddingLayer table
        && !table.shared()) {
      table.touchOnly(true);
      return Optional.of(table);
    }
    return Optional.empty();
  }

  @Override
  public synchronized void update(
      Gradient gradient, int iteration, int epoch, int batchSize, LayerWorkspaceMgr workspaces) {
    // A gradient object hands out a new view each time: what tells is the memory under it.
    applied = gradient.gradient().data().address() == getFlattenedGradientsView().data().address();
    if (!applied) {
      super.update(gradient, iteration, epoch, batchSize, workspaces);
      return;
    }
    int batch = isMiniBatch() ? batchSize : 1;
    for (Segment segment : segments) {
      segment.update(batch, iteration, epoch);
    }
  }

  /** Whether the last update has changed the parameters already. */
  boolean applied() {
    return applied;
  }
}
