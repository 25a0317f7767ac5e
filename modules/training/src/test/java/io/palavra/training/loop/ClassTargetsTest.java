package io.palavra.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;

class ClassTargetsTest {
  private final TrainingOptions options = TrainingOptions.defaults();

  @Test
  void withoutSmoothingTargetsAreOneHot() {
    ClassTargets targets = ClassTargets.of(options, new long[] {5, 1, 3});
    assertThat(targets.targets(new int[] {2, 0}))
        .isEqualTo(Nd4j.createFromArray(new float[][] {{0, 0, 1}, {1, 0, 0}}));
    assertThat(targets.weights()).containsExactly(1, 1, 1);
  }

  @Test
  void smoothingSpreadsItsShareOverAllClasses() {
    ClassTargets targets =
        ClassTargets.of(options.toBuilder().labelSmoothing(0.2).build(), new long[] {1, 1, 1, 1});
    float[] row = targets.targets(new int[] {1}).toFloatVector();
    assertThat(row).containsExactly(0.05f, 0.85f, 0.05f, 0.05f);
  }

  @Test
  void balancedWeightsMakeEveryClassCountTheSame() {
    ClassTargets targets =
        ClassTargets.of(
            options.toBuilder().classWeights(ClassWeights.BALANCED).build(), new long[] {90, 10});
    assertThat(targets.weights()).containsExactly(100 / 180.0, 5);
  }

  @Test
  void aClassWithoutTextsIsAProgrammersFault() {
    assertThatThrownBy(() -> ClassTargets.of(options, new long[] {3, 0}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theWeightedSmoothedLossHasTheGradientOfItsOwnValue() {
    ClassTargets targets =
        ClassTargets.of(
            options.toBuilder().classWeights(ClassWeights.BALANCED).labelSmoothing(0.1).build(),
            new long[] {7, 2, 3});
    ILossFunction loss = targets.loss();
    INDArray labels = targets.targets(new int[] {1, 2}).castTo(DataType.DOUBLE);
    INDArray logits = Nd4j.createFromArray(new double[][] {{0.3, -0.2, 0.9}, {-1.1, 0.4, 0.2}});
    INDArray gradient = loss.computeGradient(labels, logits.dup(), new ActivationSoftmax(), null);
    double step = 1e-6;
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        double up = score(loss, labels, logits, i, j, step);
        double down = score(loss, labels, logits, i, j, -step);
        assertThat(gradient.getDouble(i, j)).isCloseTo((up - down) / (2 * step), within(1e-6));
      }
    }
  }

  private static double score(
      ILossFunction loss, INDArray labels, INDArray logits, int i, int j, double by) {
    INDArray moved = logits.dup();
    moved.putScalar(i, j, moved.getDouble(i, j) + by);
    return loss.computeScore(labels, moved, new ActivationSoftmax(), null, false);
  }
}
