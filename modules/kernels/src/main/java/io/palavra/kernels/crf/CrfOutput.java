package io.palavra.kernels.crf;

import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.part.Parameters;
import io.palavra.kernels.part.Part;
import io.palavra.kernels.part.PartLayer;
import io.palavra.kernels.part.PlainPart;
import io.palavra.kernels.part.WholeLossRun;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A linear-chain conditional random field (Lafferty, McCallum and Pereira, 2001) at the end of a
 * network: {@code [batch, nIn, time]} and labels {@code [batch, time]} of whole numbers below
 * {@code nOut}. The score of a path is {@code start + sum of (x W + b) + sum of T + end}; the loss
 * is the logarithm of all paths' share less the path's own. Masked steps are left out of the chain
 * wherever they lie.
 *
 * <p>The output is one at the labels of the best path and zero elsewhere, or with {@link
 * Builder#marginals} the probability of each label at each step. Parameters {@code W [nIn, nOut]},
 * {@code b}, {@code T [from, to]}, {@code start} and {@code end}, the last three zero to begin
 * with.
 */
public final class CrfOutput extends PartLayer {
  private static final long serialVersionUID = 1;
  @JsonProperty private boolean marginals;

  /** For reading a configuration back; use the {@link Builder}. */
  private CrfOutput() {}

  private CrfOutput(Builder builder) {
    super(builder);
    this.marginals = builder.marginals;
    initializeConstraints(builder);
  }

  @Override
  public <A> Part<A> part(Floor<A> floor, Parameters<A> parameters) {
    int in = Math.toIntExact(getNIn());
    return new CrfPart<>(floor, parameters, in, Math.toIntExact(getNOut()), marginals);
  }

  @Override
  public PlainPart plain() {
    return new PlainCrf(Math.toIntExact(getNOut()), marginals);
  }

  @Override
  protected Layer layer(NeuralNetConfiguration conf, DataType type) {
    return new WholeLossRun<CrfOutput>(conf, type);
  }

  @Override
  protected boolean looksAround() {
    return true;
  }

  @Override
  protected List<Object> options() {
    return List.of(marginals);
  }

  /** Builds the layer. */
  @SuppressWarnings("unchecked")
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private boolean marginals;

    /**
     * Whether the output has the probability of each label at each step, by the forward-backward
     * algorithm over all paths (Rabiner, 1989), rather than the best path.
     */
    public Builder marginals(boolean probabilities) {
      this.marginals = probabilities;
      return this;
    }

    @Override
    public CrfOutput build() {
      return new CrfOutput(this);
    }
  }
}
