package io.palavra.kernels.part;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The last part of {@link FeedForwardLayer#instantiate}, which all layers have in common. */
public final class Instance {

  private Instance() {}

  /**
   * Gives a new layer its place in a network, once its sizes are known to be set.
   *
   * @param layer a layer without parameters yet
   * @param source its configuration
   * @param parameters its part of the network's flat vector
   * @param initialize whether to fill that part
   * @return {@code layer}
   */
  public static Layer of(
      Layer layer,
      FeedForwardLayer source,
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize) {
    LayerValidation.assertNInNOutSet(
        source.getClass().getSimpleName(),
        source.getLayerName(),
        index,
        source.getNIn(),
        source.getNOut());
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    layer.setParamTable(source.initializer().init(conf, parameters, initialize));
    layer.setConf(conf);
    return layer;
  }
}
