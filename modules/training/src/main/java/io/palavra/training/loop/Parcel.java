package io.palavra.training.loop;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** An array on its way from one card to another, by way of the heap. */
final class Parcel {
  private final DataType type;
  private final long[] shape;
  private final float[] floats;
  private final double[] doubles;

  private Parcel(INDArray array) {
    type = array.dataType();
    shape = array.shape();
    boolean single = type == DataType.FLOAT;
    INDArray rows = array.dup('c');
    floats = single ? rows.data().asFloat() : new float[0];
    doubles = single ? new double[0] : rows.castTo(DataType.DOUBLE).data().asDouble();
  }

  static Parcel of(INDArray array) {
    return new Parcel(array);
  }

  /** The array on the card of the calling thread. */
  INDArray unpack() {
    INDArray numbers =
        type == DataType.FLOAT
            ? Nd4j.createFromArray(floats)
            : Nd4j.createFromArray(doubles).castTo(type);
    return numbers.reshape('c', shape);
  }

  /** The arrays of a batch. */
  record Batch(Parcel[] features, Parcel[] labels, Parcel[] masks, Parcel[] labelMasks) {

    static Batch of(org.nd4j.linalg.dataset.api.MultiDataSet batch) {
      return new Batch(
          packed(batch.getFeatures()),
          packed(batch.getLabels()),
          packed(batch.getFeaturesMaskArrays()),
          packed(batch.getLabelsMaskArrays()));
    }

    private static Parcel[] packed(INDArray[] arrays) {
      return arrays == null
          ? null
          : Arrays.stream(arrays).map(a -> a == null ? null : Parcel.of(a)).toArray(Parcel[]::new);
    }

    org.nd4j.linalg.dataset.api.MultiDataSet unpack() {
      return new MultiDataSet(
          unpacked(features), unpacked(labels), unpacked(masks), unpacked(labelMasks));
    }

    private static INDArray[] unpacked(Parcel[] parcels) {
      return parcels == null
          ? null
          : Arrays.stream(parcels).map(p -> p == null ? null : p.unpack()).toArray(INDArray[]::new);
    }
  }
}
