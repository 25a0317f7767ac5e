package io.palavra.kernels.part;

import io.palavra.kernels.arithmetic.Floor;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A parameter array of a part and its gradient, row-major. It has no memory before it is first
 * loaded.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class Parameter<A> {
  private final Floor<A> floor;
  private final Shape shape;
  private A value;
  private A gradient;
  private int version;

  Parameter(Floor<A> floor, Shape shape) {
    this.floor = floor;
    this.shape = shape;
    this.value = floor.math().allocate(0);
    this.gradient = floor.math().allocate(0);
  }

  Shape shape() {
    return shape;
  }

  /** How many elements. */
  public int length() {
    return Math.toIntExact(shape.length());
  }

  /** The elements. */
  public A value() {
    return value;
  }

  /** Their gradients, which the backward pass of the part sets. */
  public A gradient() {
    return gradient;
  }

  /** Another number whenever the elements have been loaded anew. */
  public int version() {
    return version;
  }

  /** Copies the elements; {@code source} is row-major without gaps. */
  void load(INDArray source, boolean training) {
    version++;
    value = floor.room(value, length());
    floor.transfer().read(source.reshape(source.length()), value);
    if (training) {
      gradientRoom();
    }
  }

  /** Makes room for the gradients. */
  void gradientRoom() {
    gradient = floor.room(gradient, length());
  }

  /** Copies the gradients to {@code out}, which is row-major without gaps. */
  void storeGradient(INDArray out) {
    floor.transfer().write(gradient, out.reshape(out.length()));
  }
}
