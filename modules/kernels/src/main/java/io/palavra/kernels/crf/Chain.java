package io.palavra.kernels.crf;

import java.util.Arrays;
import org.deeplearning4j.exception.DL4JInvalidInputException;

/**
 * A linear chain over one sequence: scores of labels at steps, of a label after another, of the
 * first label and of the last. All sums of exponentials are taken relative to their greatest term.
 */
final class Chain {
  private final int labels;
  private final double[] start;
  private final double[] end;

  /** {@code [from, to]}. */
  private final double[] transitions;

  /** The greatest transition, and the exponentials of all relative to it. */
  private final double peak;

  private final double[] factors;

  Chain(double[] transitions, double[] start, double[] end) {
    this.labels = start.length;
    this.transitions = transitions;
    this.start = start;
    this.end = end;
    this.peak = Arrays.stream(transitions).max().orElse(0);
    this.factors = new double[transitions.length];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = Math.exp(transitions[i] - peak);
    }
  }

  /** The score of one path. */
  double score(double[] scores, int[] path) {
    int n = path.length;
    double sum = start[path[0]] + end[path[n - 1]];
    for (int t = 0; t < n; t++) {
      sum += scores[t * labels + path[t]];
      sum += t > 0 ? transitions[path[t - 1] * labels + path[t]] : 0;
    }
    return sum;
  }

  /**
   * The logarithm of the sum over all paths that end at a step with a label, {@code [steps,
   * labels]}.
   */
  double[] forward(double[] scores) {
    int n = scores.length / labels;
    double[] sums = new double[scores.length];
    double[] weights = new double[labels];
    for (int j = 0; j < labels; j++) {
      sums[j] = start[j] + scores[j];
    }
    for (int t = 1; t < n; t++) {
      double top = exponentials(sums, (t - 1) * labels, weights);
      for (int j = 0; j < labels; j++) {
        double sum = 0;
        for (int i = 0; i < labels; i++) {
          sum += weights[i] * factors[i * labels + j];
        }
        sums[t * labels + j] = top + peak + Math.log(sum) + scores[t * labels + j];
      }
    }
    return sums;
  }

  /** The same over all ways on from a step with a label. */
  double[] backward(double[] scores) {
    int n = scores.length / labels;
    double[] sums = new double[scores.length];
    double[] next = new double[labels];
    double[] weights = new double[labels];
    System.arraycopy(end, 0, sums, (n - 1) * labels, labels);
    for (int t = n - 2; t >= 0; t--) {
      for (int j = 0; j < labels; j++) {
        next[j] = sums[(t + 1) * labels + j] + scores[(t + 1) * labels + j];
      }
      double top = exponentials(next, 0, weights);
      for (int i = 0; i < labels; i++) {
        double sum = 0;
        for (int j = 0; j < labels; j++) {
          sum += weights[j] * factors[i * labels + j];
        }
        sums[t * labels + i] = top + peak + Math.log(sum);
      }
    }
    return sums;
  }

  /** The logarithm of the sum over all paths. */
  double total(double[] forward) {
    double[] last = new double[labels];
    for (int j = 0; j < labels; j++) {
      last[j] = forward[forward.length - labels + j] + end[j];
    }
    double[] weights = new double[labels];
    double top = exponentials(last, 0, weights);
    return top + Math.log(Arrays.stream(weights).sum());
  }

  /** The probability of each label at each step, over all paths: {@code [steps, labels]}. */
  double[] marginals(double[] scores) {
    double[] forth = forward(scores);
    double[] back = backward(scores);
    double total = total(forth);
    for (int i = 0; i < forth.length; i++) {
      forth[i] = Math.exp(forth[i] + back[i] - total);
    }
    return forth;
  }

  /** Adds to {@code out} one at the labels of the best path, or the probabilities of all. */
  void answer(double[] scores, boolean marginals, double[] out, int at) {
    for (int i = 0; i < scores.length; i++) {
      if (Double.isNaN(scores[i])) {
        // Every comparison with it fails: a best path would be found, and mean nothing.
        throw new DL4JInvalidInputException(
            "the score of label %d at step %d that counts is not a number"
                .formatted(i % labels, i / labels));
      }
    }
    if (marginals) {
      double[] shares = marginals(scores);
      System.arraycopy(shares, 0, out, at, shares.length);
      return;
    }
    int[] path = best(scores);
    for (int t = 0; t < path.length; t++) {
      out[at + t * labels + path[t]] = 1;
    }
  }

  private double exponentials(double[] x, int from, double[] out) {
    double top = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < labels; i++) {
      top = Math.max(top, x[from + i]);
    }
    for (int i = 0; i < labels; i++) {
      out[i] = Math.exp(x[from + i] - top);
    }
    return top;
  }

  /**
   * Expected counts less those of {@code path}: the gradients of the loss.
   *
   * @param slopes of the scores, {@code [steps, labels]}, set
   * @param pairs of the transitions, added
   * @param ends of {@code start}, then of {@code end}, added
   * @return the loss
   */
  double loss(double[] scores, int[] path, double[] slopes, double[] pairs, double[] ends) {
    int n = path.length;
    double[] forth = forward(scores);
    double[] back = backward(scores);
    double total = total(forth);
    for (int i = 0; i < slopes.length; i++) {
      slopes[i] = Math.exp(forth[i] + back[i] - total);
    }
    for (int j = 0; j < labels; j++) {
      ends[j] += slopes[j];
      ends[labels + j] += slopes[(n - 1) * labels + j];
    }
    double[] before = new double[labels];
    double[] after = new double[labels];
    double[] next = new double[labels];
    for (int t = 1; t < n; t++) {
      for (int j = 0; j < labels; j++) {
        next[j] = back[t * labels + j] + scores[t * labels + j];
      }
      double top = exponentials(forth, (t - 1) * labels, before) + exponentials(next, 0, after);
      double scale = Math.exp(top + peak - total);
      for (int i = 0; i < labels; i++) {
        for (int j = 0; j < labels; j++) {
          pairs[i * labels + j] += scale * before[i] * after[j] * factors[i * labels + j];
        }
      }
    }
    ends[path[0]]--;
    ends[labels + path[n - 1]]--;
    for (int t = 0; t < n; t++) {
      slopes[t * labels + path[t]]--;
      if (t > 0) {
        pairs[path[t - 1] * labels + path[t]]--;
      }
    }
    return total - score(scores, path);
  }

  /** The path of the greatest score (Viterbi, 1967); of equals, the one of lower labels. */
  int[] best(double[] scores) {
    int n = scores.length / labels;
    int[] from = new int[scores.length];
    double[] value = new double[labels];
    for (int j = 0; j < labels; j++) {
      value[j] = start[j] + scores[j];
    }
    for (int t = 1; t < n; t++) {
      double[] next = new double[labels];
      for (int j = 0; j < labels; j++) {
        int best = 0;
        for (int i = 1; i < labels; i++) {
          if (value[i] + transitions[i * labels + j]
              > value[best] + transitions[best * labels + j]) {
            best = i;
          }
        }
        from[t * labels + j] = best;
        next[j] = value[best] + transitions[best * labels + j] + scores[t * labels + j];
      }
      value = next;
    }
    int last = 0;
    for (int j = 1; j < labels; j++) {
      if (value[j] + end[j] > value[last] + end[last]) {
        last = j;
      }
    }
    int[] path = new int[n];
    for (int t = n - 1; t >= 0; t--) {
      path[t] = last;
      last = from[t * labels + last];
    }
    return path;
  }
}
