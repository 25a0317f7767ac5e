package io.palavra.training.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import org.junit.jupiter.api.Test;

class LinearMarginTest {
  private static final LinearOptions.Candidate SVM =
      new LinearOptions.Candidate(LinearOptions.Loss.SQUARED_HINGE, 1);

  private static Feature[] vector(double x) {
    return new Feature[] {new FeatureNode(1, x), new FeatureNode(2, 1)};
  }

  @Test
  void theMarginIsAboveZeroOnTheSideOfClassOneWhicheverClassComesFirst() {
    for (int first = 0; first < 2; first++) {
      double sign = first == 1 ? 1 : -1;
      Feature[][] vectors = {vector(sign), vector(-sign), vector(2 * sign), vector(-2 * sign)};
      int[] labels = {first, 1 - first, first, 1 - first};
      LinearModel model = LinearModel.train(vectors, labels, 2, SVM, 1);
      assertThat(model.margin(vector(1.5))).isPositive();
      assertThat(model.margin(vector(-1.5))).isNegative();
    }
  }

  @Test
  void aLabelThatAllTextsHaveOrNoneIsInfinitelySure() {
    Feature[][] vectors = {vector(1), vector(2)};
    assertThat(LinearModel.train(vectors, new int[] {1, 1}, 2, SVM, 1).margin(vector(0)))
        .isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(LinearModel.train(vectors, new int[] {0, 0}, 2, SVM, 1).margin(vector(0)))
        .isEqualTo(Double.NEGATIVE_INFINITY);
  }
}
