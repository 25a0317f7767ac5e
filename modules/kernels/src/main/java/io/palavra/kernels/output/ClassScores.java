package io.palavra.kernels.output;

import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.arithmetic.OuterProduct;
import io.palavra.kernels.arithmetic.Packed;
import io.palavra.kernels.arithmetic.RowSource;
import io.palavra.kernels.arithmetic.Squash;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Probabilities of classes, {@code x W + b} and softmax or sigmoid, with their loss and gradients.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class ClassScores<A> {
  /** Rows of a task. */
  private static final int ROWS = 64;

  private final Floor<A> floor;
  private final Arithmetic<A> math;
  private final int in;
  private final int labels;
  private final ClassLoss loss;
  private final Packed<A> forth = new Packed<>();
  private final Packed<A> back = new Packed<>();

  /** {@code [labels, in]}. */
  private final A weights;

  private final A bias;
  private final A weightGradient;
  private final A biasGradient;
  private boolean laidOut;
  private int rows;
  private A x;
  private A below;

  /** Probabilities, then slopes: {@code [rows, labels]}. */
  private A scores;

  private A targets;

  ClassScores(Floor<A> floor, int in, int labels, ClassLoss loss) {
    this.floor = floor;
    this.math = floor.math();
    this.in = in;
    this.labels = labels;
    this.loss = loss;
    this.weights = math.allocate(labels * in);
    this.weightGradient = math.allocate(labels * in);
    this.bias = math.allocate(labels);
    this.biasGradient = math.allocate(labels);
    this.x = math.allocate(0);
    this.below = x;
    this.scores = x;
    this.targets = x;
  }

  /**
   * Takes the parameters; those that are known already are not laid out again.
   *
   * @param newWeights {@code [in, labels]}
   * @param newBias {@code labels} numbers
   */
  void weights(INDArray newWeights, Optional<INDArray> newBias) {
    newBias.ifPresent(b -> floor.transfer().read(b.reshape(labels), bias));
    INDArray byLabel = newWeights.transpose();
    if (!laidOut || !floor.transfer().same(byLabel, weights)) {
      floor.transfer().read(byLabel, weights);
      math.pack(weights, in, labels, true, forth);
      laidOut = true;
    }
  }

  /**
   * The probabilities of all classes.
   *
   * @param source {@code [rows, in]}
   */
  void forward(INDArray source) {
    room((int) source.size(0));
    floor.transfer().read(source, x);
    forward();
  }

  /** The same of {@code count} rows that lie elsewhere. */
  void forward(int count, RowSource<A> source) {
    room(count);
    for (int row = 0; row < count; row++) {
      source.read(row, x, row * in);
    }
    forward();
  }

  private void room(int count) {
    rows = count;
    x = floor.room(x, rows * in);
    scores = floor.room(scores, rows * labels);
  }

  private void forward() {
    floor.spread(
        rows,
        ROWS,
        (from, to, slot) -> {
          for (int row = from; row < to; row++) {
            math.copy(bias, 0, scores, row * labels, labels);
          }
          math.multiplyRows(
              to - from, x, from * in, forth, scores, from * labels, floor.scratch(slot));
          for (int row = from; row < to; row++) {
            if (loss.one()) {
              floor.rows().softmax(math, scores, row * labels, labels);
            } else {
              math.squash(Squash.SIGMOID, scores, row * labels, labels);
            }
          }
        });
  }

  /** How many classes there are. */
  int labels() {
    return labels;
  }

  /** The probabilities, {@code [rows, labels]}, until the next forward pass. */
  A probabilities() {
    return scores;
  }

  /** Copies the probabilities. */
  void output(INDArray out) {
    floor.transfer().write(scores, out);
  }

  /**
   * The sum of the losses of all rows.
   *
   * @param expected {@code [rows, labels]}
   * @param rowWeights how much each row counts, {@code [rows, 1]}; without them each counts once
   * @param training whether the probabilities become their slopes
   */
  double loss(INDArray expected, Optional<INDArray> rowWeights, boolean training) {
    targets = floor.room(targets, rows * labels);
    floor.transfer().read(expected, targets);
    double[] p = new double[labels];
    double[] y = new double[labels];
    double[] slopes = new double[labels];
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      int at = row * labels;
      for (int k = 0; k < labels; k++) {
        p[k] = math.get(scores, at + k);
        y[k] = math.get(targets, at + k);
      }
      int place = row;
      double weight = rowWeights.map(each -> each.getDouble(place, 0)).orElse(1.0);
      sum += weight * loss.row(p, y, slopes);
      for (int k = 0; training && k < labels; k++) {
        math.set(scores, at + k, weight * slopes[k]);
      }
    }
    return sum;
  }

  /**
   * The gradients, from the slopes.
   *
   * @param weightOut {@code [in, labels]}
   * @param belowOut {@code [rows, in]}
   */
  void backward(INDArray weightOut, Optional<INDArray> biasOut, INDArray belowOut) {
    math.pack(weights, labels, in, false, back);
    below = floor.room(below, rows * in);
    math.fill(below, 0, rows * in, 0);
    math.fill(weightGradient, 0, labels * in, 0);
    OuterProduct<A> product = new OuterProduct<>(scores, 0, labels, x, 0, in, rows, weightGradient);
    floor.spread(
        labels, ROWS, (from, to, slot) -> math.accumulate(product, from, to, floor.scratch(slot)));
    floor.spread(
        rows,
        ROWS,
        (from, to, slot) ->
            math.multiplyRows(
                to - from, scores, from * labels, back, below, from * in, floor.scratch(slot)));
    floor.transfer().write(weightGradient, weightOut.transpose());
    biasOut.ifPresent(
        out -> {
          math.fill(biasGradient, 0, labels, 0);
          math.sumColumns(scores, rows, labels, biasGradient, 0, labels);
          floor.transfer().write(biasGradient, out.reshape(labels));
        });
    floor.transfer().write(below, belowOut);
  }
}
