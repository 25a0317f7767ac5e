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
 * units]} and biases {@code b}, and gains {@code g} where the layer normalises, in this order and
 * in column-major order in the flat vector, as in Deeplearning4j's LSTM, GravesLSTM and SimpleRnn.
 * Peepholes are three columns more of {@code RW}: of the forget, the output and the input gate.
 */
public final class RecurrentParameters implements ParamInitializer {
  /** Key of the input weights. */
  public static final String INPUT = "W";

  /** Key of the recurrent weights. */
  public static final String RECURRENT = "RW";

  /** Key of the biases. */
  public static final String BIAS = "b";

  /** Key of the gains of layer normalisation, where there are any. */
  public static final String GAIN = "g";

  private static final List<String> KEYS = List.of(INPUT, RECURRENT, BIAS);
  private static final List<String> KEYS_WITH_GAINS = List.of(INPUT, RECURRENT, BIAS, GAIN);

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    RecurrentCell cell = (RecurrentCell) layer;
    CellOptions options = cell.options();
    CellKind kind = cell.kind();
    return cell.getNOut()
        * (kind.gates() * (cell.getNIn() + cell.getNOut())
            + kind.peepholes(options)
            + kind.biases(options)
            + kind.gains(options));
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return ((RecurrentCell) layer).options().layerNorm() ? KEYS_WITH_GAINS : KEYS;
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
    paramKeys(conf.getLayer()).forEach(conf::addVariable);
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
              views.get(RECURRENT).shape(),
              'f',
              flat(views.get(RECURRENT)));
      double[] biases = cell.startBiases();
      for (int i = 0; i < biases.length; i++) {
        views.get(BIAS).get(NDArrayIndex.interval(i * units, (i + 1) * units)).assign(biases[i]);
      }
      if (views.containsKey(GAIN)) {
        views.get(GAIN).get(NDArrayIndex.interval(0, gains(cell))).assign(1);
        views.get(GAIN).get(NDArrayIndex.interval(gains(cell), views.get(GAIN).length())).assign(0);
      }
    }
    return views;
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradientView) {
    return views(conf.getLayer(), gradientView);
  }

  /** How many of the gains are factors; those that follow are added. */
  private static long gains(RecurrentCell cell) {
    int all = cell.kind().gains(cell.options());
    return cell.getNOut() * (cell.kind() == CellKind.LSTM ? all - 1 : all);
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
    long recurrentWidth = width + cell.kind().peepholes(cell.options());
    long biasFrom = recurrentFrom + units * recurrentWidth;
    long gainFrom = biasFrom + cell.kind().biases(cell.options()) * units;
    INDArray vector = all.reshape(all.length());
    Map<String, INDArray> views = new LinkedHashMap<>();
    views.put(
        INPUT, vector.get(NDArrayIndex.interval(0, recurrentFrom)).reshape('f', inputs, width));
    views.put(
        RECURRENT,
        vector
            .get(NDArrayIndex.interval(recurrentFrom, biasFrom))
            .reshape('f', units, recurrentWidth));
    views.put(BIAS, vector.get(NDArrayIndex.interval(biasFrom, gainFrom)));
    if (gainFrom < all.length()) {
      views.put(GAIN, vector.get(NDArrayIndex.interval(gainFrom, all.length())));
    }
    return views;
  }
}
