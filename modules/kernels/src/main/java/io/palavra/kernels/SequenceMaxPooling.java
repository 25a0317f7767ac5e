package io.palavra.kernels;

import io.palavra.kernels.convolution.WindowPoolingLayer;
import io.palavra.kernels.part.Checks;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The greatest value of each feature in stretches of a sequence, {@code [batch, features, time]} to
 * {@code [batch, features, stretches]}. The last stretch may be shorter, so that no step is lost;
 * masked steps are left out as if they were not there, and the stretches of a sequence come first
 * in its row of the output.
 */
public final class SequenceMaxPooling extends PoolingOverTime {
  private static final long serialVersionUID = 1;
  private int size = 2;
  private int stride = 2;

  /** For reading a configuration back. */
  private SequenceMaxPooling() {}

  /**
   * Pools.
   *
   * @param size steps of a stretch
   * @param stride steps from one stretch to the next
   */
  public SequenceMaxPooling(int size, int stride) {
    if (size < 1 || stride < 1) {
      throw new IllegalArgumentException(
          "expected a size and a stride of 1 or more, got " + size + " and " + stride);
    }
    this.size = size;
    this.stride = stride;
  }

  /** Steps of a stretch. */
  public int getSize() {
    return size;
  }

  /** Sets {@link #getSize()}. */
  public void setSize(int size) {
    this.size = Checks.positive("size", size);
  }

  /** Steps from one stretch to the next. */
  public int getStride() {
    return stride;
  }

  /** Sets {@link #getStride()}. */
  public void setStride(int stride) {
    this.stride = Checks.positive("stride", stride);
  }

  @Override
  Layer layer(NeuralNetConfiguration conf, DataType type) {
    return WindowPoolingLayer.sliding(conf, type, size, stride, getFormat());
  }

  @Override
  InputType pooled(InputType.InputTypeRecurrent sequence) {
    return InputType.recurrent(sequence.getSize(), -1, sequence.getFormat());
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other)
        && other instanceof SequenceMaxPooling that
        && size == that.size
        && stride == that.stride
        && getFormat() == that.getFormat();
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), size, stride, getFormat());
  }
}
