package io.palavra.kernels;

import io.palavra.kernels.memory.Needs;
import io.palavra.kernels.part.Checks;
import io.palavra.kernels.part.Instance;
import io.palavra.kernels.recurrent.CellKind;
import io.palavra.kernels.recurrent.CellOptions;
import io.palavra.kernels.recurrent.RecurrentCell;
import io.palavra.kernels.recurrent.RecurrentLayer;
import io.palavra.kernels.recurrent.RecurrentParameters;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Gated recurrent unit (Cho et al., 2014) with the reset gate after the recurrent product, as in
 * cuDNN and PyTorch:
 *
 * <pre>
 * r = gate(W_r x + R_r h + b_r)
 * z = gate(W_z x + R_z h + b_z)
 * n = squash(W_n x + b_n + r (R_n h + c_n))
 * h' = (1 - z) n + z h
 * </pre>
 *
 * <p>Parameters: {@code W [inputs, 3 units]} and {@code RW [units, 3 units]} in the order r, z, n,
 * and {@code b [4 units]}: {@code b_r, b_z, b_n, c_n}. PyTorch's two bias vectors add up but for
 * the last quarter, which is {@code bias_hh}'s own.
 *
 * <p>At a masked step the output is zero and the state is carried over, wherever in the sequence
 * that step lies.
 */
public final class GRU extends BaseRecurrentLayer implements RecurrentCell {
  private static final long serialVersionUID = 1;
  private IActivation gateActivationFn = new ActivationSigmoid();
  private double variationalDropOut;
  private double recurrentDropOut;
  private boolean resetBefore;
  private boolean hasLayerNorm;

  /** For reading a configuration back; use the {@link Builder}. */
  private GRU() {}

  /** A layer as the builder says. */
  private GRU(Builder builder) {
    super(builder);
    this.gateActivationFn = builder.gateActivationFn;
    this.variationalDropOut = Checks.dropping("variationalDropOut", builder.variationalDropOut);
    this.recurrentDropOut = Checks.dropping("recurrentDropOut", builder.recurrentDropOut);
    this.resetBefore = builder.resetBefore;
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
    return CellKind.GRU;
  }

  @Override
  public CellOptions options() {
    return new CellOptions(false, resetBefore, hasLayerNorm);
  }

  @Override
  public IActivation gateFunction() {
    return gateActivationFn;
  }

  @Override
  public double[] startBiases() {
    double[] start = new double[kind().biases(options())];
    Arrays.fill(start, getBiasInit());
    return start;
  }

  /** The activation of the gates. */
  public IActivation getGateActivationFn() {
    return gateActivationFn;
  }

  /** Sets {@link #getGateActivationFn()}. */
  public void setGateActivationFn(IActivation activation) {
    this.gateActivationFn = activation;
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

  /** Whether the reset gate acts before the recurrent product. */
  public boolean isResetBefore() {
    return resetBefore;
  }

  /** Sets {@link #isResetBefore()}. */
  public void setResetBefore(boolean on) {
    this.resetBefore = on;
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
        && other instanceof GRU that
        && gateActivationFn.equals(that.gateActivationFn)
        && variationalDropOut == that.variationalDropOut
        && recurrentDropOut == that.recurrentDropOut
        && hasLayerNorm == that.hasLayerNorm
        && resetBefore == that.resetBefore;
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        super.hashCode(), variationalDropOut, recurrentDropOut, resetBefore, hasLayerNorm);
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
    private boolean resetBefore;
    private IActivation gateActivationFn = new ActivationSigmoid();

    /** The activation of the gates; the logistic function unless set. */
    public Builder gateActivationFunction(IActivation activation) {
      this.gateActivationFn = activation;
      return this;
    }

    /** The activation of the gates; the logistic function unless set. */
    public Builder gateActivationFunction(Activation activation) {
      return gateActivationFunction(activation.getActivationFunction());
    }

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
     * Whether the reset gate acts on the state before the recurrent product, {@code n = squash(W_n
     * x + R_n (r h) + b_n)}, as in Cho et al. (2014); not unless set. There is no {@code c_n} then,
     * and a step costs two products.
     */
    public Builder resetBefore(boolean on) {
      this.resetBefore = on;
      return this;
    }

    /**
     * Whether what input and recurrent weights produce is normalised, each by itself, over all
     * units of a step (Ba, Kiros and Hinton, "Layer Normalization", 2016); not unless set. Gates
     * and content are normalised apart. Gains and shifts are parameter {@code g}.
     */
    public Builder hasLayerNorm(boolean on) {
      this.hasLayerNorm = on;
      return this;
    }

    @Override
    public GRU build() {
      return new GRU(this);
    }
  }
}
