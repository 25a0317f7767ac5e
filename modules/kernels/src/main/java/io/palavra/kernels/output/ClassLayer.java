package io.palavra.kernels.output;

import io.palavra.kernels.OutputLayer;
import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.forward.Stage;
import io.palavra.kernels.forward.Staged;
import io.palavra.kernels.plain.PlainPath;
import java.util.Optional;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseOutputLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer of classes at the end of a network. The way back computes probabilities, score and
 * gradients together, so that asking for the score behind it costs nothing.
 */
public final class ClassLayer extends BaseOutputLayer<OutputLayer> implements Staged {
  private static final long serialVersionUID = 1;

  private final boolean plain = PlainPath.taken();
  private transient Optional<ClassScores<?>> scores;

  /** Whether {@link #loss} is that of the input and the labels of now. */
  private transient boolean lost;

  private transient double loss;

  /** A layer without parameters yet. */
  public ClassLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  @Override
  protected INDArray getLabels2d(LayerWorkspaceMgr workspaces, ArrayType arrayType) {
    return labels;
  }

  /** What computes the pass that is on, unless Deeplearning4j is to. */
  private Optional<ClassScores<?>> kernel() {
    if (plain || input == null || input.rank() != 2 || input.size(1) != layerConf().getNIn()) {
      return Optional.empty();
    }
    if (scores == null) {
      scores = ClassLoss.of(layerConf()).flatMap(this::kernel);
    }
    return scores;
  }

  private Optional<ClassScores<?>> kernel(ClassLoss of) {
    if (dataType != DataType.FLOAT && dataType != DataType.DOUBLE) {
      return Optional.empty();
    }
    int in = Math.toIntExact(layerConf().getNIn());
    int labelCount = Math.toIntExact(layerConf().getNOut());
    return Optional.of(new ClassScores<>(Floor.of(dataType), in, labelCount, of));
  }

  @Override
  public Optional<Stage> stage() {
    if (plain || dataType != DataType.FLOAT || layerConf().getWeightNoise() != null) {
      return Optional.empty();
    }
    return ClassLoss.of(layerConf()).map(this::stage);
  }

  private Stage stage(ClassLoss of) {
    int in = Math.toIntExact(layerConf().getNIn());
    int labelCount = Math.toIntExact(layerConf().getNOut());
    ClassScores<float[]> own = new ClassScores<>(Floor.floats(), in, labelCount, of);
    own.weights(
        getParam(DefaultParamInitializer.WEIGHT_KEY),
        Optional.ofNullable(paramTable().get(DefaultParamInitializer.BIAS_KEY)));
    return new ClassStage(own);
  }

  private boolean labelled() {
    return labels != null
        && labels.rank() == 2
        && labels.size(0) == input.size(0)
        && labels.size(1) == layerConf().getNOut();
  }

  /** Whether each row counts as much as every other, or as its one number in the mask says. */
  private boolean byRow() {
    return maskArray == null
        || maskArray.rank() == 2
            && maskArray.size(0) == input.size(0)
            && maskArray.size(1) == 1
            && layerConf().getNOut() > 1;
  }

  /** The sum of the losses, each times its row's number in the mask. */
  private double loss(ClassScores<?> kernel, boolean training) {
    return kernel.loss(
        labels.castTo(dataType),
        Optional.ofNullable(maskArray).map(mask -> mask.castTo(dataType)),
        training);
  }

  /** Dropout, parameters and the scores of all classes. */
  private void score(ClassScores<?> kernel, boolean training, LayerWorkspaceMgr workspaces) {
    applyDropOutIfNecessary(training, workspaces);
    kernel.weights(
        getParamWithNoise(DefaultParamInitializer.WEIGHT_KEY, training, workspaces),
        hasBias()
            ? Optional.of(getParamWithNoise(DefaultParamInitializer.BIAS_KEY, training, workspaces))
            : Optional.empty());
    kernel.forward(input.castTo(dataType));
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    Optional<ClassScores<?>> kernel = kernel();
    if (kernel.isEmpty() || maskArray != null) {
      return super.activate(training, workspaces);
    }
    score(kernel.get(), training, workspaces);
    INDArray out =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS,
            dataType,
            new long[] {input.size(0), layerConf().getNOut()},
            'c');
    kernel.get().output(out);
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    Optional<ClassScores<?>> kernel = kernel();
    if (kernel.isEmpty() || !labelled() || !byRow()) {
      return super.backpropGradient(epsilon, workspaces);
    }
    score(kernel.get(), true, workspaces);
    loss = loss(kernel.get(), true);
    lost = true;
    INDArray weightGradient = gradientViews.get(DefaultParamInitializer.WEIGHT_KEY);
    Optional<INDArray> biasGradient =
        Optional.ofNullable(gradientViews.get(DefaultParamInitializer.BIAS_KEY));
    INDArray below =
        workspaces.createUninitialized(
            ArrayType.ACTIVATION_GRAD,
            dataType,
            new long[] {input.size(0), layerConf().getNIn()},
            'c');
    kernel.get().backward(weightGradient, biasGradient, below);
    Gradient gradients = new DefaultGradient();
    gradients.gradientForVariable().put(DefaultParamInitializer.WEIGHT_KEY, weightGradient);
    biasGradient.ifPresent(
        view -> gradients.gradientForVariable().put(DefaultParamInitializer.BIAS_KEY, view));
    return new Pair<>(gradients, backpropDropOutIfPresent(below));
  }

  @Override
  public double computeScore(
      double regularization, boolean training, LayerWorkspaceMgr workspaces) {
    Optional<ClassScores<?>> kernel = kernel();
    if (kernel.isEmpty() || !labelled() || !byRow()) {
      return super.computeScore(regularization, training, workspaces);
    }
    if (!lost) {
      score(kernel.get(), training, workspaces);
      loss = loss(kernel.get(), false);
    }
    score = loss / (conf().isMiniBatch() ? getInputMiniBatchSize() : 1) + regularization;
    return score;
  }

  @Override
  public void setInput(INDArray newInput, LayerWorkspaceMgr workspaces) {
    super.setInput(newInput, workspaces);
    lost = false;
  }

  @Override
  public void setLabels(INDArray newLabels) {
    super.setLabels(newLabels);
    lost = false;
  }

  @Override
  public void clear() {
    super.clear();
    lost = false;
  }
}
