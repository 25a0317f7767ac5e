package io.palavra.kernels;

import io.palavra.kernels.convolution.NormalizationKind;
import io.palavra.kernels.convolution.NormalizationLayer;
import io.palavra.kernels.convolution.NormalizationParameters;
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
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * Normalises sequences {@code [batch, features, time]} by batch or by step, with a gain and a shift
 * for each feature. Masked steps do not count, and are zero afterwards.
 *
 * <p>By batch, averages are kept for answers. They move by what stands in their gradient, as those
 * of Deeplearning4j's batch normalisation do, so a gradient normalisation of Deeplearning4j's clips
 * them as well and they come late or never to the means of the data.
 */
public final class SequenceNormalization extends FeedForwardLayer {
  private static final long serialVersionUID = 1;
  private static final double DECAY = 0.9;
  private NormalizationKind normalization = NormalizationKind.LAYER;
  private double decay = DECAY;
  private RNNFormat format = RNNFormat.NCW;

  /** For reading a configuration back; use the {@link Builder}. */
  private SequenceNormalization() {}

  /** A layer as the builder says. */
  private SequenceNormalization(Builder builder) {
    super(builder);
    this.normalization = builder.kind;
    this.decay = builder.decay;
    initializeConstraints(builder);
  }

  /** What mean and variance are taken over. */
  public NormalizationKind getNormalization() {
    return normalization;
  }

  /** Sets {@link #getNormalization()}. */
  public void setNormalization(NormalizationKind kind) {
    this.normalization = kind;
  }

  /** Share of the kept averages that a training step leaves. */
  public double getDecay() {
    return decay;
  }

  /** Sets {@link #getDecay()}. */
  public void setDecay(double decay) {
    this.decay = checkedDecay(decay);
  }

  private static double checkedDecay(double decay) {
    if (!(decay >= 0 && decay < 1)) {
      throw new IllegalArgumentException(
          "decay: expected a number from 0 to below 1, got " + decay);
    }
    return decay;
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
    Checks.outputs(this, index, getNIn());
    return Instance.of(
        new NormalizationLayer(conf, type), this, conf, listeners, index, parameters, initialize);
  }

  @Override
  public ParamInitializer initializer() {
    return new NormalizationParameters(normalization);
  }

  @Override
  public IUpdater getUpdaterByParam(String name) {
    return NormalizationParameters.MEAN.equals(name)
            || NormalizationParameters.VARIANCE.equals(name)
        ? new NoOp()
        : super.getUpdaterByParam(name);
  }

  /** None: gains do not become large by themselves, and averages are no weights. */
  @Override
  public java.util.List<Regularization> getRegularizationByParam(String name) {
    return java.util.List.of();
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    return Needs.of(this, inputType, 2 * getNOut());
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType inputType) {
    return inputType;
  }

  @Override
  public void setNIn(InputType inputType, boolean override) {
    if (!(inputType instanceof InputType.InputTypeRecurrent sequence)) {
      throw new IllegalStateException(
          "layer " + getLayerName() + " normalises sequences, got " + inputType);
    }
    if (getNOut() <= 0 || override) {
      setNIn(sequence.getSize());
      setNOut(sequence.getSize());
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
        && other instanceof SequenceNormalization that
        && normalization == that.normalization
        && decay == that.decay
        && format == that.format;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), normalization, decay, format);
  }

  /** Builds the layer. */
  @SuppressWarnings("unchecked")
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private final NormalizationKind kind;
    private double decay = DECAY;

    /** A normalisation of a kind. */
    public Builder(NormalizationKind kind) {
      this.kind = kind;
      setActivationFn(new ActivationIdentity());
    }

    /** Share of the kept averages that a training step leaves; 0.9 unless set. */
    public Builder decay(double share) {
      this.decay = share;
      return this;
    }

    @Override
    public SequenceNormalization build() {
      checkedDecay(decay);
      return new SequenceNormalization(this);
    }
  }
}
