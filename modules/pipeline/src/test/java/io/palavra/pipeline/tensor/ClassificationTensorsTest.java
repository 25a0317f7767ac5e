package io.palavra.pipeline.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.pipeline.batch.Batch;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

class ClassificationTensorsTest {
  private static final Batch BATCH =
      new Batch(new int[][] {{4, 2, 3}, {7, 0, 0}}, new int[] {3, 1}, new int[] {2, 0});

  @Test
  void idsMasksAndLabelsLieWhereTheyShould() {
    MultiDataSet data = new ClassificationTensors(3).of(BATCH);
    assertThat(data.getFeatures(0).toFloatMatrix())
        .isDeepEqualTo(new float[][] {{4, 2, 3}, {7, 0, 0}});
    assertThat(data.getFeaturesMaskArray(0).toFloatMatrix())
        .isDeepEqualTo(new float[][] {{1, 1, 1}, {1, 0, 0}});
    assertThat(data.getLabels(0).toFloatMatrix())
        .isDeepEqualTo(new float[][] {{0, 0, 1}, {1, 0, 0}});
    assertThat(data.getLabelsMaskArray(0)).isNull();
    assertThat(data.getFeatures(0).dataType()).isEqualTo(DataType.FLOAT);
  }

  @Test
  void smoothedLabelsSumToOne() {
    INDArray labels = new ClassificationTensors(3, 0.3, new double[0]).of(BATCH).getLabels(0);
    assertThat(labels.getFloat(0, 2)).isCloseTo(0.8f, within(1e-6f));
    assertThat(labels.getFloat(0, 0)).isCloseTo(0.1f, within(1e-6f));
    assertThat(labels.sum(1).getFloat(1)).isCloseTo(1f, within(1e-6f));
  }

  @Test
  void classWeightsWeighTheLossAndItsGradientRowByRow() {
    MultiDataSet data = new ClassificationTensors(3, 0, new double[] {2, 1, 0.5}).of(BATCH);
    INDArray weights = data.getLabelsMaskArray(0);
    assertThat(weights.toFloatMatrix()).isDeepEqualTo(new float[][] {{0.5f}, {2}});
    INDArray logits = Nd4j.create(new float[][] {{0.1f, -1, 0.4f}, {2, 0.3f, -0.7f}});
    LossMCXENT loss = new LossMCXENT();
    INDArray plain =
        loss.computeGradient(data.getLabels(0), logits.dup(), new ActivationSoftmax(), null);
    INDArray weighted =
        loss.computeGradient(data.getLabels(0), logits.dup(), new ActivationSoftmax(), weights);
    assertThat(weighted.getRow(0)).isEqualTo(plain.getRow(0).mul(0.5));
    assertThat(weighted.getRow(1)).isEqualTo(plain.getRow(1).mul(2));
  }

  @Test
  void aSingleWeightedRowHasTheMeanLossOfItselfTimesItsWeight() {
    MultiDataSet data = new ClassificationTensors(3, 0, new double[] {2, 1, 0.5}).of(one(7, 1, 0));
    INDArray logits = Nd4j.create(new float[][] {{0.1f, -1, 0.4f}, {0.1f, -1, 0.4f}});
    LossMCXENT loss = new LossMCXENT();
    INDArray mask = data.getLabelsMaskArray(0);
    double mean =
        loss.computeScore(data.getLabels(0), logits.dup(), new ActivationSoftmax(), mask, true);
    double alone = Math.log(Math.exp(0.1) + Math.exp(-1) + Math.exp(0.4)) - 0.1;
    assertThat(mean).isCloseTo(2 * alone, within(1e-6));
    assertThat(
            loss.computeGradient(data.getLabels(0), logits, new ActivationSoftmax(), mask).shape())
        .containsExactly(2, 3);
  }

  @Test
  void aBatchWithoutLabelsHasNone() {
    Batch batch = new Batch(new int[][] {{4}}, new int[] {1}, new int[0]);
    MultiDataSet data = new ClassificationTensors(2).of(batch);
    assertThat(data.getFeatures(0).shape()).containsExactly(1, 1);
    assertThat(data.getLabels()).isNull();
  }

  @Test
  void whatCanNotBeRightIsRefused() {
    ClassificationTensors tensors = new ClassificationTensors(2);
    assertThatThrownBy(() -> tensors.of(one((1 << 24) + 1, 1, 0))).hasMessageContaining("2^24");
    assertThatThrownBy(() -> tensors.of(one(5, 0, 0))).hasMessageContaining("0 tokens");
    assertThatThrownBy(() -> tensors.of(one(5, 1, 2))).hasMessageContaining("class 2 of 2");
    assertThatThrownBy(() -> new ClassificationTensors(1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ClassificationTensors(2, 1, new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ClassificationTensors(2, 0, new double[3]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theGreatestIdIsExact() {
    MultiDataSet data = new ClassificationTensors(2).of(one(1 << 24, 1, 0));
    assertThat(data.getFeatures(0).getInt(0, 0)).isEqualTo(1 << 24);
  }

  private static Batch one(int id, int length, int label) {
    return new Batch(new int[][] {{id}}, new int[] {length}, new int[] {label});
  }
}
