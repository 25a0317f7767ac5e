package io.palavra.kernels.part;

import io.palavra.kernels.arithmetic.Floor;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the names and shapes of the parameters that parts ask for.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class Parameters<A> {
  private final Floor<A> floor;
  private final String prefix;
  private final List<Parameter<A>> all;

  /** No parameters yet. */
  public Parameters(Floor<A> floor) {
    this(floor, "", new ArrayList<>());
  }

  private Parameters(Floor<A> floor, String prefix, List<Parameter<A>> all) {
    this.floor = floor;
    this.prefix = prefix;
    this.all = all;
  }

  /** The same, with names that begin with {@code part}. */
  public Parameters<A> under(String part) {
    return new Parameters<>(floor, prefix + part, all);
  }

  /** A matrix {@code [in, out]}. */
  public Parameter<A> weight(String name, int in, int out) {
    return add(new Shape(prefix + name, Start.WEIGHTS, new long[] {in, out}, in, out));
  }

  /** A matrix {@code [in, parts * out]} of several matrices that are drawn as if by themselves. */
  public Parameter<A> weights(String name, int in, int out, int parts) {
    long[] sizes = {in, (long) parts * out};
    return add(new Shape(prefix + name, Start.WEIGHTS, sizes, in, out));
  }

  /** A matrix {@code [out, in]}, one row for each output. */
  public Parameter<A> table(String name, int out, int in) {
    return add(new Shape(prefix + name, Start.WEIGHTS, new long[] {out, in}, in, out));
  }

  /** A matrix {@code [in, out]} that begins with zeros. */
  public Parameter<A> zeros(String name, int in, int out) {
    return add(new Shape(prefix + name, Start.ZERO, new long[] {in, out}, in, out));
  }

  /** A vector of weights, drawn. */
  public Parameter<A> vector(String name, int n) {
    return add(new Shape(prefix + name, Start.WEIGHTS, new long[] {n}, n, 1));
  }

  /** A vector that begins with zeros. */
  public Parameter<A> bias(String name, int n) {
    return add(new Shape(prefix + name, Start.ZERO, new long[] {n}, n, n));
  }

  /** A vector that begins with ones. */
  public Parameter<A> gain(String name, int n) {
    return add(new Shape(prefix + name, Start.ONE, new long[] {n}, n, n));
  }

  private Parameter<A> add(Shape shape) {
    Parameter<A> parameter = new Parameter<>(floor, shape);
    all.add(parameter);
    return parameter;
  }

  /** All of them, in the order in which they were asked for. */
  public List<Parameter<A>> all() {
    return List.copyOf(all);
  }
}
