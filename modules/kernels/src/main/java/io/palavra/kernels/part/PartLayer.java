package io.palavra.kernels.part;

import io.palavra.kernels.memory.Needs;
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
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Configuration of a layer with one input, {@code [batch, nIn, time]} or {@code [batch, nIn]},
 * which is made of a part. A masked step gives zeros and plays no part in anything else.
 */
public abstract class PartLayer extends FeedForwardLayer implements PartSource {
  private static final long serialVersionUID = 1;

  /** For reading a configuration back. */
  protected PartLayer() {}

  /** As the builder says. */
  protected PartLayer(FeedForwardLayer.Builder<?> builder) {
    super(builder);
  }

  /** All options of the class itself, for comparisons. */
  protected abstract List<Object> options();

  /** Whether one vector is made of a sequence. */
  protected boolean pools() {
    return false;
  }

  /** Whether the output is as wide as the input. */
  protected boolean keepsWidth() {
    return false;
  }

  /**
   * Whether a step's output depends on other steps, so that vectors are no input for it, and pieces
   * of sequences neither.
   */
  protected boolean looksAround() {
    return false;
  }

  /** The layer that runs the part. */
  protected Layer layer(NeuralNetConfiguration conf, DataType type) {
    return looksAround() ? new WholeLayerRun<>(conf, type) : new PartLayerRun<>(conf, type);
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    if (keepsWidth()) {
      Checks.outputs(this, index, getNIn());
    }
    return Instance.of(layer(conf, type), this, conf, listeners, index, parameters, initialize);
  }

  @Override
  public ParamInitializer initializer() {
    return new ParameterTable();
  }

  @Override
  public int[] inputWidths() {
    return new int[] {Math.toIntExact(getNIn())};
  }

  @Override
  public void setNIn(InputType inputType, boolean override) {
    super.setNIn(inputType, override);
    if (keepsWidth()) {
      setNOut(getNIn());
    }
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType inputType) {
    if (inputType instanceof InputType.InputTypeRecurrent sequence) {
      if (sequence.getFormat() == RNNFormat.NWC) {
        throw new IllegalStateException(
            "layer "
                + getLayerName()
                + " (index "
                + layerIndex
                + ") reads [batch, features, time], not "
                + inputType);
      }
      return pools()
          ? InputType.feedForward(getNOut())
          : InputType.recurrent(getNOut(), sequence.getTimeSeriesLength());
    }
    if (looksAround()) {
      throw new IllegalStateException(
          "layer "
              + getLayerName()
              + " (index "
              + layerIndex
              + ") reads sequences, not "
              + inputType
              + ": put a FeedForwardToRnnPreProcessor before it");
    }
    return InputType.feedForward(getNOut());
  }

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
    boolean vectors = inputType instanceof InputType.InputTypeFeedForward;
    return vectors && looksAround() ? SequenceInput.ofVectors() : SequenceInput.before(inputType);
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    return Needs.of(this, inputType);
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other)
        && other instanceof PartLayer that
        && getClass() == that.getClass()
        && options().equals(that.options());
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), options());
  }
}
