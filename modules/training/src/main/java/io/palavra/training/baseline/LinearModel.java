package io.palavra.training.baseline;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

/** A trained linear classifier, one class against the rest. */
final class LinearModel {
  /**
   * LIBLINEAR's own for its dual solvers; ten times finer changes no accuracy and costs minutes.
   */
  private static final double TOLERANCE = 0.1;

  static {
    // LIBLINEAR writes its progress to standard output, which belongs to results.
    Linear.disableDebugOutput();
  }

  private final Optional<Model> model;
  private final int only;

  private LinearModel(Optional<Model> model, int only) {
    this.model = model;
    this.only = only;
  }

  /**
   * Learns from vectors that end with a bias entry.
   *
   * @param features the highest index, the bias's
   */
  static LinearModel train(
      Feature[][] vectors,
      int[] labels,
      int features,
      LinearOptions.Candidate candidate,
      long seed) {
    if (Arrays.stream(labels).distinct().count() < 2) {
      return new LinearModel(Optional.empty(), labels.length == 0 ? 0 : labels[0]);
    }
    Problem problem = new Problem();
    problem.l = vectors.length;
    problem.n = features;
    problem.x = vectors;
    problem.y = Arrays.stream(labels).asDoubleStream().toArray();
    problem.bias = 1;
    SolverType solver =
        switch (candidate.loss()) {
          case SQUARED_HINGE -> SolverType.L2R_L2LOSS_SVC_DUAL;
          case LOGISTIC -> SolverType.L2R_LR_DUAL;
        };
    Parameter parameter = new Parameter(solver, candidate.cost(), TOLERANCE);
    parameter.setRandom(new Random(seed));
    return new LinearModel(Optional.of(Linear.train(problem, parameter)), 0);
  }

  /**
   * How far a vector lies on the side of class 1, of a model of the classes 0 and 1; infinitely far
   * where there was but one class to learn from.
   */
  double margin(Feature[] vector) {
    if (model.isEmpty()) {
      return only == 1 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }
    double[] values = new double[1];
    Linear.predictValues(model.get(), vector, values);
    return model.get().getLabels()[0] == 1 ? values[0] : -values[0];
  }

  /** The class of a vector that ends with a bias entry. */
  int predict(Feature[] vector) {
    return model.map(trained -> (int) Linear.predict(trained, vector)).orElse(only);
  }
}
