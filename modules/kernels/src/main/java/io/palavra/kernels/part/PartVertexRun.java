package io.palavra.kernels.part;

import io.palavra.kernels.vertex.DirectVertexRun;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A vertex that runs a part. */
@SuppressWarnings("overrides")
public final class PartVertexRun extends DirectVertexRun implements Attentive {
  private static final long serialVersionUID = 1;
  private final transient PartVertex config;
  private final transient PartRun runner;
  private final transient INDArray params;
  private final transient Map<String, INDArray> table;
  private transient INDArray gradients;
  private transient Map<String, INDArray> gradientTable = Map.of();

  PartVertexRun(
      PartVertex config,
      ComputationGraph graph,
      int index,
      INDArray params,
      Map<String, INDArray> table,
      DataType type) {
    super(config, graph, index, type);
    this.config = config;
    this.params = params;
    this.table = table;
    this.runner = PartRun.of(type, config);
  }

  private String id() {
    return "(vertex name: " + vertexName + ", type: " + config.getClass().getSimpleName() + ")";
  }

  /**
   * The part with the parameters of now and working memory of its own, with kernels: on a card,
   * too, whose single steps would be too small for it.
   */
  public Runner<?> alone() {
    Runner<?> other = Runner.of(dataType, config);
    other.loadParameters(table, false);
    return other;
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
    requireWhole(training);
    runner.loadParameters(table, training);
    return runner.run(inputs, masks().orElse(null), training, workspaces, id());
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaces) {
    INDArray[] below = runner.back(epsilon, gradientTable, workspaces, id());
    Gradient all = new DefaultGradient(gradients);
    gradientTable.forEach((key, view) -> all.gradientForVariable().put(key, view));
    return new Pair<>(all, below);
  }

  @Override
  public Optional<INDArray> attentionWeights() {
    return runner.attentionWeights();
  }

  @Override
  public void setBackpropGradientsViewArray(INDArray view) {
    gradients = view;
    gradientTable = ParameterTable.views(config, view);
  }

  @Override
  public Map<String, INDArray> paramTable(boolean backpropOnly) {
    return table;
  }

  @Override
  public INDArray params() {
    return params;
  }

  @Override
  public INDArray getGradientsViewArray() {
    return gradients;
  }

  @Override
  public String toString() {
    return "PartVertexRun" + id();
  }
}
