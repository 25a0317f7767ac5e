package io.palavra.kernels.embedding;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One matrix, {@code W [ids, vector]}, row-major in the flat vector. */
public final class EmbeddingParameters implements ParamInitializer {
  /** Key of the table. */
  public static final String TABLE = "W";

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    FeedForwardLayer table = (FeedForwardLayer) layer;
    return table.getNIn() * table.getNOut();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return List.of(TABLE);
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return List.of(TABLE);
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return List.of();
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return TABLE.equals(key);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return false;
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray paramsView, boolean initializeParams) {
    FeedForwardLayer layer = (FeedForwardLayer) conf.getLayer();
    conf.addVariable(TABLE);
    if (initializeParams) {
      // As in the stock layer, the size of the vocabulary does not count as fan-in.
      long[] shape = {layer.getNIn(), layer.getNOut()};
      layer
          .getWeightInitFn()
          .init(1, layer.getNOut(), shape, 'c', paramsView.reshape(paramsView.length()));
    }
    return table(layer, paramsView);
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradientView) {
    return table((FeedForwardLayer) conf.getLayer(), gradientView);
  }

  private static Map<String, INDArray> table(FeedForwardLayer layer, INDArray view) {
    Map<String, INDArray> table = new LinkedHashMap<>();
    table.put(TABLE, view.reshape('c', layer.getNIn(), layer.getNOut()));
    return table;
  }
}
