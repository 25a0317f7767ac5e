package io.palavra.kernels.part;

import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.Floor;

/**
 * Layer normalisation (Ba, Kiros and Hinton, 2016): each row to mean zero and variance one, then
 * times a gain and plus a bias.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class Normalise<A> {
  private static final int SHARE = 64;

  private final Floor<A> floor;
  private final Parameter<A> gain;
  private final Parameter<A> bias;
  private final int width;
  private final double epsilon;
  private final Sheet<A> y;
  private A normal;
  private A work;
  private double[] scales = {};
  private Sheet<A> x;

  /** For rows of {@code width}. */
  public Normalise(
      Floor<A> floor, Parameters<A> parameters, String name, int width, double epsilon) {
    this.floor = floor;
    this.width = width;
    this.epsilon = epsilon;
    this.gain = parameters.gain("g" + name, width);
    this.bias = parameters.bias("b" + name, width);
    this.y = new Sheet<>(floor);
    this.x = y;
    this.normal = floor.math().allocate(0);
    this.work = floor.math().allocate(0);
  }

  /** Normalises. */
  public Sheet<A> forward(Sheet<A> input, Pass pass) {
    Arithmetic<A> math = floor.math();
    x = input;
    int rows = x.rows().count();
    y.shape(x.rows(), width, pass.training());
    normal = floor.room(normal, rows * width);
    scales = scales.length >= rows ? scales : new double[rows];
    floor.spread(
        rows,
        SHARE,
        (from, to, slot) -> {
          for (int row = from; row < to; row++) {
            int at = row * width;
            scales[row] = floor.rows().normalise(x.values(), at, normal, at, width, epsilon);
            math.copy(bias.value(), 0, y.values(), at, width);
            math.multiplyAdd(normal, at, gain.value(), 0, y.values(), at, width);
          }
        });
    return y;
  }

  /** Goes back from the gradients of the output. */
  public void backward() {
    Arithmetic<A> math = floor.math();
    int rows = x.rows().count();
    boolean first = x.claimGradients();
    work = floor.room(work, rows * width);
    floor.spread(
        rows,
        SHARE,
        (from, to, slot) -> {
          for (int row = from; row < to; row++) {
            int at = row * width;
            if (first) {
              x.clear(row, row + 1);
            }
            math.multiply(y.gradients(), at, gain.value(), 0, work, at, width);
            floor.rows().normaliseBack(normal, at, work, at, x.gradients(), at, width, scales[row]);
            math.multiply(y.gradients(), at, normal, at, work, at, width);
          }
        });
    Linear.sumColumns(floor, work, rows, width, gain.gradient());
    Linear.sumColumns(floor, y.gradients(), rows, width, bias.gradient());
  }
}
