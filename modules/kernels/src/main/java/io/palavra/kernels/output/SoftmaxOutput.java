package io.palavra.kernels.output;

import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.part.Checks;
import io.palavra.kernels.part.LossLayerRun;
import io.palavra.kernels.part.Parameters;
import io.palavra.kernels.part.Part;
import io.palavra.kernels.part.PartLayer;
import io.palavra.kernels.part.PlainPart;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Softmax over {@code x W' + b} with cross-entropy, fused: {@code [batch, nIn, time]} and labels
 * {@code [batch, time]}, which are whole numbers below {@code nOut}. However many labels there are,
 * training holds the scores of a block of steps only. Parameters {@code W [nOut, nIn]} and {@code b
 * [nOut]}.
 *
 * <p>With label smoothing the target is {@code 1 - s} at the label plus {@code s / nOut} everywhere
 * (Szegedy et al., "Rethinking the Inception Architecture", 2016); that is for training: the score
 * outside it is without. The score is the sum over the steps, divided by the sequences of the
 * mini-batch.
 *
 * <p>Deeplearning4j's {@code evaluate} and {@code doEvaluation} want labels as wide as the output:
 * hand its {@code Evaluation} one-hot ones, {@code new NDBase().oneHot(labels, nOut, 1, 1.0, 0.0)},
 * by {@code evalTimeSeries}.
 */
public final class SoftmaxOutput extends PartLayer {
  private static final long serialVersionUID = 1;
  @JsonProperty private double labelSmoothing;

  /** For reading a configuration back; use the {@link Builder}. */
  private SoftmaxOutput() {}

  private SoftmaxOutput(Builder builder) {
    super(builder);
    this.labelSmoothing = Checks.dropping("labelSmoothing", builder.labelSmoothing);
    initializeConstraints(builder);
  }

  @Override
  public <A> Part<A> part(Floor<A> floor, Parameters<A> parameters) {
    return new SoftmaxPart<>(
        floor, parameters, Math.toIntExact(getNIn()), Math.toIntExact(getNOut()), labelSmoothing);
  }

  @Override
  public PlainPart plain() {
    return new PlainSoftmax(Math.toIntExact(getNOut()), labelSmoothing);
  }

  @Override
  protected Layer layer(NeuralNetConfiguration conf, DataType type) {
    return new LossLayerRun<SoftmaxOutput>(conf, type);
  }

  @Override
  protected List<Object> options() {
    return List.of(labelSmoothing);
  }

  /** Builds the layer. */
  @SuppressWarnings("unchecked")
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private double labelSmoothing;

    /** How much of the target is spread over all labels; none unless set. */
    public Builder labelSmoothing(double share) {
      this.labelSmoothing = share;
      return this;
    }

    @Override
    public SoftmaxOutput build() {
      return new SoftmaxOutput(this);
    }
  }
}
