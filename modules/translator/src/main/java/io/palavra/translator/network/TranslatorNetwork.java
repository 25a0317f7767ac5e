package io.palavra.translator.network;

import io.palavra.kernels.Bidirectional;
import io.palavra.kernels.EmbeddingSequenceLayer;
import io.palavra.kernels.GRU;
import io.palavra.kernels.LSTM;
import io.palavra.kernels.decoder.AttentionDecoder;
import io.palavra.kernels.decoder.DecoderCell;
import io.palavra.kernels.decoder.DecoderOptions;
import io.palavra.kernels.output.SoftmaxOutput;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;

/**
 * Encoder and decoder as they are trained, the whole translation known ("teacher forcing").
 *
 * <p>The encoder's states are a memory {@code [batch, hidden, source time]}. The decoder begins
 * from their mean, reads the sub-word before each step, and, with attention, looks at the memory at
 * every step ({@link AttentionDecoder}); softmax of its output foretells the next sub-word.
 *
 * <p>Inputs {@link #SOURCE} and {@link #TARGET}: ids {@code [batch, time]} with masks. Labels: ids
 * {@code [batch, target time]}.
 */
public final class TranslatorNetwork {
  /** Ids of the sentence to translate. */
  public static final String SOURCE = "source";

  /** Ids before each step of the translation, the beginning first. */
  public static final String TARGET = "target";

  /** Foretells the sub-word due at each step. */
  public static final String NEXT = "next";

  static final String SOURCE_EMBEDDING = "source-embedding";
  static final String TARGET_EMBEDDING = "target-embedding";
  static final String MEMORY = "memory";
  static final String DECODER = "decoder";

  private static final double EMBEDDING_DEVIATION = 0.1;

  private final NetworkOptions options;
  private final double labelSmoothing;
  private final GraphBuilder graph;

  private TranslatorNetwork(NetworkOptions options, double labelSmoothing, GraphBuilder graph) {
    this.options = options;
    this.labelSmoothing = labelSmoothing;
    this.graph = graph;
  }

  /**
   * @param training what is common to all layers: updater, regularisation, seed, data type
   * @param labelSmoothing share of a target that is spread over the vocabulary
   * @param sources size of the source's vocabulary
   * @param targets size of the target's
   */
  public static ComputationGraphConfiguration configuration(
      NeuralNetConfiguration.Builder training,
      NetworkOptions options,
      double labelSmoothing,
      int sources,
      int targets) {
    GraphBuilder graph =
        training
            .graphBuilder()
            .addInputs(SOURCE, TARGET)
            .setInputTypes(InputType.recurrent(sources), InputType.recurrent(targets));
    new TranslatorNetwork(options, labelSmoothing, graph).build(sources, targets);
    return graph.build();
  }

  private void build(int sources, int targets) {
    graph.addLayer(SOURCE_EMBEDDING, embedding(sources), SOURCE);
    graph.addLayer(TARGET_EMBEDDING, embedding(targets), TARGET);
    String below = SOURCE_EMBEDDING;
    for (int layer = 0; layer < options.layers(); layer++) {
      String name = layer == options.layers() - 1 ? MEMORY : "encoder-" + layer;
      graph.addLayer(name, encoder(layer), below);
      below = name;
    }
    graph.addVertex(DECODER, decoder(), TARGET_EMBEDDING, MEMORY);
    graph
        .addLayer(
            NEXT,
            new SoftmaxOutput.Builder()
                .nOut(targets)
                .labelSmoothing(labelSmoothing)
                .weightInit(WeightInit.XAVIER)
                .build(),
            DECODER)
        .setOutputs(NEXT);
  }

  private Layer embedding(int vocabulary) {
    return new EmbeddingSequenceLayer.Builder()
        .nIn(vocabulary)
        .nOut(options.embedding())
        .weightInit(new NormalDistribution(0, EMBEDDING_DEVIATION))
        .build();
  }

  private Layer encoder(int layer) {
    return options.bidirectional()
        ? new Bidirectional(recurrent(options.hidden() / 2, layer))
        : recurrent(options.hidden(), layer);
  }

  private Layer recurrent(int size, int layer) {
    double dropout = layer == 0 ? options.embeddingDropout() : options.dropout();
    BaseRecurrentLayer.Builder<?> builder =
        options.cell() == DecoderCell.GRU
            ? new GRU.Builder().variationalDropOut(dropout)
            : new LSTM.Builder().variationalDropOut(dropout);
    builder.nOut(size).activation(Activation.TANH);
    return builder.build();
  }

  private AttentionDecoder decoder() {
    int size = options.hidden();
    return new AttentionDecoder(
        new DecoderOptions(
            options.cell(),
            options.attention(),
            options.embedding(),
            size,
            0,
            size,
            size,
            options.embedding(),
            options.inputFeeding(),
            options.dropout()));
  }
}
