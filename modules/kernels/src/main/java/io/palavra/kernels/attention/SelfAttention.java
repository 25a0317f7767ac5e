package io.palavra.kernels.attention;

import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.part.Checks;
import io.palavra.kernels.part.Parameters;
import io.palavra.kernels.part.Part;
import io.palavra.kernels.part.PartLayer;
import io.palavra.kernels.part.PlainPart;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Multi-head scaled dot-product attention of a sequence to itself, {@code [batch, nIn, time]} to
 * {@code [batch, nOut, time]}, as a layer of any network.
 */
public final class SelfAttention extends PartLayer {
  private static final long serialVersionUID = 1;
  @JsonProperty private int heads = 1;
  @JsonProperty private boolean causal;
  @JsonProperty private double attentionDropOut;

  /** For reading a configuration back; use the {@link Builder}. */
  private SelfAttention() {}

  private SelfAttention(Builder builder) {
    super(builder);
    this.heads = builder.heads;
    this.causal = builder.causal;
    this.attentionDropOut = Checks.dropping("attentionDropOut", builder.attentionDropOut);
    initializeConstraints(builder);
  }

  @Override
  public <A> Part<A> part(Floor<A> floor, Parameters<A> parameters) {
    return new AttentionPart<>(floor, parameters, attention());
  }

  private AttentionOptions attention() {
    int outputs = Math.toIntExact(getNOut());
    int inputs = Math.toIntExact(getNIn());
    return new AttentionOptions(
        Score.SCALED_DOT, inputs, inputs, outputs, heads, outputs, causal, attentionDropOut);
  }

  @Override
  public PlainPart plain() {
    return new PlainAttention(attention());
  }

  @Override
  protected boolean looksAround() {
    return true;
  }

  @Override
  protected List<Object> options() {
    return List.of(heads, causal, attentionDropOut);
  }

  /** Builds the layer. */
  @SuppressWarnings("unchecked")
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private int heads = 1;
    private boolean causal;
    private double attentionDropOut;

    /** Heads side by side, of which {@code nOut} is a multiple. */
    public Builder heads(int number) {
      this.heads = number;
      return this;
    }

    /** Whether a step may look at itself and those before it alone. */
    public Builder causal(boolean only) {
      this.causal = only;
      return this;
    }

    /** Probability that a weight is dropped in training, behind the softmax; none unless set. */
    public Builder attentionDropOut(double probability) {
      this.attentionDropOut = probability;
      return this;
    }

    @Override
    public SelfAttention build() {
      return new SelfAttention(this);
    }
  }
}
