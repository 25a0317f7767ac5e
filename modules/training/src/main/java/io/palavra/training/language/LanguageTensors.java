package io.palavra.training.language;

import io.palavra.pipeline.batch.Batch;
import io.palavra.pipeline.tensor.ClassificationTensors;
import io.palavra.training.loop.TrainingBatch;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Batches of encoded texts as arrays for a language model. Features are ids {@code [batch, time]}
 * and their mask; labels say for each place which id comes next, {@code [batch, time]}, and with
 * both directions, behind these, which came before, {@code [batch, 2 * time]}. The label mask is 1
 * where there is such an id.
 */
public final class LanguageTensors {
  private final boolean bothWays;
  private final ClassificationTensors texts = new ClassificationTensors(2);

  /**
   * @param bothWays whether what came before is to be told, too
   */
  public LanguageTensors(boolean bothWays) {
    this.bothWays = bothWays;
  }

  /** How many ids are to be told. */
  long due(Batch batch) {
    return ways() * (batch.tokens() - batch.size());
  }

  private int ways() {
    return bothWays ? 2 : 1;
  }

  /** The arrays of a batch; of texts of a word each nothing is to be told, and there is no loss. */
  public TrainingBatch batch(Batch batch) {
    return new TrainingBatch(of(batch), batch.size(), batch.tokens(), Math.max(1, due(batch)));
  }

  MultiDataSet of(Batch batch) {
    int steps = ways() * batch.time();
    float[] labels = new float[batch.size() * steps];
    float[] mask = new float[labels.length];
    for (int row = 0; row < batch.size(); row++) {
      int[] ids = batch.ids()[row];
      int next = row * steps;
      int before = next + batch.time();
      for (int t = 1; t < batch.lengths()[row]; t++) {
        labels[next + t - 1] = ids[t];
        mask[next + t - 1] = 1;
        if (bothWays) {
          labels[before + t] = ids[t - 1];
          mask[before + t] = 1;
        }
      }
    }
    MultiDataSet features = texts.of(new Batch(batch.ids(), batch.lengths(), new int[0]));
    return new org.nd4j.linalg.dataset.MultiDataSet(
        features.getFeatures(),
        new INDArray[] {array(labels, batch.size(), steps)},
        features.getFeaturesMaskArrays(),
        new INDArray[] {array(mask, batch.size(), steps)});
  }

  private static INDArray array(float[] flat, int rows, int columns) {
    return Nd4j.createFromArray(flat).reshape('c', rows, columns);
  }
}
