package io.palavra.kernels;

import io.palavra.kernels.memory.Needs;
import io.palavra.kernels.part.Checks;
import io.palavra.kernels.part.Instance;
import io.palavra.kernels.recurrent.CellKind;
import io.palavra.kernels.recurrent.CellOptions;
import io.palavra.kernels.recurrent.RecurrentCell;
import io.palavra.kernels.recurrent.RecurrentLayer;
import io.palavra.kernels.recurrent.RecurrentParameters;
import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.AbstractLSTM;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Long short-term memory, with the parameters and the gate order of {@link
 * org.deeplearning4j.nn.conf.layers.LSTM}: what that one computes on unmasked sequences, this one
 * computes.
 *
 * <p>At a masked step the output is zero and the state is carried over, wherever in the sequence
 * that step lies.
 */
public final class LSTM extends AbstractLSTM implements RecurrentCell {
  private static final long serialVersionUID = 1;
  private double variationalDropOut;
  private double recurrentDropOut;
  private boolean peepholes;
  private boolean hasLayerNorm;

  /** For reading a configuration back; use the {@link Builder}. */
  private LSTM() {}

  /** A layer as the builder says. */
  private LSTM(Builder builder) {
    super(builder);
    this.variationalDropOut = Checks.dropping("variationalDropOut", builder.variationalDropOut);
    this.recurrentDropOut = Checks.dropping("recurrentDropOut", builder.recurrentDropOut);
    this.peepholes = builder.peepholes;
    this.hasLayerNorm = builder.hasLayerNorm;
    initializeConstraints(builder);
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
        new RecurrentLayer(conf, type), this, conf, listeners, index, parameters, initialize);
  }

  @Override
  public ParamInitializer initializer() {
    return new RecurrentParameters();
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    return Needs.of(this, inputType);
  }

  @Override
  public CellKind kind() {
    return CellKind.LSTM;
  }

  @Override
  public CellOptions options() {
    return new CellOptions(peepholes, false, hasLayerNorm);
  }

  @Override
  public IActivation gateFunction() {
    return getGateActivationFn();
  }

  @Override
  public double[] startBiases() {
    return new double[] {0, getForgetGateBiasInit(), 0, 0};
  }

  @Override
  public double getVariationalDropOut() {
    return variationalDropOut;
  }

  /** Sets {@link #getVariationalDropOut()}. */
  public void setVariationalDropOut(double probability) {
    this.variationalDropOut = Checks.dropping("variationalDropOut", probability);
  }

  @Override
  public double getRecurrentDropOut() {
    return recurrentDropOut;
  }

  /** Sets {@link #getRecurrentDropOut()}. */
  public void setRecurrentDropOut(double probability) {
    this.recurrentDropOut = Checks.dropping("recurrentDropOut", probability);
  }

  /** Whether the gates see the memory. */
  public boolean isPeepholes() {
    return peepholes;
  }

  /** Sets {@link #isPeepholes()}. */
  public void setPeepholes(boolean on) {
    this.peepholes = on;
  }

  /** Whether what input and recurrent weights produce is normalised. */
  public boolean isHasLayerNorm() {
    return hasLayerNorm;
  }

  /** Sets {@link #isHasLayerNorm()}. */
  public void setHasLayerNorm(boolean on) {
    this.hasLayerNorm = on;
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other)
        && other instanceof LSTM that
        && variationalDropOut == that.variationalDropOut
        && recurrentDropOut == that.recurrentDropOut
        && hasLayerNorm == that.hasLayerNorm
        && peepholes == that.peepholes;
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        super.hashCode(), variationalDropOut, recurrentDropOut, peepholes, hasLayerNorm);
  }

  /**
   * Builds the layer; the stock builder's methods, and dropout that keeps one mask for a whole
   * sequence.
   */
  @SuppressWarnings("unchecked")
  public static final class Builder extends AbstractLSTM.Builder<Builder> {
    private double variationalDropOut;
    private double recurrentDropOut;
    private boolean hasLayerNorm;
    private boolean peepholes;

    /** Probability that an input feature is dropped, at all steps of a sequence together. */
    public Builder variationalDropOut(double probability) {
      this.variationalDropOut = probability;
      return this;
    }

    /**
     * Probability that a hidden unit is dropped on its way to the next step, at all steps of a
     * sequence together.
     */
    public Builder recurrentDropOut(double probability) {
      this.recurrentDropOut = probability;
      return this;
    }

    /**
     * Whether forget and input gate see the memory before a step and the output gate the one after
     * it, as in {@link org.deeplearning4j.nn.conf.layers.GravesLSTM}; not unless set. Their weights
     * are three columns more of {@code RW}, as there.
     */
    public Builder peepholes(boolean on) {
      this.peepholes = on;
      return this;
    }

    /**
     * Whether what input and recurrent weights produce is normalised, each by itself, over all
     * units of a step (Ba, Kiros and Hinton, "Layer Normalization", 2016); not unless set. So is
     * the memory on its way out. Gains and shifts are parameter {@code g}.
     */
    public Builder hasLayerNorm(boolean on) {
      this.hasLayerNorm = on;
      return this;
    }

    @Override
    public LSTM build() {
      return new LSTM(this);
    }
  }
}
