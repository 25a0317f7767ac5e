package io.palavra.pipeline.tensor;

import io.palavra.pipeline.batch.Batch;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Batches of encoded texts as arrays for a classifier: ids {@code [batch, time]} with a mask {@code
 * [batch, time]} that is 1 where a token counts, labels {@code [batch, classes]}, and, with class
 * weights, a label mask {@code [batch, 1]} that holds the weight of each row. A single weighted row
 * stands twice, which leaves mean loss and gradient as they are: Deeplearning4j's losses take one
 * number for a mask of outputs, not of rows, and refuse it. All are floats, since that is what
 * Deeplearning4j's embedding takes; a float holds ids up to 2^24 exactly.
 */
public final class ClassificationTensors {
  private static final int GREATEST_ID = 1 << 24;

  private final int classes;
  private final float on;
  private final float off;
  private final float[] weights;
  private final float[][] targets;

  /** Plain one-hot labels. */
  public ClassificationTensors(int classes) {
    this(classes, 0, new double[0]);
  }

  /**
   * @param classes how many there are, 2 or more
   * @param labelSmoothing share of the target that is spread evenly over all classes (Szegedy et
   *     al. 2016, section 7), from 0 to below 1
   * @param classWeights weight of each class in the loss; empty for none
   */
  public ClassificationTensors(int classes, double labelSmoothing, double[] classWeights) {
    if (classes < 2) {
      throw new IllegalArgumentException(classes + " classes");
    }
    if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
      throw new IllegalArgumentException("label smoothing " + labelSmoothing);
    }
    if (classWeights.length != 0 && classWeights.length != classes) {
      throw new IllegalArgumentException(classWeights.length + " weights, " + classes + " classes");
    }
    this.classes = classes;
    this.off = (float) (labelSmoothing / classes);
    this.on = (float) (1 - labelSmoothing + labelSmoothing / classes);
    this.targets = new float[0][];
    this.weights = new float[classWeights.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) classWeights[i];
    }
  }

  /**
   * Labels that stand for several outputs at a time.
   *
   * @param targets by label: what each output is to be
   */
  public ClassificationTensors(float[][] targets) {
    this.classes = targets[0].length;
    this.on = 1;
    this.off = 0;
    this.weights = new float[0];
    this.targets = new float[targets.length][];
    for (int i = 0; i < targets.length; i++) {
      this.targets[i] = targets[i].clone();
    }
  }

  /**
   * The arrays of a batch; without labels where the batch has none.
   *
   * @throws IllegalArgumentException for an id that a float can not hold, a row without tokens, or
   *     a label that is no class
   */
  public MultiDataSet of(Batch given) {
    Batch batch = given.size() == 1 && weights.length > 0 ? twice(given) : given;
    INDArray[] features = {ids(batch)};
    INDArray[] masks = {mask(batch)};
    if (batch.labels().length == 0) {
      return new org.nd4j.linalg.dataset.MultiDataSet(features, null, masks, null);
    }
    INDArray[] labelMasks = weights.length == 0 ? null : new INDArray[] {rowWeights(batch)};
    return new org.nd4j.linalg.dataset.MultiDataSet(
        features, new INDArray[] {labels(batch)}, masks, labelMasks);
  }

  private static Batch twice(Batch batch) {
    int[] ids = batch.ids()[0];
    int length = batch.lengths()[0];
    int[] labels = batch.labels();
    return new Batch(
        new int[][] {ids, ids},
        new int[] {length, length},
        labels.length == 0 ? labels : new int[] {labels[0], labels[0]});
  }

  private static INDArray ids(Batch batch) {
    int time = batch.time();
    float[] flat = new float[batch.size() * time];
    int at = 0;
    for (int[] row : batch.ids()) {
      for (int id : row) {
        if (id > GREATEST_ID) {
          throw new IllegalArgumentException("id " + id + " is above 2^24");
        }
        flat[at++] = id;
      }
    }
    return array(flat, batch.size(), time);
  }

  private static INDArray mask(Batch batch) {
    int time = batch.time();
    float[] flat = new float[batch.size() * time];
    for (int row = 0; row < batch.size(); row++) {
      int length = batch.lengths()[row];
      if (length < 1 || length > time) {
        throw new IllegalArgumentException("row " + row + " has " + length + " tokens");
      }
      Arrays.fill(flat, row * time, row * time + length, 1f);
    }
    return array(flat, batch.size(), time);
  }

  private INDArray labels(Batch batch) {
    float[] flat = new float[batch.size() * classes];
    Arrays.fill(flat, off);
    for (int row = 0; row < batch.size(); row++) {
      int label = label(batch, row);
      if (targets.length > 0) {
        System.arraycopy(targets[label], 0, flat, row * classes, classes);
      } else {
        flat[row * classes + label] = on;
      }
    }
    return array(flat, batch.size(), classes);
  }

  private INDArray rowWeights(Batch batch) {
    float[] flat = new float[batch.size()];
    for (int row = 0; row < batch.size(); row++) {
      flat[row] = weights[label(batch, row)];
    }
    return array(flat, batch.size(), 1);
  }

  private int label(Batch batch, int row) {
    int label = batch.labels()[row];
    if (label < 0 || label >= (targets.length > 0 ? targets.length : classes)) {
      throw new IllegalArgumentException("row " + row + " has class " + label + " of " + classes);
    }
    return label;
  }

  private static INDArray array(float[] flat, int rows, int columns) {
    return Nd4j.createFromArray(flat).reshape('c', rows, columns);
  }
}
