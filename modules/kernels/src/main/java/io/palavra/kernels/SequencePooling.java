package io.palavra.kernels;

import io.palavra.kernels.pooling.PoolingKind;
import io.palavra.kernels.pooling.PoolingLayer;
import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.NoParamLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One vector for a sequence, {@code [batch, features, time]} to {@code [batch, features]}, from the
 * steps that are not masked. A sequence without any such step gives zeros.
 */
public final class SequencePooling extends NoParamLayer {
  private static final long serialVersionUID = 1;
  private PoolingKind pooling = PoolingKind.MAX;
  private RNNFormat format = RNNFormat.NCW;

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

  /** Whether features or time come first in the input. */
  public RNNFormat getFormat() {
    return format;
  }

  /** Sets {@link #getFormat()}. */
  public void setFormat(RNNFormat format) {
    this.format = format;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    PoolingLayer layer = new PoolingLayer(conf, type);
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setConf(conf);
    return layer;
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType inputType) {
    if (!(inputType instanceof InputType.InputTypeRecurrent sequence)) {
      throw new IllegalStateException(
          "layer "
              + getLayerName()
              + " (index "
              + layerIndex
              + ") pools sequences, got "
              + inputType);
    }
    return InputType.feedForward(sequence.getSize());
  }

  @Override
  public void setNIn(InputType inputType, boolean override) {
    if (inputType instanceof InputType.InputTypeRecurrent sequence
        && sequence.getFormat() != null) {
      format = sequence.getFormat();
    }
  }

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
    return null;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    return null;
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other)
        && other instanceof SequencePooling that
        && pooling == that.pooling
        && format == that.format;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), pooling, format);
  }
}
