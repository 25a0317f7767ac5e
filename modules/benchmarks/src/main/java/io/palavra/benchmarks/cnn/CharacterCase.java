package io.palavra.benchmarks.cnn;

import io.palavra.kernels.SegmentPooling;
import io.palavra.kernels.SequenceConvolution;
import io.palavra.kernels.SequenceMaxPooling;
import io.palavra.kernels.fit.FusedFit;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.Subsampling1DLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/**
 * The small network over letters of Zhang, Zhao and LeCun (2015): six convolutions, pooled by 3
 * after the first, the second and the last, here with the greatest value over what is left, two
 * dense layers, softmax, Adam. The letters are one-hot.
 *
 * @param steps letters of a text
 * @param batch texts
 */
record CharacterCase(int steps, int batch) implements CnnCase {
  static final String NAME = "letters";
  private static final int LETTERS = 70;
  private static final int FILTERS = 256;
  private static final int DENSE = 1024;
  private static final int POOL = 3;
  private static final int[] WIDTHS = {7, 7, 3, 3, 3, 3};

  @Override
  public String title(String what) {
    return "%s %s E=%d F=%d T=%d B=%d".formatted(what, NAME, LETTERS, FILTERS, steps, batch);
  }

  @Override
  public CharacterCase with(int sequences) {
    return new CharacterCase(steps, sequences);
  }

  @Override
  public List<String> arguments() {
    return Stream.concat(
            Stream.of(NAME), Stream.of(LETTERS, DENSE, FILTERS, steps, batch).map(String::valueOf))
        .toList();
  }

  private GraphBuilder graph(Layer table) {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .updater(new Adam(1e-3))
        .graphBuilder()
        .addInputs("ids")
        .setInputTypes(InputType.recurrent(LETTERS, steps))
        .addLayer("letters", new FrozenLayer(table), "ids");
  }

  private ComputationGraph finish(
      GraphBuilder graph, String below, BaseOutputLayer.Builder<?> out) {
    String under = below;
    for (int i = 0; i < 2; i++) {
      graph.addLayer(
          "dense-" + i,
          new DenseLayer.Builder().nOut(DENSE).activation(Activation.RELU).build(),
          under);
      under = "dense-" + i;
    }
    ComputationGraph network = ConvolutionCase.finish(graph, under, out);
    network.getParam("letters_W").assign(Nd4j.eye(LETTERS).castTo(DataType.FLOAT));
    return network;
  }

  private static boolean pooled(int layer) {
    return layer < 2 || layer == WIDTHS.length - 1;
  }

  @Override
  public ComputationGraph kernels() {
    GraphBuilder graph =
        graph(
            new io.palavra.kernels.EmbeddingSequenceLayer.Builder()
                .nIn(LETTERS)
                .nOut(LETTERS)
                .build());
    String below = "letters";
    for (int i = 0; i < WIDTHS.length; i++) {
      graph.addLayer(
          "filters-" + i,
          new SequenceConvolution.Builder(WIDTHS[i])
              .inputGradient(i > 0)
              .nOut(FILTERS)
              .activation(Activation.RELU)
              .build(),
          below);
      below = "filters-" + i;
      if (pooled(i)) {
        graph.addLayer("pooled-" + i, new SequenceMaxPooling(POOL, POOL), below);
        below = "pooled-" + i;
      }
    }
    graph.addLayer("greatest", new SegmentPooling(1), below);
    ComputationGraph network = finish(graph, "greatest", ConvolutionCase.ourOutput());
    FusedFit.install(network);
    return network;
  }

  @Override
  public ComputationGraph stock() {
    GraphBuilder graph =
        graph(new EmbeddingSequenceLayer.Builder().nIn(LETTERS).nOut(LETTERS).build());
    String below = "letters";
    for (int i = 0; i < WIDTHS.length; i++) {
      graph.addLayer(
          "filters-" + i,
          new Convolution1DLayer.Builder(WIDTHS[i])
              .nOut(FILTERS)
              .convolutionMode(ConvolutionMode.Same)
              .activation(Activation.RELU)
              .build(),
          below);
      below = "filters-" + i;
      if (pooled(i)) {
        graph.addLayer(
            "pooled-" + i,
            new Subsampling1DLayer.Builder(Subsampling1DLayer.PoolingType.MAX, POOL, POOL).build(),
            below);
        below = "pooled-" + i;
      }
    }
    graph.addLayer("greatest", new GlobalPoolingLayer(PoolingType.MAX), below);
    return finish(graph, "greatest", ConvolutionCase.stockOutput());
  }

  @Override
  public MultiDataSet data() {
    return new ConvolutionCase(NAME, LETTERS, LETTERS, FILTERS, steps, batch).data();
  }
}
