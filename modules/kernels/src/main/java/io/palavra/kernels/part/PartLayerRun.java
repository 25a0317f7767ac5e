package io.palavra.kernels.part;

import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer that runs a part.
 *
 * @param <C> its configuration
 */
public class PartLayerRun<C extends PartLayer> extends RowMajorLayer<C> implements Attentive {
  private static final long serialVersionUID = 1;

  private transient PartRun runner;

  /** A layer without parameters yet. */
  public PartLayerRun(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  /** What it runs. */
  final PartRun runner() {
    if (runner == null) {
      runner = PartRun.of(dataType, layerConf());
    }
    return runner;
  }

  /**
   * The part with the parameters of now and working memory of its own, with kernels: on a card,
   * too, whose single steps would be too small for it.
   */
  public Runner<?> alone() {
    Runner<?> other = Runner.of(dataType, layerConf());
    other.loadParameters(params, false);
    return other;
  }

  /** Brings the parameters in. */
  final void loadParameters(boolean training, LayerWorkspaceMgr workspaces) {
    Map<String, INDArray> noisy = new java.util.HashMap<>();
    params.keySet().forEach(key -> noisy.put(key, getParamWithNoise(key, training, workspaces)));
    runner().loadParameters(noisy, training);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaces);
    loadParameters(training, workspaces);
    return runner()
        .run(new INDArray[] {input}, new INDArray[] {maskArray}, training, workspaces, layerId());
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray[] gradients = runner().back(epsilon, gradientTable(), workspaces, layerId());
    return new Pair<>(gradients(), backpropDropOutIfPresent(gradients[0]));
  }

  /**
   * Computes with another layer's array in the place of a parameter from now on; the gradient goes
   * where it went.
   */
  public final void borrow(String name, INDArray array) {
    params.put(name, array);
  }

  /** Where the gradient of a parameter goes. */
  public final INDArray gradientOf(String name) {
    return gradientTable().get(name);
  }

  /** Where gradients go. */
  final Map<String, INDArray> gradientTable() {
    return gradientViews == null ? Map.of() : gradientViews;
  }

  /** The gradients as Deeplearning4j takes them. */
  final Gradient gradients() {
    Gradient all = new DefaultGradient(gradientsFlattened);
    gradientTable().forEach((key, view) -> all.gradientForVariable().put(key, view));
    weightNoiseParams.clear();
    return all;
  }

  @Override
  public Optional<INDArray> attentionWeights() {
    return runner().attentionWeights();
  }

  /** A layer that makes one vector of a sequence leaves no mask. */
  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(
      INDArray mask, MaskState state, int minibatchSize) {
    setMaskArray(mask);
    return layerConf().pools() ? null : new Pair<>(mask, state);
  }

  @Override
  public boolean hasBias() {
    return false;
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public Type type() {
    return Type.RECURRENT;
  }
}
