package io.palavra.benchmarks.kernels;

import io.palavra.kernels.Bidirectional;
import io.palavra.kernels.EmbeddingSequenceLayer;
import io.palavra.kernels.GRU;
import io.palavra.kernels.decoder.AttentionDecoder;
import io.palavra.kernels.decoder.DecoderAttention;
import io.palavra.kernels.decoder.DecoderCell;
import io.palavra.kernels.decoder.DecoderOptions;
import io.palavra.kernels.fit.FusedFit;
import io.palavra.kernels.output.SoftmaxOutput;
import io.palavra.kernels.transformer.TransformerEncoder;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/**
 * A training step of a network with attention: a bidirectional GRU and a decoder with additive
 * attention and input feeding, or one block of a Transformer; a softmax at the end, Adam.
 * Deeplearning4j has nothing of the kind that trains.
 *
 * @param kind which of them
 * @param labels of the softmax, and ids of the embeddings where there are any
 * @param units of every layer
 * @param steps of a sequence; all of them count
 * @param batch sequences
 */
record AttentionCase(Kind kind, int labels, int units, int steps, int batch) {

  /** What is trained. */
  enum Kind {
    RNN_ATTENTION("rnn-attention"),
    TRANSFORMER("transformer");

    private final String title;

    Kind(String title) {
      this.title = title;
    }
  }

  /** A case of 256 units. */
  static AttentionCase small(Kind kind) {
    return kind == Kind.RNN_ATTENTION
        ? new AttentionCase(kind, 8_000, 256, 24, 32)
        : new AttentionCase(kind, 10, 256, 32, 64);
  }

  /** A case of 512 units. */
  static AttentionCase large(Kind kind) {
    return kind == Kind.RNN_ATTENTION
        ? new AttentionCase(kind, 8_000, 512, 24, 64)
        : new AttentionCase(kind, 10, 512, 128, 16);
  }

  /** The kind and the sizes, as {@code attention.py} reads them. */
  List<String> arguments() {
    return Stream.concat(
            Stream.of(kind.title), Stream.of(labels, units, steps, batch).map(String::valueOf))
        .toList();
  }

  /** The case that {@link #arguments} describe. */
  static AttentionCase of(List<String> arguments) {
    Kind kind =
        Stream.of(Kind.values())
            .filter(each -> each.title.equals(arguments.get(0)))
            .findFirst()
            .orElseThrow();
    int[] sizes = arguments.stream().skip(1).mapToInt(Integer::parseInt).toArray();
    return new AttentionCase(kind, sizes[0], sizes[1], sizes[2], sizes[3]);
  }

  String title() {
    return "%s-train V=%d H=%d T=%d B=%d".formatted(kind.title, labels, units, steps, batch);
  }

  /** Target tokens of a step. */
  double tokens() {
    return (double) steps * batch;
  }

  private GraphBuilder translator(GraphBuilder graph) {
    DecoderOptions decoder =
        new DecoderOptions(
            DecoderCell.GRU,
            DecoderAttention.ADDITIVE,
            units,
            2 * units,
            0,
            units,
            units,
            units,
            true,
            0);
    return graph
        .addInputs("source", "target")
        .addLayer("sources", embedding(), "source")
        .addLayer("targets", embedding(), "target")
        .addLayer(
            "memory",
            new Bidirectional(
                new GRU.Builder().nIn(units).nOut(units).activation(Activation.TANH).build()),
            "sources")
        .addVertex("states", new AttentionDecoder(decoder), "targets", "memory");
  }

  private EmbeddingSequenceLayer embedding() {
    return new EmbeddingSequenceLayer.Builder().nIn(labels).nOut(units).build();
  }

  /** The network on this project's layers. */
  ComputationGraph network() {
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder().seed(1).updater(new Adam(1e-3)).graphBuilder();
    if (kind == Kind.RNN_ATTENTION) {
      translator(graph);
    } else {
      graph
          .addInputs("x")
          .addLayer("states", new TransformerEncoder.Builder().nIn(units).heads(4).build(), "x");
    }
    ComputationGraph network =
        new ComputationGraph(
            graph
                .addLayer(
                    "out", new SoftmaxOutput.Builder().nIn(units).nOut(labels).build(), "states")
                .setOutputs("out")
                .build());
    network.init();
    if (!FusedFit.install(network)) {
      throw new IllegalStateException("FusedFit does not serve the benchmark's network");
    }
    return network;
  }

  /** A mini-batch. */
  MultiDataSet data() {
    Random random = new Random(1);
    INDArray[] inputs =
        kind == Kind.TRANSFORMER
            ? new INDArray[] {Nd4j.randn(DataType.FLOAT, batch, units, steps)}
            : new INDArray[] {ids(random), ids(random)};
    return new MultiDataSet(inputs, new INDArray[] {ids(random)});
  }

  private INDArray ids(Random random) {
    INDArray ids = Nd4j.create(DataType.INT32, batch, steps);
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < steps; t++) {
        ids.putScalar(b, t, random.nextInt(labels));
      }
    }
    return ids;
  }
}
