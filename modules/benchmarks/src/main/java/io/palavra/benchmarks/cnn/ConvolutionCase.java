package io.palavra.benchmarks.cnn;

import io.palavra.kernels.TextConvolution;
import io.palavra.kernels.convolution.Border;
import io.palavra.kernels.fit.FusedFit;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A classifier of texts and a mini-batch for it: embedding, filters of widths 3, 4 and 5, maximum
 * over time, softmax, Adam. No step is masked, so that all programs do the same work.
 *
 * @param name of the data whose size it has
 * @param ids size of the vocabulary
 * @param vector size of the word vectors
 * @param filters of each width
 * @param steps of a sequence
 * @param batch sequences
 */
record ConvolutionCase(String name, int ids, int vector, int filters, int steps, int batch)
    implements CnnCase {
  static final String WORDS = "words";
  static final int[] WIDTHS = {3, 4, 5};
  private static final int CLASSES = 6;

  @Override
  public String title(String what) {
    return "%s %s V=%d E=%d F=3x%d T=%d B=%d"
        .formatted(what, name, ids, vector, filters, steps, batch);
  }

  @Override
  public ConvolutionCase with(int sequences) {
    return new ConvolutionCase(name, ids, vector, filters, steps, sequences);
  }

  private GraphBuilder graph() {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .updater(new Adam(1e-3))
        .graphBuilder()
        .addInputs("ids")
        .setInputTypes(InputType.recurrent(ids, steps));
  }

  @Override
  public List<String> arguments() {
    return Stream.concat(
            Stream.of(WORDS), Stream.of(ids, vector, filters, steps, batch).map(String::valueOf))
        .toList();
  }

  /** This project's layer of classes. */
  static BaseOutputLayer.Builder<?> ourOutput() {
    return new io.palavra.kernels.OutputLayer.Builder(LossFunction.MCXENT);
  }

  /** Deeplearning4j's. */
  static BaseOutputLayer.Builder<?> stockOutput() {
    return new OutputLayer.Builder(LossFunction.MCXENT);
  }

  /** Closes a network with a softmax. */
  static ComputationGraph finish(GraphBuilder graph, String below, BaseOutputLayer.Builder<?> out) {
    graph
        .addLayer("out", out.nOut(CLASSES).activation(Activation.SOFTMAX).build(), below)
        .setOutputs("out");
    ComputationGraph network = new ComputationGraph(graph.build());
    network.init();
    return network;
  }

  @Override
  public ComputationGraph kernels() {
    GraphBuilder graph =
        graph()
            .addLayer(
                "vectors",
                new io.palavra.kernels.EmbeddingSequenceLayer.Builder()
                    .nIn(ids)
                    .nOut(vector)
                    .build(),
                "ids")
            .addLayer(
                "filters",
                new TextConvolution.Builder(WIDTHS)
                    .filters(filters)
                    .border(Border.SAME)
                    .activation(Activation.RELU)
                    .build(),
                "vectors");
    ComputationGraph network = finish(graph, "filters", ourOutput());
    if (!FusedFit.install(network)) {
      throw new IllegalStateException("FusedFit does not serve the benchmark's network");
    }
    return network;
  }

  @Override
  public ComputationGraph stock() {
    GraphBuilder graph =
        graph()
            .addLayer(
                "vectors",
                new EmbeddingSequenceLayer.Builder().nIn(ids).nOut(vector).build(),
                "ids");
    String[] pooled = new String[WIDTHS.length];
    for (int i = 0; i < WIDTHS.length; i++) {
      graph.addLayer(
          "filters-" + i,
          new Convolution1DLayer.Builder(WIDTHS[i])
              .nOut(filters)
              .convolutionMode(ConvolutionMode.Same)
              .activation(Activation.RELU)
              .build(),
          "vectors");
      pooled[i] = "pooled-" + i;
      graph.addLayer(pooled[i], new GlobalPoolingLayer(PoolingType.MAX), "filters-" + i);
    }
    graph.addVertex("all", new MergeVertex(), pooled);
    return finish(graph, "all", stockOutput());
  }

  @Override
  public MultiDataSet data() {
    Random random = new Random(1);
    INDArray x = Nd4j.create(DataType.FLOAT, batch, steps);
    INDArray classes = Nd4j.zeros(DataType.FLOAT, batch, CLASSES);
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < steps; t++) {
        x.putScalar(b, t, random.nextInt(ids));
      }
      classes.putScalar(b, random.nextInt(CLASSES), 1);
    }
    return new MultiDataSet(new INDArray[] {x}, new INDArray[] {classes}, null, null);
  }
}
