package io.palavra.kernels;

import io.palavra.kernels.recurrent.BidirectionalLayer;
import io.palavra.kernels.recurrent.RecurrentCell;
import io.palavra.kernels.recurrent.RecurrentLayer;
import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A recurrent layer in both directions, with the parameters of the stock wrapper: those of the
 * forward direction, then those of the backward one. Around a recurrent layer of this package it
 * heeds masks and runs the directions side by side; around any other it is the stock wrapper.
 *
 * <p>Input dropout of the wrapped layer is drawn once for both directions.
 */
public final class Bidirectional extends org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional {
  private static final long serialVersionUID = 1;

  /** For reading a configuration back. */
  private Bidirectional() {}

  /** Both directions concatenated. */
  public Bidirectional(org.deeplearning4j.nn.conf.layers.Layer layer) {
    super(layer);
  }

  /** Both directions combined as {@code mode} says. */
  public Bidirectional(Mode mode, org.deeplearning4j.nn.conf.layers.Layer layer) {
    super(mode, layer);
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    if (!(getFwd() instanceof RecurrentCell)) {
      return super.instantiate(conf, listeners, index, parameters, initialize, type);
    }
    INDArray vector = parameters.reshape(parameters.length());
    long half = parameters.length() / 2;
    NeuralNetConfiguration forwardConf = conf.clone();
    forwardConf.setLayer(getFwd());
    NeuralNetConfiguration backwardConf = conf.clone();
    backwardConf.setLayer(getBwd());
    Layer forward =
        getFwd()
            .instantiate(
                forwardConf,
                listeners,
                index,
                vector.get(NDArrayIndex.interval(0, half)),
                initialize,
                type);
    Layer backward =
        getBwd()
            .instantiate(
                backwardConf,
                listeners,
                index,
                vector.get(NDArrayIndex.interval(half, 2 * half)),
                initialize,
                type);
    BidirectionalLayer layer =
        new BidirectionalLayer(
            conf, (RecurrentLayer) forward, (RecurrentLayer) backward, parameters, type);
    // Once more, as the stock wrapper does: so the same seed begins with the same weights.
    layer.setParamTable(initializer().init(conf, parameters, initialize));
    layer.setConf(conf);
    return layer;
  }
}
