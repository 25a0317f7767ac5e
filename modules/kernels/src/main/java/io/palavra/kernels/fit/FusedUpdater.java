package io.palavra.kernels.fit;

import io.palavra.kernels.embedding.EmbeddingLayer;
import io.palavra.kernels.plain.PlainPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.api.Trainable;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.solvers.BaseOptimizer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * The stock updater with its state where it is, which changes the parameters itself and in one pass
 * when it was told to expect that from the optimiser, and is a stock updater to everybody else.
 */
final class FusedUpdater extends ComputationGraphUpdater {
  private static final long serialVersionUID = 1;
  private static final StackWalker CALLERS =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
  private final transient List<LayerStep> layers = new ArrayList<>();
  private final transient List<EmbeddingLayer> tables = new ArrayList<>();
  private final transient ComputationGraph graph;
  private transient boolean expected;
  private transient boolean applied;

  FusedUpdater(ComputationGraph network, INDArray state) {
    super(network, state);
    this.graph = network;
    // Not by layers themselves, which may be equal without being the same.
    Map<String, List<Segment>> segments = new LinkedHashMap<>();
    for (UpdaterBlock block : getUpdaterBlocks()) {
      for (UpdaterBlock.ParamState part : block.getLayersAndVariablesInBlock()) {
        segments
            .computeIfAbsent(part.getLayer().getConfig().getLayerName(), name -> new ArrayList<>())
            .add(segment(block, part));
      }
    }
    segments.forEach((name, own) -> layers.add(new LayerStep(network.getVertex(name), own)));
  }

  /** Takes the place of the network's updater, with its state. */
  static FusedUpdater install(ComputationGraph network) {
    FusedUpdater updater = new FusedUpdater(network, network.getUpdater(true).getStateViewArray());
    network.setUpdater(updater);
    return updater;
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
      for (String name : layer.paramTable(false).keySet()) {
        if (!Step.knows(layer.getConfig().getUpdaterByParam(name))
            || layer.getConfig().isPretrainParam(name)) {
          return false;
        }
      }
    }
    return true;
  }

  private Segment segment(UpdaterBlock block, UpdaterBlock.ParamState part) {
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

  private Optional<EmbeddingLayer> table(Trainable part) {
    if (part instanceof GraphVertex vertex
        && vertex.getLayer() instanceof EmbeddingLayer table
        && !table.shared()) {
      table.touchOnly(() -> graph.getUpdater(false) == this);
      tables.add(table);
      return Optional.of(table);
    }
    return Optional.empty();
  }

  /** The optimiser is about to make a step, whose changes of parameters are left to this one. */
  synchronized void expectStep() {
    expected = true;
    applied = false;
  }

  @Override
  public synchronized void update(
      Gradient gradient, int iteration, int epoch, int batchSize, LayerWorkspaceMgr workspaces) {
    // A pass that failed leaves its step expected, so the caller has to be the optimiser, too.
    boolean fused = expected && CALLERS.getCallerClass() == BaseOptimizer.class;
    expected = false;
    // A gradient object hands out a new view each time: what tells is the memory under it.
    applied =
        fused
            && gradient.gradient().data().address() == getFlattenedGradientsView().data().address();
    if (!applied) {
      super.update(gradient, iteration, epoch, batchSize, workspaces);
      tables.forEach(EmbeddingLayer::touchedElsewhere);
      return;
    }
    int batch = isMiniBatch() ? batchSize : 1;
    for (LayerStep layer : layers) {
      layer.update(batch, iteration, epoch);
    }
  }

  /** Whether the step that was expected has changed the parameters already; says so once. */
  synchronized boolean takeApplied() {
    boolean done = applied;
    applied = false;
    return done;
  }
}
