package io.palavra.kernels;

import io.palavra.kernels.arithmetic.Activations;
import io.palavra.kernels.convolution.Border;
import io.palavra.kernels.convolution.ConvolutionParameters;
import io.palavra.kernels.convolution.TextConvolutionLayer;
import io.palavra.kernels.convolution.TextFilterShape;
import io.palavra.kernels.memory.Needs;
import io.palavra.kernels.part.Checks;
import io.palavra.kernels.part.Instance;
import io.palavra.kernels.part.SequenceInput;
import java.util.Arrays;
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
 * The convolution of Kim ("Convolutional Neural Networks for Sentence Classification", EMNLP 2014)
 * in one layer: filters of several widths over a sequence {@code [batch, features, time]}, an
 * activation, and of every filter the greatest value over time, or the k greatest in the order in
 * which they stand (Kalchbrenner et al., ACL 2014): {@code [batch, outputs]}.
 *
 * <p>The outputs are those of the first width's filters, then those of the second's, and so on; the
 * k values of a filter lie side by side, zeros where there are fewer windows.
 *
 * <p>Masked steps are left out as if they were not there, wherever they lie; a sequence without any
 * other step gives zeros. The activation is one of those that never fall.
 */
public final class TextConvolution extends FeedForwardLayer {
  private static final long serialVersionUID = 1;
  private int[] widths = {};
  private int[] filters = {};
  private int largest = 1;
  private Border border = Border.VALID;
  private RNNFormat format = RNNFormat.NCW;

  /** For reading a configuration back; use the {@link Builder}. */
  private TextConvolution() {}

  /** A layer as the builder says. */
  private TextConvolution(Builder builder) {
    super(builder);
    this.widths = builder.shape().widths();
    this.filters = builder.shape().filters();
    this.largest = builder.largest;
    this.border = builder.border;
    initializeConstraints(builder);
  }

  /** Steps that a filter sees, each width once. */
  public int[] getWidths() {
    return widths.clone();
  }

  /** Sets {@link #getWidths()}. */
  public void setWidths(int[] widths) {
    this.widths = widths.clone();
  }

  /** Filters of each width. */
  public int[] getFilters() {
    return filters.clone();
  }

  /** Sets {@link #getFilters()}. */
  public void setFilters(int[] filters) {
    this.filters = filters.clone();
  }

  /** How many values of each filter are kept. */
  public int getLargest() {
    return largest;
  }

  /** Sets {@link #getLargest()}. */
  public void setLargest(int largest) {
    this.largest = largest;
  }

  /** Which windows there are at the ends of a sequence. */
  public Border getBorder() {
    return border;
  }

  /** Sets {@link #getBorder()}. */
  public void setBorder(Border border) {
    this.border = border;
  }

  /** Whether features or time come first in the input. */
  public RNNFormat getFormat() {
    return format;
  }

  /** Sets {@link #getFormat()}. */
  public void setFormat(RNNFormat format) {
    this.format = format;
  }

  /** Widths, filters and pooling, checked. */
  public TextFilterShape shape() {
    return new TextFilterShape(widths, filters, largest, border);
  }

  /** The width of the filter behind an output. */
  public int width(int output) {
    int rest = output;
    int i = 0;
    while (rest >= filters[i] * largest) {
      rest -= filters[i] * largest;
      i++;
    }
    return widths[i];
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    Checks.outputs(this, index, shape().outputs());
    return Instance.of(
        new TextConvolutionLayer(conf, type), this, conf, listeners, index, parameters, initialize);
  }

  @Override
  public ParamInitializer initializer() {
    return new ConvolutionParameters(widths, filters);
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    return Needs.of(this, inputType);
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType inputType) {
    return InputType.feedForward(getNOut());
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
        && other instanceof TextConvolution that
        && Arrays.equals(widths, that.widths)
        && Arrays.equals(filters, that.filters)
        && largest == that.largest
        && border == that.border
        && format == that.format;
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        super.hashCode(), Arrays.hashCode(widths), Arrays.hashCode(filters), largest, border);
  }

  /** Builds the layer. */
  @SuppressWarnings("unchecked")
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private final int[] widths;
    private int[] filters = {100};
    private int largest = 1;
    private Border border = Border.VALID;

    /** A layer with 100 filters of each width, rectified, and the greatest value of each. */
    public Builder(int... widths) {
      this.widths = widths.clone();
      setActivationFn(new ActivationReLU());
    }

    /** Filters of each width, or one number for all widths. */
    public Builder filters(int... number) {
      this.filters = number.clone();
      return this;
    }

    /** How many values of each filter are kept; 1 unless set. */
    public Builder largest(int number) {
      this.largest = number;
      return this;
    }

    /** Which windows there are at the ends of a sequence; those inside it unless set. */
    public Builder border(Border which) {
      this.border = which;
      return this;
    }

    private TextFilterShape shape() {
      int[] each = filters;
      if (filters.length == 1) {
        each = new int[widths.length];
        Arrays.fill(each, filters[0]);
      }
      return new TextFilterShape(widths, each, largest, border);
    }

    @Override
    public TextConvolution build() {
      Activations.squash(getActivationFn());
      nOut(shape().outputs());
      return new TextConvolution(this);
    }
  }
}
