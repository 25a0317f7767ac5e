package io.palavra.examples;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * A recurrent network with one unit reads "Eu gosto", number by number, as on a blackboard: the
 * states, the error, the gradients through time, and a step downhill. Change a weight and run it
 * again.
 *
 * <pre>
 * h(t) = tanh(u x(t) + w h(t-1) + b)      y = tanh(v h(T) + c)      L = (y - target)² / 2
 * </pre>
 */
public final class RnnByHand {
  private static final double[] EU_GOSTO = {0.5, -0.3};
  private static final double POSITIVE = 1;
  private static final Weights FIRST = new Weights(0.4, 0.9, 0.1, 1.1, 0.2);

  private RnnByHand() {}

  /** From an input to the state, from state to state, their bias; to the answer, its bias. */
  record Weights(double u, double w, double b, double v, double c) {
    Weights minus(double rate, Weights g) {
      return new Weights(
          u - rate * g.u, w - rate * g.w, b - rate * g.b, v - rate * g.v, c - rate * g.c);
    }
  }

  /** The states, the first of them 0, and the answer. */
  record Pass(double[] h, double y, double loss) {}

  /** Runs the example. */
  public static void main(String[] args) {
    run(System.out);
  }

  static void run(PrintStream out) {
    Pass pass = forward(FIRST, EU_GOSTO, RnnByHand::fourDigits);
    print(out, "h after \"Eu\"         %.4f", pass.h()[1]);
    print(out, "h after \"gosto\"      %.4f", pass.h()[2]);
    print(out, "answer y             %.4f, 1 would be right", pass.y());
    print(out, "error L              %.4f", pass.loss());

    double error = pass.y() - POSITIVE;
    print(out, "%ndL/dy                %.4f", error);
    print(out, "dL/dy h              %.4f, what v would get if y had no tanh", error * pass.h()[2]);
    Weights g = backward(FIRST, EU_GOSTO);
    print(
        out,
        "whole gradient       u %.4f, w %.4f, b %.4f, v %.4f, c %.4f",
        g.u,
        g.w,
        g.b,
        g.v,
        g.c);

    out.println();
    Weights now = FIRST;
    for (int step = 0; step <= 40; step++) {
      if (step % 10 == 0) {
        Pass next = forward(now, EU_GOSTO);
        print(out, "after %2d steps       y %.4f, L %.4f", step, next.y(), next.loss());
      }
      now = now.minus(0.5, backward(now, EU_GOSTO));
    }
  }

  static Pass forward(Weights p, double[] x) {
    return forward(p, x, exact -> exact);
  }

  private static Pass forward(Weights p, double[] x, DoubleUnaryOperator written) {
    double[] h = new double[x.length + 1];
    for (int t = 1; t < h.length; t++) {
      h[t] = written.applyAsDouble(Math.tanh(p.u * x[t - 1] + p.w * h[t - 1] + p.b));
    }
    double y = written.applyAsDouble(Math.tanh(p.v * h[x.length] + p.c));
    return new Pass(h, y, (y - POSITIVE) * (y - POSITIVE) / 2);
  }

  /** Back-propagation through time: from the answer back to the first word. */
  static Weights backward(Weights p, double[] x) {
    Pass pass = forward(p, x);
    double answer = (pass.y() - POSITIVE) * (1 - pass.y() * pass.y());
    double state = answer * p.v;
    double u = 0;
    double w = 0;
    double b = 0;
    for (int t = x.length; t > 0; t--) {
      double inner = state * (1 - pass.h()[t] * pass.h()[t]);
      u += inner * x[t - 1];
      w += inner * pass.h()[t - 1];
      b += inner;
      state = inner * p.w;
    }
    return new Weights(u, w, b, answer * pass.h()[x.length], answer);
  }

  /** As written on the blackboard, and worked on with. */
  private static double fourDigits(double exact) {
    return Math.round(exact * 1e4) / 1e4;
  }

  private static void print(PrintStream out, String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
