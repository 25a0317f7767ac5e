package io.palavra.kernels.transformer;

import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.part.Normalise;
import io.palavra.kernels.part.Parameters;
import io.palavra.kernels.part.Part;
import io.palavra.kernels.part.PartLayer;
import io.palavra.kernels.part.Pass;
import io.palavra.kernels.part.PlainPart;
import io.palavra.kernels.part.PlainSheet;
import io.palavra.kernels.part.Sheet;
import io.palavra.kernels.part.Stepping;
import io.palavra.kernels.part.Steps;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Layer normalisation (Ba, Kiros and Hinton, 2016) of every step by itself, {@code [batch, nIn,
 * time]} or {@code [batch, nIn]}, with a gain and a bias.
 */
public final class LayerNorm extends PartLayer {
  private static final long serialVersionUID = 1;
  @JsonProperty private double epsilon = 1e-5;

  /** For reading a configuration back; use the {@link Builder}. */
  private LayerNorm() {}

  private LayerNorm(Builder builder) {
    super(builder);
    this.epsilon = builder.epsilon;
    initializeConstraints(builder);
  }

  @Override
  public <A> Part<A> part(Floor<A> floor, Parameters<A> parameters) {
    Normalise<A> norm = new Normalise<>(floor, parameters, "", Math.toIntExact(getNIn()), epsilon);
    return new Stepping<>() {
      @Override
      public Sheet<A> forward(List<Sheet<A>> inputs, Pass pass) {
        return norm.forward(inputs.get(0), pass);
      }

      @Override
      public Steps<A> steps(Sheet<A> memory) {
        return (x, parents) -> norm.forward(x, Pass.INFERENCE);
      }

      @Override
      public void backward() {
        norm.backward();
      }
    };
  }

  @Override
  public PlainPart plain() {
    return (inputs, pass) -> {
      PlainSheet x = inputs.get(0);
      return x.with(pass.normalise("", x.values(), epsilon));
    };
  }

  @Override
  protected List<Object> options() {
    return List.of(epsilon);
  }

  @Override
  protected boolean keepsWidth() {
    return true;
  }

  /** Builds the layer. */
  @SuppressWarnings("unchecked")
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private double epsilon = 1e-5;

    /** What is added to the variance; 1e-5 unless set. */
    public Builder epsilon(double value) {
      this.epsilon = value;
      return this;
    }

    @Override
    public LayerNorm build() {
      nOut(getNIn());
      return new LayerNorm(this);
    }
  }
}
