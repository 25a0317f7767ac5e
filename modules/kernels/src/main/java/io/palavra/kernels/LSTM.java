package io.palavra.kernels;

import io.palavra.kernels.part.Instance;
import io.palavra.kernels.recurrent.CellKind;
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
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Long short-term memory without peepholes, with the parameters and the gate order of {@link
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

  /** For reading a configuration back; use the {@link Builder}. */
  private LSTM() {}

  /** A layer as the builder says. */
  private LSTM(Builder builder) {
    super(builder);
    this.variationalDropOut = Probabilities.check("variationalDropOut", builder.variationalDropOut);
    this.recurrentDropOut = Probabilities.check("recurrentDropOut", builder.recurrentDropOut);
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
    LayerValidation.assertNInNOutSet("LSTM", getLayerName(), index, getNIn(), getNOut());
    return Instance.of(
        new RecurrentLayer(conf, type), this, conf, listeners, index, parameters, initialize);
  }

  @Override
  public ParamInitializer initializer() {
    return new RecurrentParameters();
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    return null;
  }

  @Override
  public CellKind kind() {
    return CellKind.LSTM;
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
    this.variationalDropOut = probability;
  }

  @Override
  public double getRecurrentDropOut() {
    return recurrentDropOut;
  }

  /** Sets {@link #getRecurrentDropOut()}. */
  public void setRecurrentDropOut(double probability) {
    this.recurrentDropOut = probability;
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other)
        && other instanceof LSTM that
        && variationalDropOut == that.variationalDropOut
        && recurrentDropOut == that.recurrentDropOut;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), variationalDropOut, recurrentDropOut);
  }

  /**
   * Builds the layer; the stock builder's methods, and dropout that keeps one mask for a whole
   * sequence.
   */
  @SuppressWarnings("unchecked")
  public static final class Builder extends AbstractLSTM.Builder<Builder> {
    private double variationalDropOut;
    private double recurrentDropOut;

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

    @Override
    public LSTM build() {
      return new LSTM(this);
    }
  }
}
