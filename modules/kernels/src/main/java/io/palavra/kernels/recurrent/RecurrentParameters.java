package io.palavra.kernels.recurrent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Input weights {@code W [inputs, gates * units]}, recurrent weights {@code RW [units, gates *
 * units]} and biases {@code b}, in this order and in column-major order in the flat vector, as in
 * Deeplearning4j's LSTM and SimpleRnn.
 */
public final class RecurrentParameters implements ParamInitializer {
  /** Key of the input weights. */
  public static final String INPUT = "W";

  /** Key of the recurrent weights. */
  public static final String RECURRENT = "RW";

  /** Key of the biases. */
  public static final String BIAS = "b";

  private static final List<String> KEYS = List.of(INPUT, RECURRENT, BIAS);

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    RecurrentCell cell = (RecurrentCell) layer;
    return cell.getNOut()
        * (cell.kind().gates() * (cell.getNIn() + cell.getNOut()) + cell.kind().biases());
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return KEYS;
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return List.of(INPUT, RECURRENT);
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return List.of(BIAS);
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return INPUT.equals(key) || RECURRENT.equals(key);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return BIAS.equals(key);
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray paramsView, boolean initializeParams) {
    RecurrentCell cell = (RecurrentCell) conf.getLayer();
    KEYS.forEach(conf::addVariable);
    Map<String, INDArray> views = views(conf.getLayer(), paramsView);
    if (initializeParams) {
      long inputs = cell.getNIn();
      long units = cell.getNOut();
      long width = cell.kind().gates() * units;
      boolean gated = width > units;
      IWeightInit recurrent = cell.getWeightInitFnRecurrent();
      cell.getWeightInitFn()
          .init(
              gated ? units : inputs,
              gated ? inputs + units : units,
              new long[] {inputs, width},
              'f',
              flat(views.get(INPUT)));
      (recurrent == null ? cell.getWeightInitFn() : recurrent)
          .init(
              units,
              gated ? inputs + units : units,
              new long[] {units, width},
              'f',
              flat(views.get(RECURRENT)));
      double[] biases = cell.startBiases();
      for (int i = 0; i < biases.length; i++) {
        views.get(BIAS).get(NDArrayIndex.interval(i * units, (i + 1) * units)).assign(biases[i]);
      }
    }
    return views;
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradientView) {
    return views(conf.getLayer(), gradientView);
  }

  private static INDArray flat(INDArray weights) {
    return weights.reshape('f', new long[] {weights.length()});
  }

  private Map<String, INDArray> views(Layer layer, INDArray all) {
    RecurrentCell cell = (RecurrentCell) layer;
    if (all.length() != numParams(layer)) {
      throw new IllegalStateException(
          "expected " + numParams(layer) + " parameters, got " + all.length());
    }
    long inputs = cell.getNIn();
    long units = cell.getNOut();
    long width = cell.kind().gates() * units;
    long recurrentFrom = inputs * width;
    long biasFrom = recurrentFrom + units * width;
    INDArray vector = all.reshape(all.length());
    Map<String, INDArray> views = new LinkedHashMap<>();
    views.put(
        INPUT, vector.get(NDArrayIndex.interval(0, recurrentFrom)).reshape('f', inputs, width));
    views.put(
        RECURRENT,
        vector.get(NDArrayIndex.interval(recurrentFrom, biasFrom)).reshape('f', units, width));
    views.put(BIAS, vector.get(NDArrayIndex.interval(biasFrom, all.length())));
    return views;
  }
}
