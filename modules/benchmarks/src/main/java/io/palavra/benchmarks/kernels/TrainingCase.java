package io.palavra.benchmarks.kernels;

import io.palavra.kernels.SequencePooling;
import io.palavra.kernels.fit.FusedFit;
import io.palavra.kernels.plain.PlainPath;
import io.palavra.kernels.pooling.PoolingKind;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A classifier of sequences and a mini-batch for it: embedding, one recurrent layer, maximum over
 * time, softmax, Adam.
 *
 * @param cell the recurrent layer
 * @param ids size of the vocabulary
 * @param vector size of the word vectors
 * @param units of the recurrent layer
 * @param steps of the longest sequence there can be
 * @param batch sequences
 * @param lengths how many steps the sequences have
 */
record TrainingCase(
    Cell cell, int ids, int vector, int units, int steps, int batch, Lengths lengths) {

  /** Lengths of sequences, drawn between deciles. */
  enum Lengths {
    /** Half of the steps at least. */
    HALF,
    /** Words and marks of a sentence of the movie reviews of Pang and Lee (2005), all 10,662. */
    MR(1, 9, 13, 16, 19, 21, 24, 27, 30, 35, 61),
    /** Words and marks of a review of IMDB (Maas et al., 2011), every tenth of 50,000. */
    IMDB(8, 99, 137, 153, 174, 199, 235, 287, 371, 531, 1987);

    private final int[] deciles;

    Lengths(int... deciles) {
      this.deciles = deciles;
    }

    private int draw(Random random, int steps) {
      if (this == HALF) {
        return steps / 2 + random.nextInt(steps / 2 + 1);
      }
      double at = random.nextDouble() * (deciles.length - 1);
      int i = (int) at;
      return (int)
          Math.min(steps, Math.round(deciles[i] + (at - i) * (deciles[i + 1] - deciles[i])));
    }
  }

  /** Recurrent layers. */
  enum Cell {
    LSTM,
    BI_LSTM,
    GRU,
    RNN;

    /** Whether Deeplearning4j has it. */
    boolean stock() {
      return this != GRU;
    }

    /** As titles and scripts call it. */
    String title() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Tokens of a step, padding included. */
  double tokens() {
    return (double) batch * steps;
  }

  /** The cell's name and the sizes, as {@code recurrent.py} reads them. */
  List<String> arguments() {
    return Stream.concat(
            Stream.of(cell.title()),
            Stream.of(ids, vector, units, steps, batch).map(String::valueOf))
        .toList();
  }

  /** The case that {@link #arguments} and the name of the lengths describe. */
  static TrainingCase of(List<String> arguments, Lengths lengths) {
    Cell cell =
        Stream.of(Cell.values())
            .filter(each -> each.title().equals(arguments.get(0)))
            .findFirst()
            .orElseThrow();
    int[] sizes = arguments.stream().skip(1).mapToInt(Integer::parseInt).toArray();
    return new TrainingCase(cell, sizes[0], sizes[1], sizes[2], sizes[3], sizes[4], lengths);
  }

  /** Begins with {@code what} is measured of the cell. */
  String title(String what) {
    String title =
        "%s-%s V=%d E=%d H=%d T=%d B=%d"
            .formatted(cell.title(), what, ids, vector, units, steps, batch);
    return lengths == Lengths.HALF ? title : title + " lengths of " + lengths;
  }

  /**
   * Additions and multiplications of the recurrent layer's matrix products in a step, of all steps
   * of the padded mini-batch: input and state, forward, and twice that backward.
   */
  double operations() {
    int gates =
        switch (cell) {
          case LSTM -> 4;
          case BI_LSTM -> 8;
          case GRU -> 3;
          case RNN -> 1;
        };
    return 6.0 * steps * batch * gates * units * (vector + units);
  }

  private GraphBuilder graph() {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .updater(new Adam(1e-3))
        .graphBuilder()
        .addInputs("ids");
  }

  private ComputationGraph finish(
      GraphBuilder graph, Layer recurrent, Layer pooling, BaseOutputLayer.Builder<?> out) {
    int width = cell == Cell.BI_LSTM ? 2 * units : units;
    graph
        .addLayer("recurrent", recurrent, "vectors")
        .addLayer("pooled", pooling, "recurrent")
        .addLayer("out", out.nIn(width).nOut(2).activation(Activation.SOFTMAX).build(), "pooled")
        .setOutputs("out");
    ComputationGraph network = new ComputationGraph(graph.build());
    network.init();
    return network;
  }

  /** The network on this project's layers. */
  ComputationGraph kernels() {
    Layer recurrent =
        switch (cell) {
          case LSTM, BI_LSTM ->
              new io.palavra.kernels.LSTM.Builder()
                  .nIn(vector)
                  .nOut(units)
                  .activation(Activation.TANH)
                  .build();
          case GRU ->
              new io.palavra.kernels.GRU.Builder()
                  .nIn(vector)
                  .nOut(units)
                  .activation(Activation.TANH)
                  .build();
          case RNN ->
              new io.palavra.kernels.SimpleRnn.Builder()
                  .nIn(vector)
                  .nOut(units)
                  .activation(Activation.TANH)
                  .build();
        };
    GraphBuilder graph =
        graph()
            .addLayer(
                "vectors",
                new io.palavra.kernels.EmbeddingSequenceLayer.Builder()
                    .nIn(ids)
                    .nOut(vector)
                    .build(),
                "ids");
    ComputationGraph network =
        finish(
            graph,
            cell == Cell.BI_LSTM ? new io.palavra.kernels.Bidirectional(recurrent) : recurrent,
            new SequencePooling(PoolingKind.MAX),
            new io.palavra.kernels.OutputLayer.Builder(LossFunction.MCXENT));
    if (!FusedFit.install(network) && !PlainPath.taken()) {
      throw new IllegalStateException("FusedFit does not serve the benchmark's network");
    }
    return network;
  }

  /** The network on Deeplearning4j's layers. */
  ComputationGraph stock() {
    Layer recurrent =
        switch (cell) {
          case LSTM, BI_LSTM ->
              new LSTM.Builder().nIn(vector).nOut(units).activation(Activation.TANH).build();
          case RNN ->
              new SimpleRnn.Builder().nIn(vector).nOut(units).activation(Activation.TANH).build();
          case GRU -> throw new IllegalStateException("Deeplearning4j has no GRU");
        };
    GraphBuilder graph =
        graph()
            .addLayer(
                "vectors",
                new EmbeddingSequenceLayer.Builder().nIn(ids).nOut(vector).build(),
                "ids");
    return finish(
        graph,
        cell == Cell.BI_LSTM ? new Bidirectional(recurrent) : recurrent,
        new GlobalPoolingLayer.Builder(PoolingType.MAX).build(),
        new OutputLayer.Builder(LossFunction.MCXENT));
  }

  /** A mini-batch: ids, masks, classes. */
  MultiDataSet data() {
    Random random = new Random(1);
    INDArray x = Nd4j.create(DataType.FLOAT, batch, steps);
    INDArray mask = Nd4j.zeros(DataType.FLOAT, batch, steps);
    INDArray classes = Nd4j.zeros(DataType.FLOAT, batch, 2);
    for (int b = 0; b < batch; b++) {
      int length = lengths.draw(random, steps);
      for (int t = 0; t < steps; t++) {
        x.putScalar(b, t, random.nextInt(ids));
        mask.putScalar(b, t, t < length ? 1 : 0);
      }
      classes.putScalar(b, random.nextInt(2), 1);
    }
    return new MultiDataSet(
        new INDArray[] {x}, new INDArray[] {classes}, new INDArray[] {mask}, null);
  }
}
