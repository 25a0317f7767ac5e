package io.palavra.kernels.transformer;

import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.part.Checks;
import io.palavra.kernels.part.Parameters;
import io.palavra.kernels.part.Part;
import io.palavra.kernels.part.PartLayer;
import io.palavra.kernels.part.Pass;
import io.palavra.kernels.part.PlainPart;
import io.palavra.kernels.part.Sheet;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * {@code max(0, x W + b) V + c} of every step by itself, {@code [batch, nIn, time]} to {@code
 * [batch, nOut, time]}.
 */
public final class FeedForward extends PartLayer {
  private static final long serialVersionUID = 1;
  @JsonProperty private int inner = 1;

  /** For reading a configuration back; use the {@link Builder}. */
  private FeedForward() {}

  private FeedForward(Builder builder) {
    super(builder);
    this.inner = Checks.positive("inner", builder.inner);
    initializeConstraints(builder);
  }

  @Override
  public <A> Part<A> part(Floor<A> floor, Parameters<A> parameters) {
    int in = Math.toIntExact(getNIn());
    int out = Math.toIntExact(getNOut());
    Inner<A> layers = new Inner<>(floor, parameters, in, inner, out, 0);
    return new Part<>() {
      @Override
      public Sheet<A> forward(List<Sheet<A>> inputs, Pass pass) {
        return layers.forward(inputs.get(0), pass);
      }

      @Override
      public void backward() {
        layers.backward();
      }
    };
  }

  @Override
  public PlainPart plain() {
    return (inputs, pass) -> inputs.get(0).with(pass.inner(inputs.get(0).values(), 0));
  }

  @Override
  protected List<Object> options() {
    return List.of(inner);
  }

  /** Builds the layer. */
  @SuppressWarnings("unchecked")
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private int inner = 256;

    /** Size of the layer between; 256 unless set. */
    public Builder inner(int size) {
      this.inner = size;
      return this;
    }

    @Override
    public FeedForward build() {
      return new FeedForward(this);
    }
  }
}
