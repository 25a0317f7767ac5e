package io.palavra.kernels.fit;

import java.util.Optional;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;

/** Turns gradients into updates, as Deeplearning4j's updater of the same name does. */
enum Step {
  ADAM(2) {
    @Override
    void apply(Rates rates, float[] gradient, float[] first, float[] second, int n) {
      float beta1 = rates.beta1();
      float beta2 = rates.beta2();
      float rest1 = 1 - beta1;
      float rest2 = 1 - beta2;
      float rate = rates.rate();
      float epsilon = rates.epsilon();
      for (int i = 0; i < n; i++) {
        float g = gradient[i];
        float m = beta1 * first[i] + rest1 * g;
        float v = beta2 * second[i] + rest2 * g * g;
        first[i] = m;
        second[i] = v;
        gradient[i] = rate * m / ((float) Math.sqrt(v) + epsilon);
      }
    }
  },
  ADA_GRAD(1) {
    @Override
    void apply(Rates rates, float[] gradient, float[] first, float[] second, int n) {
      float rate = rates.rate();
      float epsilon = rates.epsilon();
      for (int i = 0; i < n; i++) {
        float g = gradient[i];
        float h = first[i] + g * g;
        first[i] = h;
        gradient[i] = rate * g / ((float) Math.sqrt(h) + epsilon);
      }
    }
  },
  SGD(0) {
    @Override
    void apply(Rates rates, float[] gradient, float[] first, float[] second, int n) {
      float rate = rates.rate();
      for (int i = 0; i < n; i++) {
        gradient[i] *= rate;
      }
    }
  },
  /** What is given is subtracted as it is. */
  NONE(0) {
    @Override
    void apply(Rates rates, float[] gradient, float[] first, float[] second, int n) {}
  };

  private final int states;

  Step(int states) {
    this.states = states;
  }

  /** How many numbers are kept for a parameter. */
  int states() {
    return states;
  }

  /** Replaces {@code n} gradients by what is to be subtracted from the parameters. */
  abstract void apply(Rates rates, float[] gradient, float[] first, float[] second, int n);

  /** The step of {@code updater}, where there is one. */
  static Optional<Step> of(IUpdater updater) {
    if (updater.getClass() == Adam.class) {
      return Optional.of(ADAM);
    }
    if (updater.getClass() == AdaGrad.class) {
      return Optional.of(ADA_GRAD);
    }
    if (updater.getClass() == NoOp.class) {
      return Optional.of(NONE);
    }
    return updater.getClass() == Sgd.class ? Optional.of(SGD) : Optional.empty();
  }

  /** Whether {@code updater} is done here. */
  static boolean knows(IUpdater updater) {
    return of(updater).isPresent();
  }

  /** The numbers of one step of {@code updater}. */
  static Rates rates(IUpdater updater, int iteration, int epoch) {
    double rate = updater.getLearningRate(iteration, epoch);
    if (updater instanceof Adam adam) {
      double corrected =
          rate
              * Math.sqrt(1 - Math.pow(adam.getBeta2(), iteration + 1))
              / (1 - Math.pow(adam.getBeta1(), iteration + 1));
      return new Rates(
          (float) rate,
          (float) corrected,
          (float) adam.getBeta1(),
          (float) adam.getBeta2(),
          (float) adam.getEpsilon());
    }
    double epsilon = updater instanceof AdaGrad adaGrad ? adaGrad.getEpsilon() : 0;
    return new Rates((float) rate, (float) rate, 0, 0, (float) epsilon);
  }

  /**
   * The numbers of one step.
   *
   * @param learningRate as configured
   * @param rate the same with Adam's correction for the first steps
   */
  record Rates(float learningRate, float rate, float beta1, float beta2, float epsilon) {}
}
