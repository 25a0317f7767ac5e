package io.palavra.kernels.output;

import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.arithmetic.Packed;
import io.palavra.kernels.output.LabelSampler.Sample;
import io.palavra.kernels.part.Linear;
import io.palavra.kernels.part.LossPart;
import io.palavra.kernels.part.Parameter;
import io.palavra.kernels.part.Parameters;
import io.palavra.kernels.part.Pass;
import io.palavra.kernels.part.Sheet;
import java.util.Arrays;
import java.util.List;

/**
 * A softmax that in training is taken over the label itself and a sample of the others, which all
 * rows of a mini-batch share; else over all.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class SampledSoftmaxPart<A> implements LossPart<A> {
  private static final int SHARE = 32;

  private final Floor<A> floor;
  private final int in;
  private final int labels;
  private final int samples;
  private final LabelSampler sampler;
  private final SoftmaxPart<A> full;
  private final Packed<A> forth = new Packed<>();
  private final Packed<A> back = new Packed<>();
  private A weights;
  private A scores;
  private A sums;
  private A biasSums;
  private double[] own = {};

  SampledSoftmaxPart(
      Floor<A> floor,
      Parameters<A> parameters,
      int in,
      int labels,
      int samples,
      LabelSampler sampler) {
    this.floor = floor;
    this.in = in;
    this.labels = labels;
    this.samples = samples;
    this.sampler = sampler;
    this.full = new SoftmaxPart<>(floor, parameters, in, labels, 0);
    this.weights = floor.math().allocate(0);
    this.scores = weights;
    this.sums = weights;
    this.biasSums = weights;
  }

  @Override
  public int labels() {
    return labels;
  }

  @Override
  public Sheet<A> forward(List<Sheet<A>> inputs, Pass pass) {
    return full.forward(inputs, pass);
  }

  @Override
  public double[] losses(Sheet<A> x, int[] expected, Pass pass) {
    if (!pass.training()) {
      return full.losses(x, expected, pass);
    }
    Sample sample = sampler.draw(samples, pass.seeds().getAsLong());
    int rows = x.rows().count();
    gather(sample, rows);
    boolean first = x.claimGradients();
    double[] losses = new double[rows];
    floor.spread(
        rows,
        SHARE,
        (from, to, slot) -> {
          if (first) {
            x.clear(from, to);
          }
          floor
              .math()
              .multiplyRows(
                  to - from,
                  x.values(),
                  from * in,
                  forth,
                  scores,
                  from * samples,
                  floor.scratch(slot));
          for (int row = from; row < to; row++) {
            losses[row] = loss(x, row, expected[row], sample);
          }
          floor
              .math()
              .multiplyRows(
                  to - from,
                  scores,
                  from * samples,
                  back,
                  x.gradients(),
                  from * in,
                  floor.scratch(slot));
        });
    sum(x, expected, sample);
    return losses;
  }

  /** Lays the sample's weights out, and begins all scores with biases less {@code log q}. */
  private void gather(Sample sample, int rows) {
    Arithmetic<A> math = floor.math();
    weights = floor.room(weights, samples * in);
    scores = floor.room(scores, rows * samples);
    own = own.length < rows ? new double[rows] : own;
    biasSums = floor.room(biasSums, samples);
    for (int i = 0; i < samples; i++) {
      int label = sample.labels()[i];
      math.copy(full.weight().value(), label * in, weights, i * in, in);
      double bias = math.get(full.bias().value(), label);
      math.set(biasSums, i, bias - sampler.logExpected(label, sample.tries()));
    }
    math.pack(weights, in, samples, true, forth);
    math.pack(weights, samples, in, false, back);
    for (int row = 0; row < rows; row++) {
      math.copy(biasSums, 0, scores, row * samples, samples);
    }
  }

  /** Scores become their gradients; that of the label itself is kept apart. */
  private double loss(Sheet<A> x, int row, int label, Sample sample) {
    Arithmetic<A> math = floor.math();
    int at = row * samples;
    int hit = Arrays.binarySearch(sample.labels(), label);
    if (hit >= 0) {
      math.set(scores, at + hit, Double.NEGATIVE_INFINITY);
    }
    double score =
        floor.rows().dot(x.values(), row * in, full.weight().value(), label * in, in)
            + math.get(full.bias().value(), label)
            - sampler.logExpected(label, sample.tries());
    double peak = Math.max(score, floor.rows().max(scores, at, samples));
    if (hit >= 0) {
      // A number that vanishes beside the peak, for exponentials that know no infinity.
      math.set(scores, at + hit, peak);
    }
    double all = floor.rows().exponentials(scores, at, samples, peak);
    if (hit >= 0) {
      all -= math.get(scores, at + hit);
      math.set(scores, at + hit, 0);
    }
    double mine = Math.exp(score - peak);
    double total = all + mine;
    math.scale(scores, at, samples, 1 / total);
    own[row] = mine / total - 1;
    floor
        .rows()
        .addScaled(own[row], full.weight().value(), label * in, x.gradients(), row * in, in);
    return peak + Math.log(total) - score;
  }

  /** The gradients of the parameters: of the sample's labels from products, of others by rows. */
  private void sum(Sheet<A> x, int[] expected, Sample sample) {
    Arithmetic<A> math = floor.math();
    Parameter<A> weight = full.weight();
    Parameter<A> bias = full.bias();
    int rows = x.rows().count();
    floor.spread(
        labels,
        1024,
        (from, to, slot) -> math.fill(weight.gradient(), from * in, (to - from) * in, 0));
    math.fill(bias.gradient(), 0, labels, 0);
    sums = floor.room(sums, samples * in);
    Linear.outerProducts(floor, scores, samples, x.values(), in, rows, sums);
    Linear.sumColumns(floor, scores, rows, samples, biasSums);
    for (int i = 0; i < samples; i++) {
      int label = sample.labels()[i];
      math.copy(sums, i * in, weight.gradient(), label * in, in);
      math.set(bias.gradient(), label, math.get(biasSums, i));
    }
    for (int row = 0; row < rows; row++) {
      int label = expected[row];
      floor.rows().addScaled(own[row], x.values(), row * in, weight.gradient(), label * in, in);
      math.set(bias.gradient(), label, math.get(bias.gradient(), label) + own[row]);
    }
  }
}
