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
 * One vector for a sequence, {@code [batch, nIn, time]} to {@code [batch, nIn]}: the mean of its
 * steps weighted by {@code softmax(v tanh(W x + b))} (Yang et al., "Hierarchical Attention Networks
 * for Document Classification", 2016). A sequence without steps gives zeros.
 */
public final class AttentionPooling extends PartLayer {
  private static final long serialVersionUID = 1;
  @JsonProperty private int size = 1;

  /** For reading a configuration back; use the {@link Builder}. */
  private AttentionPooling() {}

  private AttentionPooling(Builder builder) {
    super(builder);
    this.size = Checks.positive("size", builder.size);
    initializeConstraints(builder);
  }

  @Override
  public <A> Part<A> part(Floor<A> floor, Parameters<A> parameters) {
    return new PoolingPart<>(floor, parameters, Math.toIntExact(getNIn()), size);
  }

  @Override
  public PlainPart plain() {
    return new PlainPooling(size);
  }

  @Override
  protected boolean looksAround() {
    return true;
  }

  @Override
  protected List<Object> options() {
    return List.of(size);
  }

  @Override
  protected boolean pools() {
    return true;
  }

  @Override
  protected boolean keepsWidth() {
    return true;
  }

  /** Builds the layer. */
  @SuppressWarnings("unchecked")
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private int size = 64;

    /** Size of the hidden layer that scores the steps; 64 unless set. */
    public Builder size(int features) {
      this.size = features;
      return this;
    }

    @Override
    public AttentionPooling build() {
      nOut(getNIn());
      return new AttentionPooling(this);
    }
  }
}
