package io.palavra.kernels.tape;

import org.nd4j.linalg.api.ndarray.INDArray;

/** An array on a {@link Tape}, and its gradient once there is one. */
public final class Node {
  private final INDArray value;
  private final boolean wanted;
  private INDArray gradient;

  Node(INDArray value, boolean wanted) {
    this.value = value;
    this.wanted = wanted;
  }

  /** The numbers; they live as long as the tape. */
  public INDArray value() {
    return value;
  }

  /** The size of a dimension. */
  public long size(int dimension) {
    return value.size(dimension);
  }

  /** Whether anything that learns lies behind it. */
  boolean wanted() {
    return wanted;
  }

  boolean reached() {
    return gradient != null;
  }

  INDArray slope() {
    return gradient;
  }

  /** Adds to the gradient; takes {@code more} over when it is the first. */
  void add(INDArray more) {
    if (gradient == null) {
      gradient = more;
    } else {
      gradient.addi(more);
    }
  }

  /** Adds the gradient to {@code out}, which has the same shape. */
  public void addGradientTo(INDArray out) {
    if (gradient != null) {
      out.addi(gradient);
    }
  }

  /** Adds a copy of the gradient to that of another node. */
  public void giveGradientTo(Node other) {
    if (gradient != null) {
      other.add(other.reached() ? gradient : gradient.dup('c'));
    }
  }
}
