package io.palavra.kernels.convolution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Weights {@code W<width> [width * features, filters]} for each width, row-major in the flat vector
 * (row {@code step * features + feature}), then biases {@code b} of all filters.
 */
public final class ConvolutionParameters implements ParamInitializer {
  /** Key of the biases. */
  public static final String BIAS = "b";

  private final int[] widths;
  private final int[] filters;

  /**
   * @param widths steps that a filter sees
   * @param filters filters of each width
   */
  public ConvolutionParameters(int[] widths, int[] filters) {
    this.widths = widths.clone();
    this.filters = filters.clone();
  }

  /** Key of the weights of a width. */
  public static String weights(int width) {
    return "W" + width;
  }

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    long inputs = ((FeedForwardLayer) layer).getNIn();
    long sum = 0;
    for (int i = 0; i < widths.length; i++) {
      sum += filters[i] * (widths[i] * inputs + 1);
    }
    return sum;
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    List<String> keys = new ArrayList<>(weightKeys(layer));
    keys.add(BIAS);
    return keys;
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    List<String> keys = new ArrayList<>();
    for (int width : widths) {
      keys.add(weights(width));
    }
    return keys;
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return List.of(BIAS);
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return weightKeys(layer).contains(key);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return BIAS.equals(key);
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray paramsView, boolean initializeParams) {
    FeedForwardLayer layer = (FeedForwardLayer) conf.getLayer();
    paramKeys(layer).forEach(conf::addVariable);
    Map<String, INDArray> views = views(layer, paramsView);
    if (initializeParams) {
      for (int i = 0; i < widths.length; i++) {
        INDArray view = views.get(weights(widths[i]));
        double fanIn = (double) widths[i] * layer.getNIn();
        double fanOut = (double) widths[i] * filters[i];
        layer.getWeightInitFn().init(fanIn, fanOut, view.shape(), 'c', view.reshape(view.length()));
      }
      views.get(BIAS).assign(((org.deeplearning4j.nn.conf.layers.BaseLayer) layer).getBiasInit());
    }
    return views;
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradientView) {
    return views((FeedForwardLayer) conf.getLayer(), gradientView);
  }

  private Map<String, INDArray> views(FeedForwardLayer layer, INDArray all) {
    if (all.length() != numParams(layer)) {
      throw new IllegalStateException(
          "expected " + numParams(layer) + " parameters, got " + all.length());
    }
    INDArray vector = all.reshape(all.length());
    Map<String, INDArray> views = new LinkedHashMap<>();
    long from = 0;
    for (int i = 0; i < widths.length; i++) {
      long depth = widths[i] * layer.getNIn();
      long to = from + depth * filters[i];
      INDArray flat = vector.get(NDArrayIndex.interval(from, to));
      views.put(weights(widths[i]), flat.reshape('c', depth, filters[i]));
      from = to;
    }
    views.put(BIAS, vector.get(NDArrayIndex.interval(from, all.length())));
    return views;
  }
}
