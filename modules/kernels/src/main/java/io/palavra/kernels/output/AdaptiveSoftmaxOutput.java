package io.palavra.kernels.output;

import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.part.LossLayerRun;
import io.palavra.kernels.part.Parameters;
import io.palavra.kernels.part.Part;
import io.palavra.kernels.part.PartLayer;
import io.palavra.kernels.part.PlainPart;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Softmax over a large vocabulary whose ids ascend as their frequencies fall (Grave et al.,
 * "Efficient softmax approximation for GPUs", 2017): the frequent labels and the clusters of the
 * others share one softmax, and each cluster has a further one on fewer features. Input and labels
 * are those of {@link SoftmaxOutput}.
 */
public final class AdaptiveSoftmaxOutput extends PartLayer {
  private static final long serialVersionUID = 1;
  @JsonProperty private int[] cutoffs = {1};
  @JsonProperty private double shrink = 4;

  /** For reading a configuration back; use the {@link Builder}. */
  private AdaptiveSoftmaxOutput() {}

  private AdaptiveSoftmaxOutput(Builder builder) {
    super(builder);
    this.cutoffs = builder.cutoffs.clone();
    this.shrink = builder.shrink;
    int last = 0;
    for (int cut : cutoffs) {
      if (cut <= last || cut >= getNOut()) {
        throw new IllegalArgumentException(
            "cutoffs must ascend between 0 and the "
                + getNOut()
                + " labels, got "
                + Arrays.toString(cutoffs));
      }
      last = cut;
    }
    if (cutoffs.length == 0 || !(shrink >= 1)) {
      throw new IllegalArgumentException(
          "expected one cutoff or more and a shrink of at least 1, got "
              + Arrays.toString(cutoffs)
              + " and "
              + shrink);
    }
    initializeConstraints(builder);
  }

  @Override
  public <A> Part<A> part(Floor<A> floor, Parameters<A> parameters) {
    return new AdaptivePart<>(
        floor, parameters, Math.toIntExact(getNIn()), Math.toIntExact(getNOut()), cutoffs, shrink);
  }

  @Override
  public PlainPart plain() {
    return new PlainAdaptive(Math.toIntExact(getNOut()), cutoffs.clone());
  }

  @Override
  protected Layer layer(NeuralNetConfiguration conf, DataType type) {
    return new LossLayerRun<AdaptiveSoftmaxOutput>(conf, type);
  }

  @Override
  protected List<Object> options() {
    return List.of(Arrays.toString(cutoffs), shrink);
  }

  /** Builds the layer. */
  @SuppressWarnings("unchecked")
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private int[] cutoffs = {};
    private double shrink = 4;

    /** The first label of each cluster, ascending. */
    public Builder cutoffs(int... labels) {
      this.cutoffs = labels.clone();
      return this;
    }

    /** By what the features of a cluster are fewer than those of the one before; 4 unless set. */
    public Builder shrink(double factor) {
      this.shrink = factor;
      return this;
    }

    @Override
    public AdaptiveSoftmaxOutput build() {
      return new AdaptiveSoftmaxOutput(this);
    }
  }
}
