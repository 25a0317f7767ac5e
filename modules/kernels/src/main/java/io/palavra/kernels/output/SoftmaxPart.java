package io.palavra.kernels.output;

import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.arithmetic.OuterProduct;
import io.palavra.kernels.arithmetic.Packed;
import io.palavra.kernels.part.Choices;
import io.palavra.kernels.part.LossPart;
import io.palavra.kernels.part.Parameter;
import io.palavra.kernels.part.Parameters;
import io.palavra.kernels.part.Pass;
import io.palavra.kernels.part.Ranked;
import io.palavra.kernels.part.Sheet;
import java.util.ArrayList;
import java.util.List;

/**
 * Softmax with cross-entropy over {@code x W' + b}, a block of rows at a time: what is in memory is
 * one block's scores, never those of the whole mini-batch. The labels are cut into slices, whose
 * weights are laid out once and serve all blocks.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class SoftmaxPart<A> implements LossPart<A>, Choices<A> {
  /** Labels of a slice. */
  private static final int SLICE = 2048;

  /** Rows of a task. */
  private static final int ROWS = 32;

  /** Rows of a task that puts labels in order. */
  private static final int RANKED = 64;

  /** Scores in memory at once. */
  private static final int SCORES = 1 << 23;

  private final Floor<A> floor;
  private final int in;
  private final int labels;
  private final double smoothing;

  /** Of the pass: outside training there is none. */
  private double smooth;

  private final Parameter<A> weight;
  private final Parameter<A> bias;
  private final List<Slice> slices = new ArrayList<>();
  private final Sheet<A> out;
  private A scores;
  private A ones;
  private final Ranks<A> ranks;

  /** For every row of a block and every slice. */
  private double[] peaks = {};

  private double[] sums = {};
  private double[] totals = {};
  private double[] targets = {};
  private int laidOut = -1;

  SoftmaxPart(Floor<A> floor, Parameters<A> parameters, int in, int labels, double smoothing) {
    this.floor = floor;
    this.in = in;
    this.labels = labels;
    this.smoothing = smoothing;
    this.weight = parameters.table("W", labels, in);
    this.bias = parameters.bias("b", labels);
    this.out = new Sheet<>(floor);
    this.scores = floor.math().allocate(0);
    this.ones = scores;
    for (int from = 0; from < labels; from += SLICE) {
      slices.add(new Slice(from, Math.min(SLICE, labels - from)));
    }
    this.ranks = new Ranks<>(floor, slices.size());
  }

  @Override
  public int labels() {
    return labels;
  }

  Parameter<A> weight() {
    return weight;
  }

  Parameter<A> bias() {
    return bias;
  }

  /** Rows of a block: no more than are wanted, and no more than fit. */
  private int block(int rows) {
    return Math.max(ROWS, Math.min(rows, SCORES / labels / ROWS * ROWS));
  }

  /** Lays the weights out; for training always, since their memory serves the gradient then. */
  void pack(boolean training) {
    if (!training && laidOut == weight.version()) {
      return;
    }
    laidOut = training ? -1 : weight.version();
    floor.spread(
        slices.size(),
        1,
        (from, to, slot) -> {
          for (int i = from; i < to; i++) {
            slices.get(i).pack(training);
          }
        });
  }

  @Override
  public double[] losses(Sheet<A> x, int[] expected, Pass pass) {
    int rows = x.rows().count();
    smooth = pass.training() ? smoothing : 0;
    double[] losses = new double[rows];
    pack(pass.training());
    int block = block(rows);
    room(block);
    boolean blank = pass.training() && x.claimGradients();
    if (pass.training()) {
      slices.forEach(Slice::clear);
      floor.math().fill(bias.gradient(), 0, labels, 0);
    }
    for (int from = 0; from < rows; from += block) {
      int count = Math.min(block, rows - from);
      score(x.values(), from, count, expected);
      for (int i = 0; i < count; i++) {
        losses[from + i] = loss(i);
      }
      if (pass.training()) {
        back(x, blank, from, count, expected);
      }
    }
    if (pass.training()) {
      slices.forEach(Slice::store);
    }
    return losses;
  }

  private void room(int block) {
    scores = floor.room(scores, block * labels);
    if (peaks.length < block * slices.size()) {
      peaks = new double[block * slices.size()];
      sums = new double[peaks.length];
      totals = new double[peaks.length];
    }
    targets = targets.length < block ? new double[block] : targets;
    if (floor.math().length(ones) < Math.min(labels, SLICE)) {
      ones = floor.math().allocate(Math.min(labels, SLICE));
      floor.math().fill(ones, 0, floor.math().length(ones), 1);
    }
  }

  /**
   * The exponentials of the scores of some rows, each slice's relative to its greatest, which lie
   * slice after slice; {@code expected} may be empty.
   */
  private void score(A x, int first, int count, int[] expected) {
    int groups = (count + ROWS - 1) / ROWS;
    floor.spread(
        groups * slices.size(),
        1,
        (from, to, slot) -> {
          for (int item = from; item < to; item++) {
            int row = item % groups * ROWS;
            int end = Math.min(count, row + ROWS);
            slices.get(item / groups).score(x, first, row, end, count, expected, slot);
          }
        });
  }

  /** The loss of a row of the block; its slices' sums become what their exponentials are worth. */
  private double loss(int row) {
    int from = row * slices.size();
    double peak = Double.NEGATIVE_INFINITY;
    for (int i = from; i < from + slices.size(); i++) {
      peak = Math.max(peak, peaks[i]);
    }
    double sum = 0;
    double total = 0;
    for (int i = from; i < from + slices.size(); i++) {
      sum += sums[i] * Math.exp(peaks[i] - peak);
      total += totals[i];
    }
    for (int i = from; i < from + slices.size(); i++) {
      sums[i] = Math.exp(peaks[i] - peak) / sum;
    }
    double log = peak + Math.log(sum);
    return log - (1 - smooth) * targets[row] - smooth * total / labels;
  }

  private void back(Sheet<A> x, boolean blank, int first, int count, int[] expected) {
    int groups = (count + ROWS - 1) / ROWS;
    floor.spread(
        groups * slices.size(),
        1,
        (from, to, slot) -> {
          for (int item = from; item < to; item++) {
            int row = item % groups * ROWS;
            int end = Math.min(count, row + ROWS);
            slices.get(item / groups).slope(first, row, end, count, expected);
          }
        });
    floor.spread(
        count,
        ROWS,
        (from, to, slot) -> {
          if (blank) {
            x.clear(first + from, first + to);
          }
          for (Slice slice : slices) {
            slice.down(x.gradients(), first, from, to, count, slot);
          }
        });
    int parts = (Math.min(SLICE, labels) + ROWS - 1) / ROWS;
    floor.spread(
        slices.size() * parts,
        1,
        (from, to, slot) -> {
          for (int item = from; item < to; ) {
            // Neighbours of the same slice go together.
            int end = Math.min(to, (item / parts + 1) * parts);
            slices
                .get(item / parts)
                .accumulate(
                    x.values(),
                    first,
                    count,
                    item % parts * ROWS,
                    (end - 1) % parts * ROWS + ROWS,
                    slot);
            item = end;
          }
        });
  }

  @Override
  public Sheet<A> forward(List<Sheet<A>> inputs, Pass pass) {
    Sheet<A> x = inputs.get(0);
    smooth = 0;
    pack(false);
    out.shape(x.rows(), labels, pass.training());
    int rows = x.rows().count();
    int block = block(rows);
    room(block);
    for (int from = 0; from < rows; from += block) {
      int count = Math.min(block, rows - from);
      score(x.values(), from, count, new int[0]);
      for (int i = 0; i < count; i++) {
        loss(i);
        for (int s = 0; s < slices.size(); s++) {
          Slice slice = slices.get(s);
          int to = (from + i) * labels + slice.from;
          floor.math().copy(scores, slice.at(i, count), out.values(), to, slice.width);
          floor.math().scale(out.values(), to, slice.width, sums[i * slices.size() + s]);
        }
      }
    }
    return out;
  }

  @Override
  public Ranked rank(A x, int count, int most) {
    pack(false);
    scores = floor.room(scores, Math.multiplyExact(count, labels));
    ranks.room(count, Math.min(most, labels));
    int groups = (count + RANKED - 1) / RANKED;
    floor.spread(
        groups * slices.size(),
        1,
        (from, to, slot) -> {
          for (int item = from; item < to; item++) {
            int row = item % groups * RANKED;
            int end = Math.min(count, row + RANKED);
            slices.get(item / groups).rank(x, row, end, count, slot);
          }
        });
    double[] logs = new double[count];
    for (int row = 0; row < count; row++) {
      logs[row] = ranks.log(row);
    }
    return new Scored(logs);
  }

  @Override
  public Among<A> among(int[][] lists) {
    return new Shortlists<>(floor, weight.value(), bias.value(), in, labels, lists);
  }

  /** The rows that were asked for last. */
  private final class Scored implements Ranked {
    private final double[] logs;

    Scored(double[] logs) {
      this.logs = logs;
    }

    @Override
    public int[] best(int row) {
      return ranks.best(row);
    }

    @Override
    public float logProbability(int row, int label) {
      Slice slice = slices.get(label / SLICE);
      int at = slice.at(row, logs.length) + label - slice.from;
      return (float) (floor.math().get(scores, at) - logs[row]);
    }

    @Override
    public float[] logProbabilities(int row) {
      float[] all = new float[labels];
      for (int label = 0; label < labels; label++) {
        all[label] = logProbability(row, label);
      }
      return all;
    }
  }

  /** Neighbouring labels. */
  private final class Slice {
    private final int from;
    private final int width;
    private final Packed<A> forth = new Packed<>();
    private final Packed<A> back = new Packed<>();
    private A weights;

    Slice(int from, int width) {
      this.from = from;
      this.width = width;
      this.weights = floor.math().allocate(0);
    }

    private int index() {
      return from / SLICE;
    }

    /** Where the scores of a row of the block lie. */
    private int at(int row, int count) {
      return from * count + row * width;
    }

    void pack(boolean training) {
      weights = floor.room(weights, width * in);
      floor.math().copy(weight.value(), from * in, weights, 0, width * in);
      floor.math().pack(weights, in, width, true, forth);
      if (training) {
        floor.math().pack(weights, width, in, false, back);
      }
    }

    /** From here on the memory of the weights, which are packed, is that of their gradient. */
    void clear() {
      floor.math().fill(weights, 0, width * in, 0);
    }

    void store() {
      floor.math().copy(weights, 0, weight.gradient(), from * in, width * in);
    }

    void raw(A x, int first, int row, int end, int count, int slot) {
      Arithmetic<A> math = floor.math();
      for (int i = row; i < end; i++) {
        math.copy(bias.value(), from, scores, at(i, count), width);
      }
      math.multiplyRows(
          end - row, x, (first + row) * in, forth, scores, at(row, count), floor.scratch(slot));
    }

    void score(A x, int first, int row, int end, int count, int[] expected, int slot) {
      raw(x, first, row, end, count, slot);
      for (int i = row; i < end; i++) {
        int at = at(i, count);
        int cell = i * slices.size() + index();
        int label = expected.length == 0 ? -1 : expected[first + i] - from;
        if (label >= 0 && label < width) {
          targets[i] = floor.math().get(scores, at + label);
        }
        totals[cell] = smooth > 0 ? floor.rows().sum(scores, at, width) : 0;
        peaks[cell] = floor.rows().max(scores, at, width);
        sums[cell] = floor.rows().exponentials(scores, at, width, peaks[cell]);
      }
    }

    void rank(A x, int row, int end, int count, int slot) {
      raw(x, 0, row, end, count, slot);
      for (int i = row; i < end; i++) {
        ranks.note(i, index(), from, scores, at(i, count), width);
      }
    }

    /** Probabilities less what they should be. */
    void slope(int first, int row, int end, int count, int[] expected) {
      for (int i = row; i < end; i++) {
        int at = at(i, count);
        floor.math().scale(scores, at, width, sums[i * slices.size() + index()]);
        if (smooth > 0) {
          floor.rows().addScaled(-smooth / labels, ones, 0, scores, at, width);
        }
        int label = expected[first + i] - from;
        if (label >= 0 && label < width) {
          double probability = floor.math().get(scores, at + label);
          floor.math().set(scores, at + label, probability - (1 - smooth));
        }
      }
    }

    void down(A gradients, int first, int row, int end, int count, int slot) {
      floor
          .math()
          .multiplyRows(
              end - row,
              scores,
              at(row, count),
              back,
              gradients,
              (first + row) * in,
              floor.scratch(slot));
    }

    /** Adds what the block says to the gradients of labels {@code low} to {@code high}. */
    void accumulate(A x, int first, int count, int low, int high, int slot) {
      int end = Math.min(high, width);
      if (low >= end) {
        return;
      }
      floor
          .math()
          .accumulate(
              new OuterProduct<>(scores, at(0, count), width, x, first * in, in, count, weights),
              low,
              end,
              floor.scratch(slot));
      for (int i = 0; i < count; i++) {
        floor.math().add(scores, at(i, count) + low, bias.gradient(), from + low, end - low);
      }
    }
  }
}
