package io.palavra.kernels.part;

import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.Cores;
import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.arithmetic.Floor.Job;
import io.palavra.kernels.arithmetic.OuterProduct;
import io.palavra.kernels.arithmetic.Packed;
import io.palavra.kernels.arithmetic.Scratch;
import io.palavra.kernels.arithmetic.Shares;
import io.palavra.kernels.arithmetic.Squash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code y = x W + b}.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class Linear<A> {
  private static final int SHARE = 32;

  /** Columns that are worth a task of their own where they are summed. */
  private static final int COLUMNS = 256;

  /** Rows whose products are in the cache when they are squashed. */
  private static final int BLOCK = 48;

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
    return forward(input, pass, Squash.IDENTITY);
  }

  /** Computes {@code f(y)}, whose slope is the caller's to go back through. */
  public Sheet<A> forward(Sheet<A> input, Pass pass, Squash f) {
    forward(List.of(this), input, pass, f);
    return y;
  }

  /** Computes the {@code y} of several from one {@code x}. */
  public static <A> void forward(List<Linear<A>> several, Sheet<A> input, Pass pass) {
    forward(several, input, pass, Squash.IDENTITY);
  }

  private static <A> void forward(List<Linear<A>> several, Sheet<A> input, Pass pass, Squash f) {
    if (several.isEmpty()) {
      return;
    }
    several.forEach(each -> each.prepare(input, pass));
    Floor<A> floor = several.get(0).floor;
    if (floor.few(input.rows().count())) {
      floor.together(several.stream().map(each -> each.columns(f)).toList());
      return;
    }
    int block = block(floor, input);
    floor.spread(
        input.rows().count(),
        SHARE,
        (from, to, slot) -> {
          for (int row = from; row < to; row += block) {
            for (Linear<A> each : several) {
              each.forward(row, Math.min(to, row + block), f, floor.scratch(slot));
            }
          }
        });
  }

  private Job columns(Squash f) {
    return floor.columns(in, out, (from, to, slot) -> columns(from, to, f, floor.scratch(slot)));
  }

  /** BLAS, whose sums depend on company, wants all rows at once. */
  private static <A> int block(Floor<A> floor, Sheet<A> x) {
    return floor.math().steady() ? BLOCK : Math.max(1, x.rows().count());
  }

  private void prepare(Sheet<A> input, Pass pass) {
    x = input;
    y.shape(x.rows(), out, pass.training());
    if (laidOut != weight.version()) {
      floor.math().pack(weight.value(), in, out, false, packed);
      laidOut = weight.version();
    }
  }

  private void forward(int from, int to, Squash f, Scratch<A> scratch) {
    Arithmetic<A> math = floor.math();
    if (bias.isPresent()) {
      for (int row = from; row < to; row++) {
        math.copy(bias.get().value(), 0, y.values(), row * out, out);
      }
    } else {
      math.fill(y.values(), from * out, (to - from) * out, 0);
    }
    math.multiplyRows(to - from, x.values(), from * in, packed, y.values(), from * out, scratch);
    if (f != Squash.IDENTITY) {
      math.squash(f, y.values(), from * out, (to - from) * out);
    }
  }

  /** The same for some columns of all rows. */
  private void columns(int from, int to, Squash f, Scratch<A> scratch) {
    Arithmetic<A> math = floor.math();
    int rows = x.rows().count();
    for (int row = 0; row < rows; row++) {
      if (bias.isPresent()) {
        math.copy(bias.get().value(), from, y.values(), row * out + from, to - from);
      } else {
        math.fill(y.values(), row * out + from, to - from, 0);
      }
    }
    math.multiplyColumns(rows, x.values(), 0, in, packed, from, to, y.values(), 0, scratch);
    for (int row = 0; f != Squash.IDENTITY && row < rows; row++) {
      math.squash(f, y.values(), row * out + from, to - from);
    }
  }

  /** What was computed last. */
  public Sheet<A> result() {
    return y;
  }

  /** Goes back from the gradients of {@code y}. */
  public void backward() {
    backward(List.of(this));
  }

  /** Goes back from the gradients of several that read one {@code x}. */
  public static <A> void backward(List<Linear<A>> several) {
    backward(several, (from, to, slot) -> {});
  }

  /**
   * Goes back from the gradients of {@code y}.
   *
   * @param after is run on rows of {@code x} whose gradients have been added to
   */
  public void backward(Floor.Span after) {
    backward(List.of(this), after);
  }

  private static <A> void backward(List<Linear<A>> several, Floor.Span after) {
    if (several.isEmpty()) {
      return;
    }
    Floor<A> floor = several.get(0).floor;
    Sheet<A> x = several.get(0).x;
    boolean first = x.claimGradients();
    int block = block(floor, x);
    List<Job> jobs = new ArrayList<>();
    for (Linear<A> each : several) {
      floor.math().pack(each.weight.value(), each.out, each.in, true, each.packedBack);
      jobs.add(each.weightGradients());
    }
    jobs.add(
        new Job(
            Shares.of(x.rows().count(), SHARE, Floor.slots()),
            (from, to, slot) -> {
              for (int row = from; row < to; row += block) {
                int end = Math.min(to, row + block);
                if (first) {
                  x.clear(row, end);
                }
                for (Linear<A> each : several) {
                  each.backward(row, end, floor.scratch(slot));
                }
                after.run(row, end, slot);
              }
            }));
    for (Linear<A> each : several) {
      each.bias.ifPresent(parameter -> jobs.add(each.biasGradients(parameter)));
    }
    floor.together(jobs);
  }

  private void backward(int from, int to, Scratch<A> scratch) {
    A slopes = y.gradients();
    floor
        .math()
        .multiplyRows(to - from, slopes, from * out, packedBack, x.gradients(), from * in, scratch);
  }

  private Job weightGradients() {
    int rows = x.rows().count();
    return outerProduct(floor, x.values(), in, y.gradients(), out, rows, weight.gradient());
  }

  private Job biasGradients(Parameter<A> parameter) {
    return columnSum(floor, y.gradients(), x.rows().count(), out, parameter.gradient());
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
    floor.together(List.of(outerProduct(floor, left, in, right, out, rows, total)));
  }

  private static <A> Job outerProduct(
      Floor<A> floor, A left, int in, A right, int out, int rows, A total) {
    OuterProduct<A> product = new OuterProduct<>(left, 0, in, right, 0, out, rows, total);
    // Every task lays all of the right side out for itself: so there are few.
    int least = Math.max(SHARE, in / Cores.count());
    return new Job(
        Shares.of(in, least, Floor.slots()),
        (from, to, slot) -> {
          floor.math().fill(total, from * out, (to - from) * out, 0);
          floor.math().accumulate(product, from, to, floor.scratch(slot));
        });
  }

  /** {@code total[j] = sum over rows of x[row, j]}. */
  public static <A> void sumColumns(Floor<A> floor, A x, int rows, int width, A total) {
    floor.together(List.of(columnSum(floor, x, rows, width, total)));
  }

  private static <A> Job columnSum(Floor<A> floor, A x, int rows, int width, A total) {
    return new Job(
        Shares.of(width, COLUMNS, Floor.slots()),
        (from, to, slot) -> {
          floor.math().fill(total, from, to - from, 0);
          floor.math().sumColumns(x, rows, width, total, from, to);
        });
  }
}
