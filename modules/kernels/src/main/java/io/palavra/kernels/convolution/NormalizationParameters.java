package io.palavra.kernels.convolution;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Vectors of a normalisation, one after the other. */
public final class NormalizationParameters implements ParamInitializer {
  /** Key of the factors. */
  public static final String GAIN = "gamma";

  /** Key of the summands. */
  public static final String SHIFT = "beta";

  /** Key of the kept means; of a batch normalisation only. */
  public static final String MEAN = "mean";

  /** Key of the kept variances; of a batch normalisation only. */
  public static final String VARIANCE = "var";

  private final List<String> keys;

  /** The parameters of a kind of normalisation. */
  public NormalizationParameters(NormalizationKind kind) {
    this.keys =
        kind == NormalizationKind.BATCH
            ? List.of(GAIN, SHIFT, MEAN, VARIANCE)
            : List.of(GAIN, SHIFT);
  }

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    return keys.size() * ((FeedForwardLayer) layer).getNOut();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return keys;
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return List.of();
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return List.of();
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return false;
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return false;
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray paramsView, boolean initializeParams) {
    keys.forEach(conf::addVariable);
    Map<String, INDArray> views = views(conf.getLayer(), paramsView);
    if (initializeParams) {
      views.forEach((key, view) -> view.assign(GAIN.equals(key) || VARIANCE.equals(key) ? 1 : 0));
    }
    return views;
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradientView) {
    return views(conf.getLayer(), gradientView);
  }

  private Map<String, INDArray> views(Layer layer, INDArray all) {
    long features = ((FeedForwardLayer) layer).getNOut();
    INDArray vector = all.reshape(all.length());
    Map<String, INDArray> views = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      views.put(keys.get(i), vector.get(NDArrayIndex.interval(i * features, (i + 1) * features)));
    }
    return views;
  }
}
