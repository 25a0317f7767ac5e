package io.palavra.kernels;

import io.palavra.kernels.convolution.WindowPoolingLayer;
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
 * A vector of fixed length for a sequence of any length: the greatest value of each feature in as
 * many stretches as asked for, {@code [batch, features, time]} to {@code [batch, segments *
 * features]}, segment after segment. Stretches have about equal length and overlap in a sequence
 * that is too short for them; masked steps are left out as if they were not there, and a sequence
 * without any other step gives zeros.
 */
public final class SegmentPooling extends NoParamLayer {
  private static final long serialVersionUID = 1;
  private int segments = 1;
  private RNNFormat format = RNNFormat.NCW;

  /** For reading a configuration back. */
  private SegmentPooling() {}

  /** Pools {@code segments} stretches. */
  public SegmentPooling(int segments) {
    if (segments < 1) {
      throw new IllegalArgumentException("expected 1 segment or more, got " + segments);
    }
    this.segments = segments;
  }

  /** How many stretches a sequence is divided into. */
  public int getSegments() {
    return segments;
  }

  /** Sets {@link #getSegments()}. */
  public void setSegments(int segments) {
    this.segments = segments;
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
    WindowPoolingLayer layer = WindowPoolingLayer.segments(conf, type, segments, format);
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
    return InputType.feedForward(segments * sequence.getSize());
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
        && other instanceof SegmentPooling that
        && segments == that.segments
        && format == that.format;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), segments, format);
  }
}
