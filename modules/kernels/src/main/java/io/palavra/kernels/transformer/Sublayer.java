package io.palavra.kernels.transformer;

import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.part.Dropout;
import io.palavra.kernels.part.Normalise;
import io.palavra.kernels.part.Parameters;
import io.palavra.kernels.part.Pass;
import io.palavra.kernels.part.Sheet;
import java.util.function.UnaryOperator;

/**
 * Something with a residual connection around it and layer normalisation before it, {@code x +
 * f(norm(x))}, or behind, {@code norm(x + f(x))}.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class Sublayer<A> {
  private static final int SHARE = 64;
  private static final double EPSILON = 1e-5;

  private final Floor<A> floor;
  private final Inside<A> inside;
  private final Normalise<A> norm;
  private final Dropout<A> dropout;
  private final boolean normFirst;
  private final Sheet<A> sum;
  private Sheet<A> x;
  private Sheet<A> y;

  /** What is done inside. */
  interface Inside<A> {
    Sheet<A> forward(Sheet<A> x, Pass pass);

    void backward();
  }

  Sublayer(
      Floor<A> floor,
      Parameters<A> parameters,
      String name,
      TransformerOptions options,
      Inside<A> inside) {
    this.floor = floor;
    this.inside = inside;
    this.norm = new Normalise<>(floor, parameters, name, options.features(), EPSILON);
    this.dropout = new Dropout<>(floor, options.dropOut());
    this.normFirst = options.normFirst();
    this.sum = new Sheet<>(floor);
    this.x = sum;
    this.y = sum;
  }

  Sheet<A> forward(Sheet<A> input, Pass pass) {
    return forward(input, inside, pass);
  }

  /** The same around something else. */
  Sheet<A> step(Sheet<A> input, UnaryOperator<Sheet<A>> other) {
    return forward(
        input,
        new Inside<A>() {
          @Override
          public Sheet<A> forward(Sheet<A> given, Pass pass) {
            return other.apply(given);
          }

          @Override
          public void backward() {
            throw new IllegalStateException("single steps do not go back");
          }
        },
        Pass.INFERENCE);
  }

  private Sheet<A> forward(Sheet<A> input, Inside<A> other, Pass pass) {
    x = input;
    y = other.forward(normFirst ? norm.forward(x, pass) : x, pass);
    dropout.forward(y, pass);
    int width = x.width();
    sum.shape(x.rows(), width, pass.training());
    floor.spread(
        x.rows().count(),
        SHARE,
        (from, to, slot) -> {
          int at = from * width;
          int n = (to - from) * width;
          floor.math().copy(x.values(), at, sum.values(), at, n);
          floor.math().add(y.values(), at, sum.values(), at, n);
        });
    return normFirst ? sum : norm.forward(sum, pass);
  }

  void backward() {
    if (!normFirst) {
      norm.backward();
    }
    boolean firstOfX = x.claimGradients();
    boolean firstOfY = y.claimGradients();
    floor.spread(
        x.rows().count(),
        SHARE,
        (from, to, slot) -> {
          x.give(sum, from, to, firstOfX);
          y.give(sum, from, to, firstOfY);
        });
    dropout.backward();
    inside.backward();
    if (normFirst) {
      norm.backward();
    }
  }
}
