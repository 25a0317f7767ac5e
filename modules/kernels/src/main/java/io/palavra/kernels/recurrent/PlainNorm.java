package io.palavra.kernels.recurrent;

import io.palavra.kernels.plain.Keep;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/** A normalised {@link Products} in operations of ND4J. */
final class PlainNorm {
  private final long[] cuts;
  private final Keep valueRoom;
  private final Keep normalRoom;
  private final Keep scaleRoom;
  private INDArray gain;
  private INDArray normal;
  private INDArray scales;
  private INDArray gradients;

  /**
   * @param cuts bounds of the groups of columns that have a mean and a variance of their own
   */
  PlainNorm(DataType type, long... cuts) {
    this.cuts = cuts.clone();
    this.valueRoom = new Keep(type);
    this.normalRoom = new Keep(type);
    this.scaleRoom = new Keep(type);
  }

  private long width() {
    return cuts[cuts.length - 1];
  }

  /** Takes the gains, {@code [1, width]}. */
  void gain(INDArray newGain) {
    gain = newGain;
  }

  /** Makes room. */
  void begin(long rows) {
    normal = normalRoom.shaped(rows, width());
    scales = scaleRoom.shaped(rows, cuts.length - 1L);
    gradients = valueRoom.shaped(rows, width());
  }

  private static INDArray rows(INDArray all, long from, long count) {
    return all.get(NDArrayIndex.interval(from, from + count), NDArrayIndex.all());
  }

  private INDArray group(INDArray rows, int i) {
    return PlainSweep.columns(rows, cuts[i], cuts[i + 1] - cuts[i]);
  }

  /** What becomes of the rows from {@code from} on that weights produced; a new array. */
  INDArray forward(long from, INDArray product) {
    INDArray normals = rows(normal, from, product.size(0));
    INDArray scale = rows(scales, from, product.size(0));
    for (int i = 0; i + 1 < cuts.length; i++) {
      INDArray x = group(product, i);
      INDArray centred = x.subColumnVector(x.mean(true, 1));
      INDArray variance = centred.mul(centred).mean(true, 1);
      INDArray inverse = Transforms.sqrt(variance.addi(Products.EPSILON), false).rdivi(1);
      PlainSweep.columns(scale, i, 1).assign(inverse);
      group(normals, i).assign(centred.muliColumnVector(inverse));
    }
    return normals.mulRowVector(gain);
  }

  /** The gradients of what the weights produced, from those of what {@link #forward} gave. */
  INDArray backward(long from, INDArray d) {
    INDArray out = rows(gradients, from, d.size(0));
    INDArray normals = rows(normal, from, d.size(0));
    INDArray scale = rows(scales, from, d.size(0));
    INDArray inner = d.mulRowVector(gain);
    for (int i = 0; i + 1 < cuts.length; i++) {
      INDArray y = group(normals, i);
      INDArray dy = group(inner, i);
      INDArray along = y.mulColumnVector(dy.mul(y).mean(true, 1));
      INDArray rest = dy.subColumnVector(dy.mean(true, 1)).subi(along);
      group(out, i).assign(rest.muliColumnVector(PlainSweep.columns(scale, i, 1)));
    }
    return out;
  }

  /** What {@link #backward} gave, of all rows. */
  INDArray gradients() {
    return gradients;
  }

  /** The gradients of the gains from those of what {@link #forward} gave, of all rows. */
  INDArray gainGradient(INDArray d) {
    return d.mul(normal).sum(0);
  }
}
