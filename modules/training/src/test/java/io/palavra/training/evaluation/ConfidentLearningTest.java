package io.palavra.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.training.evaluation.ConfidentLearning.Doubt;
import org.junit.jupiter.api.Test;

class ConfidentLearningTest {

  /** By hand: the thresholds are (0.9 + 0.8 + 0.1) / 3 = 0.6 and (0.7 + 0.6 + 0.35) / 3 = 0.55. */
  @Test
  void whatIsConfidentlyOfAnotherClassIsDoubted() {
    ConfidentLearning learning = new ConfidentLearning(2);
    learning.add(0, new double[] {0.9, 0.1});
    learning.add(0, new double[] {0.8, 0.2});
    learning.add(0, new double[] {0.1, 0.9});
    learning.add(1, new double[] {0.3, 0.7});
    learning.add(1, new double[] {0.4, 0.6});
    learning.add(1, new double[] {0.65, 0.35});
    assertThat(learning.doubts())
        .extracting(Doubt::index, Doubt::label, Doubt::likely)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(2, 0, 1),
            org.assertj.core.groups.Tuple.tuple(5, 1, 0));
    assertThat(learning.doubts().get(0).margin()).isCloseTo(0.8, within());
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-6);
  }

  @Test
  void aModelThatIsUnsureOfAllDoubtsNothing() {
    ConfidentLearning learning = new ConfidentLearning(3);
    learning.add(0, new double[] {0.5, 0.3, 0.2});
    learning.add(1, new double[] {0.3, 0.5, 0.2});
    assertThat(learning.doubts()).isEmpty();
    assertThat(new ConfidentLearning(2).doubts()).isEmpty();
  }

  @Test
  void otherNumbersOfClassesAreRefused() {
    ConfidentLearning learning = new ConfidentLearning(2);
    assertThatThrownBy(() -> learning.add(2, new double[2]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> learning.add(0, new double[3]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
