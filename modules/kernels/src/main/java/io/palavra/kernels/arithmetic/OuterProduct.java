package io.palavra.kernels.arithmetic;

/**
 * The sum of the outer products of the rows of two matrices, {@code out += left' right}: what a
 * weight's gradient is made of.
 *
 * @param left {@code [count, leftWidth]} from {@code leftOffset} on
 * @param right {@code [count, rightWidth]} from {@code rightOffset} on
 * @param out {@code [leftWidth, rightWidth]}
 * @param <A> {@code float[]} or {@code double[]}
 */
public record OuterProduct<A>(
    A left,
    int leftOffset,
    int leftWidth,
    A right,
    int rightOffset,
    int rightWidth,
    int count,
    A out) {}
