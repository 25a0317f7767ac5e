package io.palavra.translator.network;

import io.palavra.kernels.Bidirectional;
import io.palavra.kernels.EmbeddingSequenceLayer;
import io.palavra.kernels.GRU;
import io.palavra.kernels.LSTM;
import io.palavra.kernels.decoder.AttentionDecoder;
import io.palavra.kernels.decoder.DecoderCell;
import io.palavra.kernels.decoder.DecoderOptions;
import io.palavra.kernels.output.SoftmaxOutput;
import io.palavra.kernels.output.TiedWeights;
import io.palavra.kernels.transformer.LayerNorm;
import io.palavra.kernels.transformer.PositionalEncoding;
import io.palavra.kernels.transformer.TransformerDecoder;
import io.palavra.kernels.transformer.TransformerEncoder;
import io.palavra.kernels.transformer.TransformerOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;

/**
 * Encoder and decoder as they are trained, the whole translation known ("teacher forcing").
 *
 * <p>The encoder's states are a memory {@code [batch, hidden, source time]}. A recurrent decoder
 * begins from their mean, reads the sub-word before each step, and, with attention, looks at the
 * memory at every step ({@link AttentionDecoder}); a Transformer's blocks look at the sub-words
 * before and at the memory. Softmax of the output foretells the next sub-word.
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
  private static final String SOURCE_PLACES = "source-positions";
  private static final String TARGET_PLACES = "target-positions";

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

  /**
   * Makes one table of those that the options say are one; to be done whenever a network has been
   * initialised, before it learns or computes.
   *
   * @return the network
   */
  public static ComputationGraph tie(ComputationGraph network, NetworkOptions options) {
    if (options.tied() == Tying.TARGET) {
      TiedWeights.tie(network, TARGET_EMBEDDING, NEXT);
    } else if (options.tied() == Tying.ALL) {
      TiedWeights.tie(network, List.of(SOURCE_EMBEDDING, TARGET_EMBEDDING), NEXT);
    }
    return network;
  }

  /** Where a layer stands in the order in which all are computed. */
  static int place(ComputationGraph network, String name) {
    return Arrays.stream(network.topologicalSortOrder())
        .mapToObj(i -> network.getVertices()[i].getVertexName())
        .toList()
        .indexOf(name);
  }

  /** What lies between the vectors of the translation so far and the softmax. */
  static List<String> targetSide(NetworkOptions options) {
    if (options.architecture() == Architecture.RECURRENT) {
      return List.of(DECODER);
    }
    List<String> names = new ArrayList<>(List.of(TARGET_PLACES));
    for (int layer = 0; layer < options.depth(); layer++) {
      names.add(DECODER + "-" + layer);
    }
    if (options.normFirst()) {
      names.add(DECODER);
    }
    return names;
  }

  private void build(int sources, int targets) {
    graph.addLayer(SOURCE_EMBEDDING, embedding(sources), SOURCE);
    graph.addLayer(TARGET_EMBEDDING, embedding(targets), TARGET);
    if (options.architecture() == Architecture.RECURRENT) {
      recurrent();
    } else {
      transformer();
    }
    List<String> side = targetSide(options);
    graph
        .addLayer(
            NEXT,
            new SoftmaxOutput.Builder()
                .nOut(targets)
                .labelSmoothing(labelSmoothing)
                .weightInit(WeightInit.XAVIER)
                .build(),
            side.get(side.size() - 1))
        .setOutputs(NEXT);
  }

  private void recurrent() {
    String below = SOURCE_EMBEDDING;
    for (int layer = 0; layer < options.depth(); layer++) {
      String name = layer == options.depth() - 1 ? MEMORY : "encoder-" + layer;
      graph.addLayer(name, encoder(layer), below);
      below = name;
    }
    graph.addVertex(DECODER, decoder(), TARGET_EMBEDDING, MEMORY);
  }

  private void transformer() {
    graph.addLayer(SOURCE_PLACES, positions(), SOURCE_EMBEDDING);
    graph.addLayer(TARGET_PLACES, positions(), TARGET_EMBEDDING);
    String below = SOURCE_PLACES;
    for (int layer = 0; layer < options.depth(); layer++) {
      boolean last = layer == options.depth() - 1 && !options.normFirst();
      String name = last ? MEMORY : "encoder-" + layer;
      graph.addLayer(name, block(), below);
      below = name;
    }
    if (options.normFirst()) {
      graph.addLayer(MEMORY, new LayerNorm.Builder().build(), below);
    }
    TransformerOptions shape =
        new TransformerOptions(
            options.hidden(),
            options.hidden(),
            options.heads(),
            options.feedForward(),
            options.normFirst(),
            options.dropout(),
            options.attentionDropout());
    below = TARGET_PLACES;
    for (int layer = 0; layer < options.depth(); layer++) {
      String name = DECODER + "-" + layer;
      graph.addVertex(name, new TransformerDecoder(shape), below, MEMORY);
      below = name;
    }
    if (options.normFirst()) {
      graph.addLayer(DECODER, new LayerNorm.Builder().build(), below);
    }
  }

  private Layer positions() {
    return new PositionalEncoding.Builder()
        .scaled(true)
        .sumDropOut(options.embeddingDropout())
        .build();
  }

  private Layer block() {
    return new TransformerEncoder.Builder()
        .heads(options.heads())
        .inner(options.feedForward())
        .normFirst(options.normFirst())
        .residualDropOut(options.dropout())
        .attentionDropOut(options.attentionDropout())
        .weightInit(WeightInit.XAVIER)
        .build();
  }

  private Layer embedding(int vocabulary) {
    return new EmbeddingSequenceLayer.Builder()
        .nIn(vocabulary)
        .nOut(options.vector())
        .weightInit(new NormalDistribution(0, deviation()))
        .build();
  }

  /** A Transformer's vectors are multiplied with the square root of their size first. */
  private double deviation() {
    return options.architecture() == Architecture.RECURRENT
        ? EMBEDDING_DEVIATION
        : 1 / Math.sqrt(options.vector());
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
