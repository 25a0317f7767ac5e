package io.palavra.cnn.network;

import io.palavra.kernels.convolution.Border;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.option.OptionValue;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.util.MaskLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * Deeplearning4j's own layers. Their convolution reads what stands in padding, so before each of
 * them padding is set to zero.
 */
final class StockLayers implements LayerSet {
  private final NetworkOptions options;

  StockLayers(NetworkOptions options) {
    this.options = options;
    lacks("kMax", options.kMax() > 1, options.kMax());
    lacks("border", options.border() != Border.SAME, options.border());
    // Behind a merge of two tables the stock embedding is handed a gradient that it misreads.
    lacks("vectors", options.vectors() == VectorUse.MULTICHANNEL, options.vectors());
    lacks("frozenEpochs", options.frozenEpochs() > 0, options.frozenEpochs());
    lacks("normalization", options.normalization() != Normalization.NONE, options.normalization());
  }

  private static void lacks(String option, boolean asked, Object value) {
    if (asked) {
      throw BadInputException.of(
          "option " + option,
          OptionValue.of(value),
          "its default, or --layers kernels: Deeplearning4j's own layers have no other for texts of"
              + " different lengths");
    }
  }

  @Override
  public FeedForwardLayer.Builder<?> embedding(int frozenEpochs) {
    return new EmbeddingSequenceLayer.Builder();
  }

  @Override
  public IDropout dropout(double share) {
    return new Dropout(1 - share);
  }

  @Override
  public String sideBySide(
      GraphBuilder graph, String vectors, Recipe recipe, NetworkOptions network) {
    List<String> pooled = new ArrayList<>();
    for (int width : recipe.widths()) {
      FeedForwardLayer.Builder<?> filters = convolution(width, 1, true).nOut(recipe.filters());
      if (network.embeddingDropout() > 0) {
        filters.dropOut(dropout(network.embeddingDropout()));
      }
      String name = addConvolution(graph, "filters-" + width, filters.build(), vectors);
      graph.addLayer("pooled-" + width, segments(1), name);
      pooled.add("pooled-" + width);
    }
    graph.addVertex(CnnNetwork.FILTERS, new MergeVertex(), pooled.toArray(String[]::new));
    return CnnNetwork.FILTERS;
  }

  @Override
  public FeedForwardLayer.Builder<?> convolution(int width, int dilation, boolean learning) {
    return new Convolution1DLayer.Builder(width)
        .dilation(dilation)
        .convolutionMode(ConvolutionMode.Same)
        .activation(Activation.RELU)
        .weightInit(WeightInit.RELU);
  }

  @Override
  public String addConvolution(GraphBuilder graph, String name, Layer convolution, String below) {
    graph.addLayer(name + "-masked", new MaskLayer(), below);
    graph.addLayer(name, convolution, name + "-masked");
    return name;
  }

  @Override
  public Layer normalization(Normalization kind) {
    throw new IllegalStateException("refused before");
  }

  @Override
  public Layer pooling(int size) {
    throw BadInputException.of(
        "option pools",
        String.valueOf(size),
        "1 for each layer, or --layers kernels: Deeplearning4j's own pooling reads padding");
  }

  @Override
  public Layer segments(int number) {
    lacks("segments", number > 1, number);
    return new GlobalPoolingLayer(PoolingType.MAX);
  }

  @Override
  public BaseOutputLayer.Builder<?> output(ILossFunction loss) {
    return new OutputLayer.Builder(loss);
  }
}
