package io.palavra.kernels.transformer;

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
 * One encoder block of a Transformer (Vaswani et al., "Attention Is All You Need", 2017), {@code
 * [batch, nIn, time]} to the same: multi-head self-attention and a feed-forward layer, each with a
 * residual connection and layer normalisation. With normalisation first, put a {@link LayerNorm}
 * behind the last block (Xiong et al., "On Layer Normalization in the Transformer Architecture",
 * 2020).
 */
public final class TransformerEncoder extends PartLayer {
  private static final long serialVersionUID = 1;
  @JsonProperty private int heads;
  @JsonProperty private int inner;
  @JsonProperty private boolean normFirst;
  @JsonProperty private double residualDropOut;
  @JsonProperty private double attentionDropOut;

  /** For reading a configuration back; use the {@link Builder}. */
  private TransformerEncoder() {}

  private TransformerEncoder(Builder builder) {
    super(builder);
    this.heads = builder.heads;
    this.inner = builder.inner;
    this.normFirst = builder.normFirst;
    this.residualDropOut = builder.residualDropOut;
    this.attentionDropOut = Checks.dropping("attentionDropOut", builder.attentionDropOut);
    initializeConstraints(builder);
  }

  @Override
  public <A> Part<A> part(Floor<A> floor, Parameters<A> parameters) {
    return new BlockPart<>(floor, parameters, block(), false);
  }

  private TransformerOptions block() {
    int features = Math.toIntExact(getNIn());
    int hidden = inner == 0 ? 4 * features : inner;
    return new TransformerOptions(
        features, features, heads, hidden, normFirst, residualDropOut, attentionDropOut);
  }

  @Override
  public PlainPart plain() {
    return new PlainBlock(block(), false);
  }

  @Override
  protected boolean looksAround() {
    return true;
  }

  @Override
  protected List<Object> options() {
    return List.of(heads, inner, normFirst, residualDropOut, attentionDropOut);
  }

  @Override
  protected boolean keepsWidth() {
    return true;
  }

  /** Builds the layer. */
  @SuppressWarnings("unchecked")
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private int heads = 4;
    private int inner;
    private boolean normFirst = true;
    private double residualDropOut;
    private double attentionDropOut;

    /** Heads side by side, of which {@code nIn} is a multiple; 4 unless set. */
    public Builder heads(int number) {
      this.heads = number;
      return this;
    }

    /** Size of the feed-forward layer; 4 times {@code nIn} unless set. */
    public Builder inner(int size) {
      this.inner = size;
      return this;
    }

    /** Whether each part is normalised before it (as unless set) or behind. */
    public Builder normFirst(boolean first) {
      this.normFirst = first;
      return this;
    }

    /** Probability that an element is dropped before it is added; none unless set. */
    public Builder residualDropOut(double probability) {
      this.residualDropOut = probability;
      return this;
    }

    /** Probability that a weight of attention is dropped in training; none unless set. */
    public Builder attentionDropOut(double probability) {
      this.attentionDropOut = probability;
      return this;
    }

    @Override
    public TransformerEncoder build() {
      nOut(getNIn());
      return new TransformerEncoder(this);
    }
  }
}
