package io.palavra.kernels.output;

import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.part.LossLayerRun;
import io.palavra.kernels.part.Parameters;
import io.palavra.kernels.part.Part;
import io.palavra.kernels.part.PartLayer;
import io.palavra.kernels.part.PlainPart;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Softmax over a large vocabulary that learns from a sample of it (Jean et al., "On Using Very
 * Large Target Vocabulary for Neural Machine Translation", 2015): in training each step's loss is
 * taken over its own label and labels drawn once for the mini-batch, each once, from whose scores
 * the logarithm of the probability to be drawn is subtracted; a drawn label that is the step's own
 * is left out. Answers, and scores outside training, are those of the full softmax. Input, labels
 * and parameters are those of {@link SoftmaxOutput}, so that one can take the other's place.
 */
public final class SampledSoftmaxOutput extends PartLayer {
  private static final long serialVersionUID = 1;
  @JsonProperty private int samples = 1;
  @JsonProperty private SampleDistribution distribution = SampleDistribution.LOG_UNIFORM;
  @JsonProperty private double[] counts = {};
  @JsonProperty private double power = 1;

  /** For reading a configuration back; use the {@link Builder}. */
  private SampledSoftmaxOutput() {}

  private SampledSoftmaxOutput(Builder builder) {
    super(builder);
    this.samples = builder.samples;
    this.distribution = builder.distribution;
    this.counts = builder.counts.clone();
    this.power = builder.power;
    long possible = getNOut();
    if (distribution == SampleDistribution.UNIGRAM) {
      if (counts.length != getNOut()) {
        throw new IllegalArgumentException(
            "expected a count for each of the " + getNOut() + " labels, got " + counts.length);
      }
      for (double count : counts) {
        if (!(count > 0) || !Double.isFinite(count)) {
          throw new IllegalArgumentException("counts must be above 0, got " + count);
        }
      }
    }
    if (samples < 1 || samples >= possible) {
      throw new IllegalArgumentException(
          "samples must be at least 1 and fewer than the " + possible + " labels, got " + samples);
    }
    if (!Double.isFinite(power)) {
      throw new IllegalArgumentException("the power must be a number, got " + power);
    }
    sampler();
    initializeConstraints(builder);
  }

  private LabelSampler sampler() {
    return LabelSampler.of(distribution, Math.toIntExact(getNOut()), counts, power)
        .requireDrawable(samples);
  }

  @Override
  public <A> Part<A> part(Floor<A> floor, Parameters<A> parameters) {
    int labels = Math.toIntExact(getNOut());
    return new SampledSoftmaxPart<>(
        floor, parameters, Math.toIntExact(getNIn()), labels, samples, sampler());
  }

  @Override
  public PlainPart plain() {
    int labels = Math.toIntExact(getNOut());
    return new PlainSampled(labels, samples, sampler());
  }

  @Override
  protected Layer layer(NeuralNetConfiguration conf, DataType type) {
    return new LossLayerRun<SampledSoftmaxOutput>(conf, type);
  }

  @Override
  protected List<Object> options() {
    return List.of(samples, distribution, Arrays.hashCode(counts), power);
  }

  /** Builds the layer. */
  @SuppressWarnings("unchecked")
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private int samples = 1024;
    private SampleDistribution distribution = SampleDistribution.LOG_UNIFORM;
    private double[] counts = {};
    private double power = 1;

    /** How many labels are drawn for a mini-batch; 1,024 unless set. */
    public Builder samples(int number) {
      this.samples = number;
      return this;
    }

    /** What they are drawn from: about Zipf's law unless set, or every label alike. */
    public Builder distribution(SampleDistribution from) {
      this.distribution = Objects.requireNonNull(from);
      return this;
    }

    /**
     * Draws in proportion to counts raised to a power (0.75 in Mikolov et al., "Distributed
     * Representations of Words and Phrases", 2013).
     *
     * @param ofLabels above zero, one for each label
     * @param exponent such that as many labels as are drawn keep a chance to be
     */
    public Builder unigram(double[] ofLabels, double exponent) {
      this.distribution = SampleDistribution.UNIGRAM;
      this.counts = ofLabels.clone();
      this.power = exponent;
      return this;
    }

    @Override
    public SampledSoftmaxOutput build() {
      return new SampledSoftmaxOutput(this);
    }
  }
}
