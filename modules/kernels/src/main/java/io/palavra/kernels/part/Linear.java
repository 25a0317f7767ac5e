package io.palavra.kernels.part;

import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.Cores;
import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.arithmetic.OuterProduct;
import io.palavra.kernels.arithmetic.Packed;
import java.util.Optional;

/**
 * {@code y = x W + b}.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class Linear<A> {
  private static final int SHARE = 32;

  private final Floor<A> floor;
  private final Parameter<A> weight;
  private final Optional<Parameter<A>> bias;
  private final int in;
  private final int out;
  private final Packed<A> packed = new Packed<>();
  private final Packed<A> packedBack = new Packed<>();
  private final Sheet<A> y;
  private Sheet<A> x;
  private int laidOut = -1;

  /** From {@code in} columns to {@code out}. */
  public Linear(
      Floor<A> floor, Parameters<A> parameters, String name, int in, int out, boolean biased) {
    this.floor = floor;
    this.in = in;
    this.out = out;
    this.weight = parameters.weight("W" + name, in, out);
    this.bias = biased ? Optional.of(parameters.bias("b" + name, out)) : Optional.empty();
    this.y = new Sheet<>(floor);
    this.x = y;
  }

  /** Computes {@code y}. */
  public Sheet<A> forward(Sheet<A> input, Pass pass) {
    Arithmetic<A> math = floor.math();
    x = input;
    y.shape(x.rows(), out, pass.training());
    if (laidOut != weight.version()) {
      math.pack(weight.value(), in, out, false, packed);
      laidOut = weight.version();
    }
    floor.spread(
        x.rows().count(),
        SHARE,
        (from, to, slot) -> {
          if (bias.isPresent()) {
            for (int row = from; row < to; row++) {
              math.copy(bias.get().value(), 0, y.values(), row * out, out);
            }
          } else {
            math.fill(y.values(), from * out, (to - from) * out, 0);
          }
          math.multiplyRows(
              to - from,
              x.values(),
              from * in,
              packed,
              y.values(),
              from * out,
              floor.scratch(slot));
        });
    return y;
  }

  /** Goes back from the gradients of {@code y}. */
  public void backward() {
    Arithmetic<A> math = floor.math();
    int rows = x.rows().count();
    math.pack(weight.value(), out, in, true, packedBack);
    floor.spread(
        rows,
        SHARE,
        (from, to, slot) ->
            math.multiplyRows(
                to - from,
                y.gradients(),
                from * out,
                packedBack,
                x.gradients(),
                from * in,
                floor.scratch(slot)));
    outerProducts(floor, x.values(), in, y.gradients(), out, rows, weight.gradient());
    bias.ifPresent(b -> sumColumns(floor, y.gradients(), rows, out, b.gradient()));
  }

  /**
   * {@code total = left' right}, the gradient of a weight.
   *
   * @param left {@code [rows, in]}
   * @param right {@code [rows, out]}
   * @param total {@code [in, out]}
   */
  public static <A> void outerProducts(
      Floor<A> floor, A left, int in, A right, int out, int rows, A total) {
    OuterProduct<A> product = new OuterProduct<>(left, 0, in, right, 0, out, rows, total);
    // Every task lays all of the right side out for itself: so there are few.
    int share = Math.max(SHARE, in / Cores.count());
    floor.spread(
        in,
        share,
        (from, to, slot) -> {
          floor.math().fill(total, from * out, (to - from) * out, 0);
          floor.math().accumulate(product, from, to, floor.scratch(slot));
        });
  }

  /** {@code total[j] = sum over rows of x[row, j]}. */
  public static <A> void sumColumns(Floor<A> floor, A x, int rows, int width, A total) {
    floor.spread(
        width,
        256,
        (from, to, slot) -> {
          floor.math().fill(total, from, to - from, 0);
          floor.math().sumColumns(x, rows, width, total, from, to);
        });
  }
}
