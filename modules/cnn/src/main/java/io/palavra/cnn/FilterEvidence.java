package io.palavra.cnn;

import io.palavra.cnn.network.CnnNetwork;
import io.palavra.kernels.TextConvolution;
import io.palavra.kernels.convolution.TextConvolutionLayer;
import io.palavra.training.kind.Firing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Which stretches of a text the filters that stand side by side took their values from. */
final class FilterEvidence {

  /** Texts that are looked at together. */
  private static final int ROWS = 64;

  private final TextConvolutionLayer layer;
  private final double[][] classWeights;
  private final double[] means;
  private final int[] favours;
  private final String[] names;

  private FilterEvidence(TextConvolutionLayer layer, double[][] classWeights, boolean oneClass) {
    int outputs = classWeights.length;
    this.layer = layer;
    this.classWeights = classWeights;
    this.means = new double[outputs];
    this.favours = new int[outputs];
    this.names = new String[outputs];
    TextConvolution filters = layer.layerConf();
    int first = 0;
    for (int output = 0; output < outputs; output++) {
      int width = filters.width(output);
      if (output > 0 && width != filters.width(output - 1)) {
        first = output;
      }
      int number = (output - first) / filters.getLargest() + 1;
      means[output] = oneClass ? mean(classWeights[output]) : 0;
      favours[output] = best(classWeights[output]);
      names[output] = String.format(Locale.ROOT, "filter %d of width %d", number, width);
    }
  }

  /**
   * The stretches of each text, the most telling for a class first; none where the network has no
   * such filters, or dense layers between them and the classes.
   *
   * @param texts ids of each, at least one
   */
  static List<List<Firing>> of(ComputationGraph network, List<int[]> texts, int label) {
    INDArray weights = network.getParam(CnnNetwork.CLASSES + "_W");
    if (!network.getConfiguration().getVertices().containsKey(CnnNetwork.FILTERS)
        || !(network.getLayer(CnnNetwork.FILTERS) instanceof TextConvolutionLayer layer)
        || weights.size(0) != layer.layerConf().getNOut()) {
      return texts.stream().map(text -> List.<Firing>of()).toList();
    }
    FilterEvidence evidence =
        new FilterEvidence(layer, weights.toDoubleMatrix(), oneClass(network));
    List<Integer> byLength =
        IntStream.range(0, texts.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> texts.get(i).length))
            .toList();
    List<List<Firing>> all = new ArrayList<>(Collections.nCopies(texts.size(), List.of()));
    for (int from = 0; from < byLength.size(); from += ROWS) {
      List<Integer> some = byLength.subList(from, Math.min(byLength.size(), from + ROWS));
      double[][] values = values(network, some.stream().map(texts::get).toList());
      for (int row = 0; row < some.size(); row++) {
        int text = some.get(row);
        all.set(text, evidence.of(row, values[row], texts.get(text).length, label));
      }
    }
    return all;
  }

  /** Whether classes exclude one another, so that what speaks for all of them speaks for none. */
  private static boolean oneClass(ComputationGraph network) {
    return network.getLayer(CnnNetwork.CLASSES).conf().getLayer() instanceof BaseOutputLayer output
        && output.getActivationFn() instanceof ActivationSoftmax;
  }

  /** What the filters give for each text. */
  private static double[][] values(ComputationGraph network, List<int[]> texts) {
    // Deeplearning4j takes a mask of one row and one step for no vector at all.
    int time = Math.max(2, texts.stream().mapToInt(text -> text.length).max().orElse(0));
    float[][] ids = new float[texts.size()][time];
    float[][] mask = new float[texts.size()][time];
    for (int row = 0; row < ids.length; row++) {
      int[] text = texts.get(row);
      for (int i = 0; i < text.length; i++) {
        ids[row][i] = text[i];
        mask[row][i] = 1;
      }
    }
    network.setLayerMaskArrays(new INDArray[] {Nd4j.createFromArray(mask)}, null);
    try {
      return network
          .feedForward(Nd4j.createFromArray(ids), false)
          .get(CnnNetwork.FILTERS)
          .toDoubleMatrix();
    } finally {
      network.clearLayerMaskArrays();
    }
  }

  private List<Firing> of(int row, double[] values, int length, int label) {
    List<Firing> firings = new ArrayList<>();
    for (int output = 0; output < values.length; output++) {
      int start = layer.windowStart(row, output);
      int from = Math.max(0, start);
      int to = Math.min(length, start + layer.layerConf().width(output));
      if (values[output] > 0 && start != Integer.MIN_VALUE && from < to) {
        double[] byClass = classWeights[output];
        double speaks = values[output] * (byClass[label] - means[output]);
        firings.add(new Firing(names[output], favours[output], from, to, values[output], speaks));
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
