package io.palavra.kernels;

import io.palavra.kernels.arithmetic.Activations;
import io.palavra.kernels.convolution.ConvolutionParameters;
import io.palavra.kernels.convolution.SequenceConvolutionLayer;
import io.palavra.kernels.convolution.WideConvolutionLayer;
import io.palavra.kernels.memory.Needs;
import io.palavra.kernels.part.Checks;
import io.palavra.kernels.part.Instance;
import io.palavra.kernels.part.SequenceInput;
import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution that keeps the sequence, for stacks: {@code [batch, features, time]} to {@code
 * [batch, filters, time]}, dilated where asked for, with zeros beyond the ends (of an odd number of
 * them the greater part lies behind the end).
 *
 * <p>Masked steps are left out as if they were not there, wherever they lie, and give zeros: unlike
 * {@code Convolution1D} with mode {@code Same}, which reads what stands in padding.
 */
public final class SequenceConvolution extends FeedForwardLayer {
  private static final long serialVersionUID = 1;
  private int width = 3;
  private int dilation = 1;
  private boolean inputGradient = true;
  private RNNFormat format = RNNFormat.NCW;

  /** For reading a configuration back; use the {@link Builder}. */
  private SequenceConvolution() {}

  /** A layer as the builder says. */
  private SequenceConvolution(Builder builder) {
    super(builder);
    this.width = builder.width;
    this.dilation = builder.dilation;
    this.inputGradient = builder.inputGradient;
    initializeConstraints(builder);
  }

  /** Steps that a filter sees. */
  public int getWidth() {
    return width;
  }

  /** Sets {@link #getWidth()}. */
  public void setWidth(int width) {
    this.width = Checks.positive("width", width);
  }

  /** Steps from one that a filter sees to the next; 1 for neighbours. */
  public int getDilation() {
    return dilation;
  }

  /** Sets {@link #getDilation()}. */
  public void setDilation(int dilation) {
    this.dilation = Checks.positive("dilation", dilation);
  }

  /** Whether the gradient of the input is computed. */
  public boolean isInputGradient() {
    return inputGradient;
  }

  /** Sets {@link #isInputGradient()}. */
  public void setInputGradient(boolean inputGradient) {
    this.inputGradient = inputGradient;
  }

  /** Whether features or time come first. */
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
    return Instance.of(
        width > 1 ? new WideConvolutionLayer(conf, type) : new SequenceConvolutionLayer(conf, type),
        this,
        conf,
        listeners,
        index,
        parameters,
        initialize);
  }

  @Override
  public ParamInitializer initializer() {
    return new ConvolutionParameters(new int[] {width}, new int[] {Math.toIntExact(getNOut())});
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    return Needs.of(this, inputType);
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType inputType) {
    long length =
        inputType instanceof InputType.InputTypeRecurrent sequence
            ? sequence.getTimeSeriesLength()
            : -1;
    return InputType.recurrent(getNOut(), length, format);
  }

  @Override
  public void setNIn(InputType inputType, boolean override) {
    if (!(inputType instanceof InputType.InputTypeRecurrent sequence)) {
      throw new IllegalStateException(
          "layer " + getLayerName() + " reads sequences, got " + inputType);
    }
    if (getNIn() <= 0 || override) {
      setNIn(sequence.getSize());
    }
    if (sequence.getFormat() != null) {
      format = sequence.getFormat();
    }
  }

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
    return SequenceInput.before(inputType);
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other)
        && other instanceof SequenceConvolution that
        && width == that.width
        && dilation == that.dilation
        && inputGradient == that.inputGradient
        && format == that.format;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), width, dilation, format);
  }

  /** Builds the layer. */
  @SuppressWarnings("unchecked")
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private final int width;
    private int dilation = 1;
    private boolean inputGradient = true;

    /** A layer whose filters see {@code width} steps, rectified. */
    public Builder(int width) {
      this.width = width;
      setActivationFn(new ActivationReLU());
    }

    /** Steps from one that a filter sees to the next; 1 unless set. */
    public Builder dilation(int steps) {
      this.dilation = steps;
      return this;
    }

    /**
     * Whether the gradient of the input is computed, as it is unless set; where nothing below
     * learns, zeros do as well and cost nothing.
     */
    public Builder inputGradient(boolean computed) {
      this.inputGradient = computed;
      return this;
    }

    @Override
    public SequenceConvolution build() {
      Activations.squash(getActivationFn());
      if (width < 1 || dilation < 1) {
        throw new IllegalArgumentException(
            "expected a width and a dilation of 1 or more, got " + width + " and " + dilation);
      }
      return new SequenceConvolution(this);
    }
  }
}
