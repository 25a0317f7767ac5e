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
 * Adds to each step what says where it stands: sines and cosines (Vaswani et al., 2017, section
 * 3.5), or learned vectors. Positions are counted over the steps that are not masked, so that
 * padding, in front as well as behind, changes nothing.
 */
public final class PositionalEncoding extends PartLayer {
  private static final long serialVersionUID = 1;
  @JsonProperty private int learned;
  @JsonProperty private boolean scaled;
  @JsonProperty private double sumDropOut;

  /** For reading a configuration back; use the {@link Builder}. */
  private PositionalEncoding() {}

  private PositionalEncoding(Builder builder) {
    super(builder);
    this.learned = builder.learned;
    this.scaled = builder.scaled;
    this.sumDropOut = builder.sumDropOut;
    initializeConstraints(builder);
  }

  @Override
  public <A> Part<A> part(Floor<A> floor, Parameters<A> parameters) {
    int width = Math.toIntExact(getNIn());
    return new PositionPart<>(
        floor, parameters, width, learned, scaled ? Math.sqrt(width) : 1, sumDropOut);
  }

  @Override
  public PlainPart plain() {
    int width = Math.toIntExact(getNIn());
    return new PlainPosition(width, learned, scaled ? Math.sqrt(width) : 1, sumDropOut);
  }

  @Override
  protected boolean looksAround() {
    return true;
  }

  @Override
  protected List<Object> options() {
    return List.of(learned, scaled, sumDropOut);
  }

  @Override
  protected boolean keepsWidth() {
    return true;
  }

  /** Builds the layer. */
  @SuppressWarnings("unchecked")
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private int learned;
    private boolean scaled;
    private double sumDropOut;

    /** Learned vectors for so many positions; longer sequences are refused. */
    public Builder learned(int positions) {
      this.learned = Checks.positive("positions", positions);
      return this;
    }

    /** Whether the input is first multiplied by the square root of its width. */
    public Builder scaled(boolean first) {
      this.scaled = first;
      return this;
    }

    /** Probability that an element of the sum is dropped in training; none unless set. */
    public Builder sumDropOut(double probability) {
      this.sumDropOut = Checks.dropping("sumDropOut", probability);
      return this;
    }

    @Override
    public PositionalEncoding build() {
      nOut(getNIn());
      return new PositionalEncoding(this);
    }
  }
}
