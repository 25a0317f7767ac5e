package io.palavra.kernels.transformer;

import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.arithmetic.Squash;
import io.palavra.kernels.part.Dropout;
import io.palavra.kernels.part.Linear;
import io.palavra.kernels.part.Parameters;
import io.palavra.kernels.part.Pass;
import io.palavra.kernels.part.Sheet;

/**
 * {@code max(0, x W + b) V + c} (Vaswani et al., 2017, section 3.3).
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class Inner<A> implements Sublayer.Inside<A> {
  private final Floor<A> floor;
  private final Linear<A> up;
  private final Linear<A> down;
  private final Dropout<A> dropout;
  private Sheet<A> hidden;

  Inner(Floor<A> floor, Parameters<A> parameters, int in, int inner, int out, double dropOut) {
    this.floor = floor;
    this.up = new Linear<>(floor, parameters, "1", in, inner, true);
    this.down = new Linear<>(floor, parameters, "2", inner, out, true);
    this.dropout = new Dropout<>(floor, dropOut);
    this.hidden = new Sheet<>(floor);
  }

  @Override
  public Sheet<A> forward(Sheet<A> x, Pass pass) {
    hidden = up.forward(x, pass, Squash.RELU);
    dropout.forward(hidden, pass);
    return down.forward(hidden, pass);
  }

  @Override
  public void backward() {
    down.backward(
        (from, to, slot) -> {
          dropout.backward(from, to);
          int at = from * hidden.width();
          int n = (to - from) * hidden.width();
          floor.math().slope(Squash.RELU, hidden.values(), at, hidden.gradients(), at, n);
        });
    up.backward();
  }
}
