package io.palavra.kernels.crf;

import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.part.Linear;
import io.palavra.kernels.part.LossPart;
import io.palavra.kernels.part.Parameter;
import io.palavra.kernels.part.Parameters;
import io.palavra.kernels.part.Pass;
import io.palavra.kernels.part.Rows;
import io.palavra.kernels.part.Sheet;
import java.util.Arrays;
import java.util.List;

/**
 * Scores of labels, and a chain over each sequence's steps that count.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class CrfPart<A> implements LossPart<A> {
  private final Floor<A> floor;
  private final int labels;
  private final Linear<A> scores;
  private final Parameter<A> transitions;
  private final Parameter<A> start;
  private final Parameter<A> end;
  private final boolean marginals;
  private final Sheet<A> out;

  /**
   * Asks for its parameters.
   *
   * @param marginals whether its output has probabilities of labels rather than the best path
   */
  CrfPart(Floor<A> floor, Parameters<A> parameters, int in, int labels, boolean marginals) {
    this.floor = floor;
    this.labels = labels;
    this.scores = new Linear<>(floor, parameters, "", in, labels, true);
    this.transitions = parameters.zeros("T", labels, labels);
    this.start = parameters.bias("start", labels);
    this.end = parameters.bias("end", labels);
    this.marginals = marginals;
    this.out = new Sheet<>(floor);
  }

  @Override
  public int labels() {
    return labels;
  }

  private Chain chain() {
    return new Chain(
        doubles(transitions.value(), 0, labels * labels),
        doubles(start.value(), 0, labels),
        doubles(end.value(), 0, labels));
  }

  private double[] doubles(A array, int from, int n) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = floor.math().get(array, from + i);
    }
    return values;
  }

  private double[] scoresOf(Sheet<A> sheet, int sequence) {
    Rows rows = sheet.rows();
    return doubles(sheet.values(), rows.from(sequence) * labels, rows.length(sequence) * labels);
  }

  /** The loss of a sequence is that of its last row; the others' are zero. */
  @Override
  public double[] losses(Sheet<A> x, int[] expected, Pass pass) {
    Sheet<A> sheet = scores.forward(x, pass);
    Rows rows = x.rows();
    Chain chain = chain();
    double[] losses = new double[rows.count()];
    double[][] counts = new double[rows.batch()][labels * (labels + 2)];
    floor.spread(
        rows.batch(),
        1,
        (from, to, slot) -> {
          for (int b = from; b < to; b++) {
            if (rows.length(b) > 0) {
              int first = rows.from(b);
              int last = first + rows.length(b);
              int[] path = Arrays.copyOfRange(expected, first, last);
              double[] values = scoresOf(sheet, b);
              losses[last - 1] = loss(chain, values, path, counts[b], sheet, first, pass);
            }
          }
        });
    if (pass.training()) {
      store(counts);
      scores.backward();
    }
    return losses;
  }

  private double loss(
      Chain chain,
      double[] values,
      int[] path,
      double[] counts,
      Sheet<A> sheet,
      int first,
      Pass pass) {
    if (!pass.training()) {
      return chain.total(chain.forward(values)) - chain.score(values, path);
    }
    double[] slopes = new double[values.length];
    double[] pairs = new double[labels * labels];
    double[] ends = new double[2 * labels];
    double loss = chain.loss(values, path, slopes, pairs, ends);
    for (int i = 0; i < slopes.length; i++) {
      floor.math().set(sheet.gradients(), first * labels + i, slopes[i]);
    }
    System.arraycopy(pairs, 0, counts, 0, pairs.length);
    System.arraycopy(ends, 0, counts, pairs.length, ends.length);
    return loss;
  }

  private void store(double[][] counts) {
    double[] sums = new double[labels * (labels + 2)];
    for (double[] each : counts) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += each[i];
      }
    }
    int square = labels * labels;
    for (int i = 0; i < sums.length; i++) {
      if (i < square) {
        floor.math().set(transitions.gradient(), i, sums[i]);
      } else if (i < square + labels) {
        floor.math().set(start.gradient(), i - square, sums[i]);
      } else {
        floor.math().set(end.gradient(), i - square - labels, sums[i]);
      }
    }
  }

  /** One at the labels of the best path, zero elsewhere; or the probabilities of all labels. */
  @Override
  public Sheet<A> forward(List<Sheet<A>> inputs, Pass pass) {
    Sheet<A> sheet = scores.forward(inputs.get(0), pass);
    Rows rows = sheet.rows();
    Chain chain = chain();
    out.shape(rows, labels, pass.training());
    floor.math().fill(out.values(), 0, rows.count() * labels, 0);
    for (int b = 0; b < rows.batch(); b++) {
      if (rows.length(b) > 0) {
        double[] answer = new double[rows.length(b) * labels];
        chain.answer(scoresOf(sheet, b), marginals, answer, 0);
        for (int i = 0; i < answer.length; i++) {
          floor.math().set(out.values(), rows.from(b) * labels + i, answer[i]);
        }
      }
    }
    return out;
  }
}
