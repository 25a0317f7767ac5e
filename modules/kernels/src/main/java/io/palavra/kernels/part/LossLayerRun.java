package io.palavra.kernels.part;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * A layer at the end of a network. Labels are whole numbers, {@code [batch, time]} (or {@code
 * [batch]} or {@code [batch, 1]} without time): nothing is ever made one-hot. The mask of the
 * labels says which of them count, that of the features where there is none. Deeplearning4j's own
 * evaluation, which wants labels as wide as the output, does not run on them.
 *
 * @param <C> its configuration
 */
@SuppressWarnings("deprecation")
public class LossLayerRun<C extends PartLayer> extends PartLayerRun<C> implements IOutputLayer {
  private static final long serialVersionUID = 1;

  private transient INDArray labels;
  private transient double[] losses;
  private transient Rows rows;

  /** A layer without parameters yet. */
  public LossLayerRun(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  @Override
  public void setInput(INDArray newInput, LayerWorkspaceMgr workspaces) {
    super.setInput(newInput, workspaces);
    losses = null;
  }

  @Override
  public void setLabels(INDArray newLabels) {
    labels = newLabels;
    losses = null;
  }

  @Override
  public INDArray getLabels() {
    return labels;
  }

  private void lose(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(training);
    if (labels == null) {
      throw new IllegalStateException("no labels are set " + layerId());
    }
    applyDropOutIfNecessary(training, workspaces);
    loadParameters(training, workspaces);
    rows = runner().open(input, maskArray, training, layerId());
    losses = runner().losses(readLabels(runner().labels()), training);
  }

  private int[] readLabels(int count) {
    long expected = (long) rows.batch() * rows.time();
    boolean fits =
        labels.length() == expected
            && (labels.rank() <= 2 || labels.rank() == 3 && labels.size(1) == 1);
    if (!fits || labels.size(0) != rows.batch()) {
      throw new DL4JInvalidInputException(
          "expected labels of shape [%d, %d], got %s %s"
              .formatted(rows.batch(), rows.time(), Arrays.toString(labels.shape()), layerId()));
    }
    double[] all = labels.dup('c').data().asDouble();
    int[] read = new int[rows.count()];
    for (int row = 0; row < read.length; row++) {
      double label = all[rows.place(row)];
      if (!(label >= 0 && label < count && label == Math.rint(label))) {
        throw new DL4JInvalidInputException(
            "label %s at step %d of sequence %d is not one of %d %s"
                .formatted(
                    Checks.words(label),
                    rows.place(row) % rows.time(),
                    rows.place(row) / rows.time(),
                    count,
                    layerId()));
      }
      read[row] = (int) label;
    }
    return read;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    lose(true, workspaces);
    runner().storeGradients(gradientTable());
    INDArray below = runner().inputGradient(0, workspaces);
    return new Pair<>(gradients(), backpropDropOutIfPresent(below));
  }

  @Override
  public double computeScore(
      double regularization, boolean training, LayerWorkspaceMgr workspaces) {
    if (losses == null) {
      lose(training, workspaces);
    }
    score = Arrays.stream(losses).sum();
    if (conf().isMiniBatch()) {
      score /= rows.batch();
    }
    score += regularization;
    return score;
  }

  @Override
  public INDArray computeScoreForExamples(double regularization, LayerWorkspaceMgr workspaces) {
    lose(false, workspaces);
    INDArray scores = workspaces.create(ArrayType.ACTIVATIONS, dataType, rows.batch(), 1);
    for (int b = 0; b < rows.batch(); b++) {
      double sum = regularization;
      for (int row = rows.from(b); row < rows.from(b) + rows.length(b); row++) {
        sum += losses[row];
      }
      scores.putScalar(b, 0, sum);
    }
    return scores;
  }

  @Override
  public boolean needsLabels() {
    return true;
  }

  @Override
  public void clear() {
    super.clear();
    labels = null;
    losses = null;
  }

  @Override
  public int numLabels() {
    return Math.toIntExact(layerConf().getNOut());
  }

  @Override
  public int[] predict(INDArray examples) {
    throw unsupported();
  }

  @Override
  public List<String> predict(DataSet examples) {
    throw unsupported();
  }

  @Override
  public double f1Score(DataSet data) {
    throw unsupported();
  }

  @Override
  public double f1Score(INDArray examples, INDArray expected) {
    throw unsupported();
  }

  @Override
  public void fit(DataSetIterator data) {
    throw unsupported();
  }

  @Override
  public void fit(INDArray examples, INDArray expected) {
    throw unsupported();
  }

  @Override
  public void fit(DataSet data) {
    throw unsupported();
  }

  @Override
  public void fit(INDArray examples, int[] expected) {
    throw unsupported();
  }

  private static UnsupportedOperationException unsupported() {
    return new UnsupportedOperationException("a layer is trained and asked through its network");
  }
}
