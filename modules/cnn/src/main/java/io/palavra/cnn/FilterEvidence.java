package io.palavra.cnn;

import io.palavra.cnn.network.CnnNetwork;
import io.palavra.kernels.TextConvolution;
import io.palavra.kernels.convolution.TextConvolutionLayer;
import io.palavra.training.kind.Firing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Which stretches of a text the filters that stand side by side took their values from. */
final class FilterEvidence {

  private FilterEvidence() {}

  /**
   * The stretches, the most telling for a class first; none where the network has no such filters,
   * or dense layers between them and the classes.
   */
  static List<Firing> of(ComputationGraph network, int[] ids, int label) {
    INDArray weights = network.getParam(CnnNetwork.CLASSES + "_W");
    if (!network.getConfiguration().getVertices().containsKey(CnnNetwork.FILTERS)
        || !(network.getLayer(CnnNetwork.FILTERS) instanceof TextConvolutionLayer layer)
        || weights.size(0) != layer.layerConf().getNOut()) {
      return List.of();
    }
    float[][] row = new float[1][ids.length];
    for (int i = 0; i < ids.length; i++) {
      row[0][i] = ids[i];
    }
    double[] values =
        network
            .feedForward(Nd4j.createFromArray(row), false)
            .get(CnnNetwork.FILTERS)
            .toDoubleVector();
    TextConvolution filters = layer.layerConf();
    double[][] classWeights = weights.toDoubleMatrix();
    List<Firing> firings = new ArrayList<>();
    int first = 0;
    for (int output = 0; output < values.length; output++) {
      int width = filters.width(output);
      if (output > 0 && width != filters.width(output - 1)) {
        first = output;
      }
      int start = layer.windowStart(0, output);
      int from = Math.max(0, start);
      int to = Math.min(ids.length, start + width);
      if (values[output] > 0 && start != Integer.MIN_VALUE && from < to) {
        double[] byClass = classWeights[output];
        String unit =
            String.format(
                Locale.ROOT,
                "filter %d of width %d",
                (output - first) / filters.getLargest() + 1,
                width);
        double speaks = values[output] * (byClass[label] - mean(byClass));
        firings.add(new Firing(unit, best(byClass), from, to, values[output], speaks));
      }
    }
    firings.sort(Comparator.comparingDouble(Firing::contribution).reversed());
    return firings;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static int best(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }
}
