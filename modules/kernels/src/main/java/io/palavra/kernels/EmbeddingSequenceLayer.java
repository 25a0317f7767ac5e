package io.palavra.kernels;

import io.palavra.kernels.embedding.EmbeddingLayer;
import io.palavra.kernels.embedding.EmbeddingParameters;
import io.palavra.kernels.memory.Needs;
import io.palavra.kernels.part.Checks;
import io.palavra.kernels.part.Instance;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.embeddings.ArrayEmbeddingInitializer;
import org.deeplearning4j.nn.weights.embeddings.EmbeddingInitializer;
import org.deeplearning4j.nn.weights.embeddings.WeightInitEmbedding;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * Sequences of ids, {@code [batch, time]} or {@code [batch, 1, time]}, to sequences of vectors,
 * {@code [batch, vector, time]}; zeros at masked steps, whose ids are not looked at. With {@link
 * Builder#bags} a step has several ids, {@code [batch, ids, time]}, and is the mean of their
 * vectors.
 *
 * <p>Parameter {@code W [ids, vector]} lies row after row, so that a batch touches the memory of
 * its own ids only. (The stock layer lays it column after column: copy {@code W} through the
 * parameter table, not the flat vector.) The gradient is as wide as the table, as Deeplearning4j
 * wants it; {@link io.palavra.kernels.fit.FusedFit} updates only the rows of the batch.
 */
public final class EmbeddingSequenceLayer extends FeedForwardLayer {
  private static final long serialVersionUID = 1;
  private RNNFormat outputFormat = RNNFormat.NCW;
  private double wordDropOut;
  private int frozenEpochs;
  private boolean bags;
  private transient boolean still;

  /** For reading a configuration back; use the {@link Builder}. */
  private EmbeddingSequenceLayer() {}

  /** A layer as the builder says. */
  private EmbeddingSequenceLayer(Builder builder) {
    super(builder);
    this.outputFormat = builder.outputFormat;
    this.wordDropOut = Checks.dropping("wordDropOut", builder.wordDropOut);
    this.frozenEpochs = builder.frozenEpochs;
    this.bags = builder.bags;
    initializeConstraints(builder);
  }

  /** Whether features or time come first in the output. */
  public RNNFormat getOutputFormat() {
    return outputFormat;
  }

  /** Sets {@link #getOutputFormat()}. */
  public void setOutputFormat(RNNFormat format) {
    this.outputFormat = format;
  }

  /** Probability that a step of a sequence becomes zeros in training. */
  public double getWordDropOut() {
    return wordDropOut;
  }

  /** Sets {@link #getWordDropOut()}. */
  public void setWordDropOut(double probability) {
    this.wordDropOut = Checks.dropping("wordDropOut", probability);
  }

  /** Epochs at the begin of training in which the table does not learn. */
  public int getFrozenEpochs() {
    return frozenEpochs;
  }

  /** Sets {@link #getFrozenEpochs()}. */
  public void setFrozenEpochs(int epochs) {
    this.frozenEpochs = checkedEpochs(epochs);
  }

  private static int checkedEpochs(int epochs) {
    if (epochs < 0) {
      throw new IllegalArgumentException("frozenEpochs must be at least 0, got " + epochs);
    }
    return epochs;
  }

  /** Whether a step has several ids, of whose vectors it is the mean. */
  public boolean isBags() {
    return bags;
  }

  /** Sets {@link #isBags()}. */
  public void setBags(boolean several) {
    this.bags = several;
  }

  /** Called before each update: a table that does not learn is not regularised either. */
  public void standStill(boolean now) {
    this.still = now;
  }

  @Override
  public List<Regularization> getRegularizationByParam(String name) {
    return still ? List.of() : super.getRegularizationByParam(name);
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    return Instance.of(
        new EmbeddingLayer(conf, type), this, conf, listeners, index, parameters, initialize);
  }

  @Override
  public ParamInitializer initializer() {
    return new EmbeddingParameters();
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    return Needs.of(this, inputType);
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType inputType) {
    long length =
        inputType instanceof InputType.InputTypeRecurrent sequence
            ? sequence.getTimeSeriesLength()
            : -1;
    return InputType.recurrent(getNOut(), length, outputFormat);
  }

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
    return null;
  }

  /**
   * The number of ids is given to the builder; an input type knows only how many numbers a step
   * has.
   */
  @Override
  public void setNIn(InputType inputType, boolean override) {}

  @Override
  public boolean equals(Object other) {
    return super.equals(other)
        && other instanceof EmbeddingSequenceLayer that
        && outputFormat == that.outputFormat
        && wordDropOut == that.wordDropOut
        && frozenEpochs == that.frozenEpochs
        && bags == that.bags;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), outputFormat, wordDropOut, frozenEpochs, bags);
  }

  /** Builds the layer. */
  @SuppressWarnings("unchecked")
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private RNNFormat outputFormat = RNNFormat.NCW;
    private double wordDropOut;
    private int frozenEpochs;
    private boolean bags;

    /** A layer with no other activation than its vectors themselves. */
    public Builder() {
      setActivationFn(new ActivationIdentity());
    }

    /** Whether features or time come first in the output; features unless set. */
    public Builder outputDataFormat(RNNFormat format) {
      this.outputFormat = format;
      return this;
    }

    /**
     * Probability that a step of a sequence becomes zeros in training and gets no gradient, each by
     * itself; the others are not scaled (Iyyer et al., "Deep Unordered Composition Rivals Syntactic
     * Methods for Text Classification", 2015). Zero unless set.
     */
    public Builder wordDropOut(double probability) {
      this.wordDropOut = probability;
      return this;
    }

    /**
     * For so many epochs the table stays as it is, and learns from then on: the layers above first
     * get used to vectors that were learned elsewhere. Zero unless set. Adam's correction for its
     * first steps is over by then, so that a row's first step is about three times the learning
     * rate, as that of any row that comes late. Epochs are the network's count of them.
     */
    public Builder frozenEpochs(int epochs) {
      this.frozenEpochs = checkedEpochs(epochs);
      return this;
    }

    /**
     * Whether a step is the mean of the vectors of several ids, as FastText makes a word's vector
     * from its own and those of its n-grams (Bojanowski et al., "Enriching Word Vectors with
     * Subword Information", 2017). The input is then {@code [batch, ids, time]}, with -1 where a
     * step has no further id; a step without any gives zeros. Word dropout drops a whole step.
     */
    public Builder bags(boolean several) {
      this.bags = several;
      return this;
    }

    /** For the stock builder's callers: the length of sequences is always that of the input. */
    public Builder inferInputLength(boolean infer) {
      if (!infer) {
        throw new IllegalArgumentException("the length of sequences is always that of the input");
      }
      return this;
    }

    /** Vectors to begin with, {@code [ids, vector]}. */
    public Builder weightInit(INDArray vectors) {
      return weightInit(new ArrayEmbeddingInitializer(vectors));
    }

    /** Vectors to begin with. */
    public Builder weightInit(EmbeddingInitializer vectors) {
      nIn(vectors.vocabSize());
      nOut(vectors.vectorSize());
      return weightInit((IWeightInit) new WeightInitEmbedding(vectors));
    }

    @Override
    public EmbeddingSequenceLayer build() {
      if (!(getActivationFn() instanceof ActivationIdentity)) {
        throw new IllegalArgumentException(
            "an embedding has no activation, got " + getActivationFn());
      }
      return new EmbeddingSequenceLayer(this);
    }
  }
}
