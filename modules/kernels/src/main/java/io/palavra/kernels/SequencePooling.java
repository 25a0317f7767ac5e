package io.palavra.kernels;

import io.palavra.kernels.pooling.PoolingKind;
import io.palavra.kernels.pooling.PoolingLayer;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * One vector for a sequence, {@code [batch, features, time]} to {@code [batch, features]}, from the
 * steps that are not masked. A sequence without any such step gives zeros.
 */
public final class SequencePooling extends PoolingOverTime {
  private static final long serialVersionUID = 1;
  private PoolingKind pooling = PoolingKind.MAX;

  /** For reading a configuration back. */
  private SequencePooling() {}

  /** Pools as {@code pooling} says. */
  public SequencePooling(PoolingKind pooling) {
    this.pooling = Objects.requireNonNull(pooling);
  }

  /** What is made of the steps. */
  public PoolingKind getPooling() {
    return pooling;
  }

  /** Sets {@link #getPooling()}. */
  public void setPooling(PoolingKind pooling) {
    this.pooling = pooling;
  }

  @Override
  Layer layer(NeuralNetConfiguration conf, DataType type) {
    return new PoolingLayer(conf, type);
  }

  @Override
  InputType pooled(InputType.InputTypeRecurrent sequence) {
    return InputType.feedForward(sequence.getSize());
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other)
        && other instanceof SequencePooling that
        && pooling == that.pooling
        && getFormat() == that.getFormat();
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), pooling, getFormat());
  }
}
