package io.palavra.kernels;

import io.palavra.kernels.memory.Needs;
import io.palavra.kernels.part.SequenceInput;
import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.NoParamLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Configuration of a layer that pools sequences of either format. */
abstract class PoolingOverTime extends NoParamLayer {
  private static final long serialVersionUID = 1;
  private RNNFormat format = RNNFormat.NCW;

  /** Whether features or time come first in the input. */
  public final RNNFormat getFormat() {
    return format;
  }

  /** Sets {@link #getFormat()}. */
  public final void setFormat(RNNFormat format) {
    this.format = format;
  }

  /** The layer that pools. */
  abstract Layer layer(NeuralNetConfiguration conf, DataType type);

  /** What becomes of sequences. */
  abstract InputType pooled(InputType.InputTypeRecurrent sequence);

  @Override
  public final Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    Layer layer = layer(conf, type);
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setConf(conf);
    return layer;
  }

  @Override
  public final InputType getOutputType(int layerIndex, InputType inputType) {
    if (!(inputType instanceof InputType.InputTypeRecurrent sequence)) {
      throw new IllegalStateException(
          "layer "
              + getLayerName()
              + " (index "
              + layerIndex
              + ") pools sequences, got "
              + inputType);
    }
    return pooled(sequence);
  }

  @Override
  public final void setNIn(InputType inputType, boolean override) {
    if (inputType instanceof InputType.InputTypeRecurrent sequence
        && sequence.getFormat() != null) {
      format = sequence.getFormat();
    }
  }

  @Override
  public final InputPreProcessor getPreProcessorForInputType(InputType inputType) {
    return SequenceInput.before(inputType);
  }

  @Override
  public final LayerMemoryReport getMemoryReport(InputType inputType) {
    return Needs.of(this, inputType);
  }
}
