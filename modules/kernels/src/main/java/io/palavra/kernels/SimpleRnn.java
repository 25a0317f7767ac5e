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
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Elman's recurrent network, {@code h' = squash(W x + R h + b)}, with the parameters of {@link
 * org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn}.
 *
 * <p>At a masked step the output is zero and the state is carried over, wherever in the sequence
 * that step lies.
 */
public final class SimpleRnn extends BaseRecurrentLayer implements RecurrentCell {
  private static final long serialVersionUID = 1;
  private double variationalDropOut;
  private double recurrentDropOut;
  private boolean hasLayerNorm;

  /** For reading a configuration back; use the {@link Builder}. */
  private SimpleRnn() {}

  /** A layer as the builder says. */
  private SimpleRnn(Builder builder) {
    super(builder);
    this.variationalDropOut = Checks.dropping("variationalDropOut", builder.variationalDropOut);
    this.recurrentDropOut = Checks.dropping("recurrentDropOut", builder.recurrentDropOut);
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
    return CellKind.SIMPLE;
  }

  @Override
  public CellOptions options() {
    return new CellOptions(false, false, hasLayerNorm);
  }

  @Override
  public IActivation gateFunction() {
    return getActivationFn();
  }

  @Override
  public double[] startBiases() {
    return new double[] {getBiasInit()};
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
        && other instanceof SimpleRnn that
        && variationalDropOut == that.variationalDropOut
        && recurrentDropOut == that.recurrentDropOut
        && hasLayerNorm == that.hasLayerNorm;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), variationalDropOut, recurrentDropOut, hasLayerNorm);
  }

  /**
   * Builds the layer; the stock builder's methods, and dropout that keeps one mask for a whole
   * sequence.
   */
  @SuppressWarnings("unchecked")
  public static final class Builder extends BaseRecurrentLayer.Builder<Builder> {
    private double variationalDropOut;
    private double recurrentDropOut;
    private boolean hasLayerNorm;

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
     * Whether what input and recurrent weights produce is normalised, each by itself, over all
     * units of a step (Ba, Kiros and Hinton, "Layer Normalization", 2016); not unless set. Gains
     * and shifts are parameter {@code g}.
     */
    public Builder hasLayerNorm(boolean on) {
      this.hasLayerNorm = on;
      return this;
    }

    @Override
    public SimpleRnn build() {
      return new SimpleRnn(this);
    }
  }
}
