package io.palavra.kernels;

import io.palavra.kernels.convolution.WindowPoolingLayer;
import io.palavra.kernels.part.Checks;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A vector of fixed length for a sequence of any length: the greatest value of each feature in as
 * many stretches as asked for, {@code [batch, features, time]} to {@code [batch, segments *
 * features]}, segment after segment. Stretches have about equal length and overlap in a sequence
 * that is too short for them; masked steps are left out as if they were not there, and a sequence
 * without any other step gives zeros.
 */
public final class SegmentPooling extends PoolingOverTime {
  private static final long serialVersionUID = 1;
  private int segments = 1;

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
    this.segments = Checks.positive("segments", segments);
  }

  @Override
  Layer layer(NeuralNetConfiguration conf, DataType type) {
    return WindowPoolingLayer.segments(conf, type, segments, getFormat());
  }

  @Override
  InputType pooled(InputType.InputTypeRecurrent sequence) {
    return InputType.feedForward(segments * sequence.getSize());
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other)
        && other instanceof SegmentPooling that
        && segments == that.segments
        && getFormat() == that.getFormat();
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), segments, getFormat());
  }
}
