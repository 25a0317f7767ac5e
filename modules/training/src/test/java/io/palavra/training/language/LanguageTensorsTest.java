package io.palavra.training.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.pipeline.batch.Batch;
import io.palavra.training.loop.TextBatches;
import io.palavra.training.loop.TrainingBatch;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.api.MultiDataSet;

class LanguageTensorsTest {
  private static final Batch TEXTS =
      new Batch(new int[][] {{7, 8, 9}, {5, 0, 0}}, new int[] {3, 1}, new int[] {0, 1});

  @Test
  void eachPlaceIsToTellTheNextAndBehindTheseTheOneBefore() {
    LanguageTensors tensors = new LanguageTensors(true);
    MultiDataSet data = tensors.of(TEXTS);
    assertThat(data.getFeatures(0).toFloatMatrix())
        .isDeepEqualTo(new float[][] {{7, 8, 9}, {5, 0, 0}});
    assertThat(data.getFeaturesMaskArray(0).toFloatMatrix())
        .isDeepEqualTo(new float[][] {{1, 1, 1}, {1, 0, 0}});
    assertThat(data.getLabels(0).toFloatMatrix())
        .isDeepEqualTo(new float[][] {{8, 9, 0, 0, 7, 8}, {0, 0, 0, 0, 0, 0}});
    assertThat(data.getLabelsMaskArray(0).toFloatMatrix())
        .isDeepEqualTo(new float[][] {{1, 1, 0, 0, 1, 1}, {0, 0, 0, 0, 0, 0}});
    assertThat(tensors.due(TEXTS)).isEqualTo(4);
  }

  @Test
  void oneDirectionTellsTheNextAlone() {
    LanguageTensors tensors = new LanguageTensors(false);
    assertThat(tensors.of(TEXTS).getLabels(0).toFloatMatrix())
        .isDeepEqualTo(new float[][] {{8, 9, 0}, {0, 0, 0}});
    assertThat(tensors.due(TEXTS)).isEqualTo(2);
  }

  @Test
  void textsOfOneWordHaveTwoStepsAndNoLoss() {
    Batch single = new Batch(new int[][] {{4}}, new int[] {1}, new int[] {0});
    TrainingBatch batch = new LanguageTensors(true).batch(TextBatches.wideEnough(single));
    assertThat(batch.data().getFeatures(0).shape()).containsExactly(1, 2);
    assertThat(batch.data().getLabelsMaskArray(0).sumNumber().doubleValue()).isZero();
    assertThat(batch.meanLoss(0)).isZero();
  }
}
