package io.palavra.kernels.recurrent;

import io.palavra.kernels.vertex.DirectVertexRun;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A recurrent layer that is given its first states. */
@SuppressWarnings("overrides")
public final class RecurrentVertexRun extends DirectVertexRun {
  private static final long serialVersionUID = 1;
  private final transient RecurrentLayer layer;

  RecurrentVertexRun(
      RecurrentVertex config,
      RecurrentLayer layer,
      ComputationGraph graph,
      int index,
      DataType type) {
    super(config, graph, index, type);
    this.layer = layer;
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
    requireWhole(training);
    layer.setMaskArray(masks().map(all -> all[0]).orElse(null));
    layer.setInput(inputs[0], workspaces);
    Map<String, INDArray> states = new LinkedHashMap<>();
    for (int kind = 0; kind + 1 < inputs.length; kind++) {
      states.put(RecurrentLayer.stateKey(kind), inputs[kind + 1].castTo(dataType));
    }
    return layer.forward(training, states, workspaces);
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaces) {
    Pair<Gradient, INDArray> back = layer.backpropGradient(epsilon, workspaces);
    INDArray[] below = new INDArray[inputs.length];
    below[0] = back.getSecond();
    for (int kind = 0; kind + 1 < inputs.length; kind++) {
      below[kind + 1] =
          workspaces.createUninitialized(
              ArrayType.ACTIVATION_GRAD, dataType, inputs[kind + 1].shape(), 'c');
      layer.startGradient(kind, below[kind + 1]);
    }
    return new Pair<>(back.getFirst(), below);
  }

  @Override
  public void setBackpropGradientsViewArray(INDArray view) {
    layer.setBackpropGradientsViewArray(view);
  }

  @Override
  public Map<String, INDArray> paramTable(boolean backpropOnly) {
    return layer.paramTable(backpropOnly);
  }

  @Override
  public INDArray params() {
    return layer.params();
  }

  @Override
  public INDArray getGradientsViewArray() {
    return layer.getGradientsViewArray();
  }

  @Override
  public String toString() {
    return "RecurrentVertexRun(" + vertexName + ")";
  }
}
