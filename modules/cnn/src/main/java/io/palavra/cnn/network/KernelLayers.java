package io.palavra.cnn.network;

import io.palavra.kernels.EmbeddingSequenceLayer;
import io.palavra.kernels.OutputLayer;
import io.palavra.kernels.SegmentPooling;
import io.palavra.kernels.SequenceConvolution;
import io.palavra.kernels.SequenceMaxPooling;
import io.palavra.kernels.SequenceNormalization;
import io.palavra.kernels.TextConvolution;
import io.palavra.kernels.convolution.NormalizationKind;
import io.palavra.kernels.dropout.SequenceDropout;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** This project's layers. */
final class KernelLayers implements LayerSet {

  @Override
  public FeedForwardLayer.Builder<?> embedding(int frozenEpochs) {
    return new EmbeddingSequenceLayer.Builder().frozenEpochs(frozenEpochs);
  }

  @Override
  public IDropout dropout(double share) {
    return new SequenceDropout(1 - share);
  }

  @Override
  public String sideBySide(
      GraphBuilder graph, String vectors, Recipe recipe, NetworkOptions options) {
    TextConvolution.Builder filters =
        new TextConvolution.Builder(recipe.widths().stream().mapToInt(w -> w).toArray())
            .filters(recipe.filters())
            .largest(options.kMax())
            .border(options.border())
            .activation(Activation.RELU)
            .weightInit(WeightInit.RELU);
    if (options.embeddingDropout() > 0) {
      filters.dropOut(dropout(options.embeddingDropout()));
    }
    graph.addLayer(CnnNetwork.FILTERS, filters.build(), vectors);
    return CnnNetwork.FILTERS;
  }

  @Override
  public FeedForwardLayer.Builder<?> convolution(int width, int dilation, boolean learning) {
    return new SequenceConvolution.Builder(width)
        .dilation(dilation)
        .inputGradient(learning)
        .activation(Activation.RELU)
        .weightInit(WeightInit.RELU);
  }

  @Override
  public String addConvolution(GraphBuilder graph, String name, Layer convolution, String below) {
    graph.addLayer(name, convolution, below);
    return name;
  }

  @Override
  public Layer normalization(Normalization kind) {
    return new SequenceNormalization.Builder(
            kind == Normalization.BATCH ? NormalizationKind.BATCH : NormalizationKind.LAYER)
        .build();
  }

  @Override
  public Layer pooling(int size) {
    return new SequenceMaxPooling(size, size);
  }

  @Override
  public Layer segments(int number) {
    return new SegmentPooling(number);
  }

  @Override
  public BaseOutputLayer.Builder<?> output(ILossFunction loss) {
    return new OutputLayer.Builder(loss);
  }
}
