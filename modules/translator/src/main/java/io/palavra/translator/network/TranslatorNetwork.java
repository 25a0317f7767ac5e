package io.palavra.translator.network;

import io.palavra.kernels.Bidirectional;
import io.palavra.kernels.EmbeddingSequenceLayer;
import io.palavra.kernels.GRU;
import io.palavra.kernels.LSTM;
import io.palavra.kernels.SequencePooling;
import io.palavra.kernels.attention.Attention;
import io.palavra.kernels.pooling.PoolingKind;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/**
 * Encoder and decoder as they are trained, the whole translation known ("teacher forcing").
 *
 * <p>The encoder's states are a memory {@code [batch, hidden, source time]}. The decoder reads the
 * sub-word before each step and, at every step, the mean of the memory, one vector of fixed size
 * (as Cho et al. 2014 feed theirs). With attention its state asks the memory afterwards, and state
 * and answer make the reading {@code tanh(W [state; context] + b)} (Luong et al. 2015, equation 5)
 * of which softmax gives the next sub-word.
 *
 * <p>Inputs {@link #SOURCE} and {@link #TARGET}: ids {@code [batch, time]} with masks. Output
 * {@link #NEXT}: probabilities {@code [batch, vocabulary, target time]}.
 */
public final class TranslatorNetwork {
  /** Ids of the sentence to translate. */
  public static final String SOURCE = "source";

  /** Ids before each step of the translation, the beginning first. */
  public static final String TARGET = "target";

  /** Probabilities of the sub-word due at each step. */
  public static final String NEXT = "next";

  static final String SOURCE_EMBEDDING = "source-embedding";
  static final String TARGET_EMBEDDING = "target-embedding";
  static final String MEMORY = "memory";
  static final String SUMMARY = "summary";
  static final String DECODER = "decoder";
  static final String ATTENTION = "attention";
  static final String READING = "reading";

  private static final double EMBEDDING_DEVIATION = 0.1;

  private final NetworkOptions options;
  private final GraphBuilder graph;
  private final int sources;
  private final int targets;

  private TranslatorNetwork(NetworkOptions options, GraphBuilder graph, int sources, int targets) {
    this.options = options;
    this.graph = graph;
    this.sources = sources;
    this.targets = targets;
  }

  /**
   * @param training what is common to all layers: updater, regularisation, seed, data type
   * @param sources size of the source's vocabulary
   * @param targets size of the target's
   */
  public static ComputationGraphConfiguration configuration(
      NeuralNetConfiguration.Builder training, NetworkOptions options, int sources, int targets) {
    GraphBuilder graph =
        training
            .graphBuilder()
            .addInputs(SOURCE, TARGET)
            .setInputTypes(InputType.recurrent(sources), InputType.recurrent(targets));
    new TranslatorNetwork(options, graph, sources, targets).build();
    return graph.build();
  }

  private void build() {
    graph.addLayer(SOURCE_EMBEDDING, embedding(sources), SOURCE);
    graph.addLayer(TARGET_EMBEDDING, embedding(targets), TARGET);
    String below = SOURCE_EMBEDDING;
    for (int layer = 0; layer < options.layers(); layer++) {
      String name = layer == options.layers() - 1 ? MEMORY : "encoder-" + layer;
      graph.addLayer(name, encoder(layer), below);
      below = name;
    }
    graph.addLayer(SUMMARY, new SequencePooling(PoolingKind.MEAN), MEMORY);
    graph.addVertex("summary-at-each-step", new DuplicateToTimeSeriesVertex(TARGET), SUMMARY);
    graph.addVertex("read", new MergeVertex(), TARGET_EMBEDDING, "summary-at-each-step");
    graph.addLayer(DECODER, recurrent(options.hidden(), options.embeddingDropout()), "read");
    graph.addLayer(READING, reading(), attended());
    graph.addLayer(NEXT, output(), READING).setOutputs(NEXT);
  }

  private String attended() {
    int size = options.hidden();
    if (options.attention() == AttentionKind.NONE) {
      return DECODER;
    }
    Attention attention =
        switch (options.attention()) {
          case ADDITIVE -> Attention.additive(size, size, size);
          case DOT -> Attention.dot(size);
          case GENERAL -> Attention.general(size, size);
          case NONE -> throw new IllegalStateException();
        };
    graph.addVertex(ATTENTION, attention, DECODER, MEMORY);
    graph.addVertex("state-and-context", new MergeVertex(), DECODER, ATTENTION);
    return "state-and-context";
  }

  private static Layer embedding(int vocabulary, int size) {
    return new EmbeddingSequenceLayer.Builder()
        .nIn(vocabulary)
        .nOut(size)
        .weightInit(new NormalDistribution(0, EMBEDDING_DEVIATION))
        .build();
  }

  private Layer embedding(int vocabulary) {
    return embedding(vocabulary, options.embedding());
  }

  private Layer encoder(int layer) {
    double dropout = layer == 0 ? options.embeddingDropout() : options.dropout();
    return options.bidirectional()
        ? new Bidirectional(recurrent(options.hidden() / 2, dropout))
        : recurrent(options.hidden(), dropout);
  }

  private Layer recurrent(int size, double inputDropout) {
    BaseRecurrentLayer.Builder<?> builder =
        options.cell() == Cell.GRU
            ? new GRU.Builder().variationalDropOut(inputDropout)
            : new LSTM.Builder().variationalDropOut(inputDropout);
    builder.nOut(size).activation(Activation.TANH);
    return builder.build();
  }

  private Layer reading() {
    return new DenseLayer.Builder()
        .nOut(options.embedding())
        .activation(Activation.TANH)
        .weightInit(WeightInit.XAVIER)
        .build();
  }

  private Layer output() {
    RnnOutputLayer.Builder output =
        new RnnOutputLayer.Builder(new LossSparseMCXENT())
            .nOut(targets)
            .activation(Activation.SOFTMAX)
            .weightInit(WeightInit.XAVIER);
    if (options.dropout() > 0) {
      output.dropOut(1 - options.dropout());
    }
    return output.build();
  }
}
