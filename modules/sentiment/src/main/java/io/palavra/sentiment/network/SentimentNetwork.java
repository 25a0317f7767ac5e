package io.palavra.sentiment.network;

import io.palavra.kernels.Bidirectional;
import io.palavra.kernels.output.AdaptiveSoftmaxOutput;
import io.palavra.kernels.output.SoftmaxOutput;
import io.palavra.training.classification.NetworkShape;
import io.palavra.training.kind.LayerChoice;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/**
 * Word vectors, recurrent layers, pooling, softmax.
 *
 * <p>Input {@code tokens}: ids {@code [batch, time]} with a mask of the same shape, padded at the
 * end. Output {@code classes}: probabilities {@code [batch, classes]}.
 *
 * <p>With Deeplearning4j's own layers the backward direction is a forward layer between two
 * reversals by length, because their Bidirectional wrapper does not see the mask around an LSTM.
 */
public final class SentimentNetwork {
  /** The network's input. */
  public static final String TOKENS = "tokens";

  /** The network's output. */
  public static final String CLASSES = "classes";

  /** The output of the language model. */
  public static final String WORDS = "words";

  private static final double EMBEDDING_DEVIATION = 0.1;

  /** Words are more to learn from than classes are, and are less soon known by heart. */
  private static final double LANGUAGE_DROPOUT = 0.2;

  /** From so many words on the seldom ones are told from fewer features. */
  private static final int MANY_WORDS = 4000;

  private final NetworkOptions options;
  private final NetworkShape shape;
  private final GraphBuilder graph;
  private final LayerSet set;

  private SentimentNetwork(
      NeuralNetConfiguration.Builder training, NetworkOptions options, NetworkShape shape) {
    this.options = options;
    this.shape = shape;
    this.graph =
        training
            .graphBuilder()
            .addInputs(TOKENS)
            .setInputTypes(InputType.recurrent(shape.vocabulary()));
    this.set = new LayerSet(options, shape.layers());
  }

  /**
   * @param training what is common to all layers: updater, regularisation, seed, data type
   * @throws io.palavra.pipeline.BadInputException when the layers that are to be used lack
   *     something that the options ask for
   */
  public static ComputationGraphConfiguration configuration(
      NeuralNetConfiguration.Builder training, NetworkOptions options, NetworkShape shape) {
    SentimentNetwork network = new SentimentNetwork(training, options, shape);
    network.build();
    return network.graph.build();
  }

  /**
   * The word vectors and the lowest recurrent layer of {@link #configuration}, with the same names,
   * under an output that tells of each word which one follows and, where a chain reads from the
   * end, which one comes before, for all places behind the former: {@code [batch, 2 * time]}. Both
   * directions share the output's weights (Peters et al. 2018, section 3.1).
   *
   * @param training as for {@link #configuration}
   */
  public static ComputationGraphConfiguration languageModel(
      NeuralNetConfiguration.Builder training, NetworkOptions options, NetworkShape shape) {
    SentimentNetwork network =
        new SentimentNetwork(training, options.droppingAtMost(LANGUAGE_DROPOUT), shape);
    network.buildLanguageModel();
    return network.graph.build();
  }

  private void buildLanguageModel() {
    graph.addLayer("embedding", embedding(), TOKENS);
    graph.addLayer(WORDS, words(), directions()).setOutputs(WORDS);
  }

  /** The states of both directions, one behind the other. */
  private String directions() {
    if (!options.bidirectional()) {
      return forward(0, "embedding");
    }
    boolean joined = options.layers() > 1 || joined();
    String states = joined ? states(0, "embedding") : apart(0, "embedding");
    graph.addVertex("directions", new DirectionsInTurn(), states);
    return "directions";
  }

  private Layer words() {
    int words = shape.vocabulary();
    double keep = options.dropout() > 0 ? 1 - options.dropout() : 0;
    return words < MANY_WORDS
        ? new SoftmaxOutput.Builder().nOut(words).dropOut(keep).build()
        : new AdaptiveSoftmaxOutput.Builder()
            .nOut(words)
            .cutoffs(words / 10, words * 2 / 5)
            .shrink(2)
            .dropOut(keep)
            .build();
  }

  private void build() {
    graph.addLayer("embedding", embedding(), TOKENS);
    String below = "embedding";
    for (int layer = 0; layer < options.layers() - 1; layer++) {
      below = states(layer, below);
    }
    String vector = pooled(options.layers() - 1, below);
    graph.addLayer(CLASSES, output(), vector).setOutputs(CLASSES);
  }

  private Layer embedding() {
    Layer layer =
        set.embedding(shape.pretrained() ? options.frozenEpochs() : 0)
            .nIn(shape.vocabulary())
            .nOut(options.embedding())
            .weightInit(new NormalDistribution(0, EMBEDDING_DEVIATION))
            .build();
    return shape.pretrained() && !options.tuneVectors() ? new FrozenLayer(layer) : layer;
  }

  /** The states at each position, of both directions where there are two. */
  private String states(int layer, String below) {
    if (!options.bidirectional()) {
      return forward(layer, below);
    }
    if (shape.layers() == LayerChoice.STOCK) {
      return apart(layer, below);
    }
    String states = "states-" + layer;
    graph.addLayer(states, new Bidirectional(recurrent(layer)), below);
    return states;
  }

  /** The same from a layer a direction. */
  private String apart(int layer, String below) {
    String states = "states-" + layer;
    String forward = forward(layer, below);
    String aligned = "backward-" + layer + "-aligned";
    graph.addVertex(aligned, new ReverseByLength(TOKENS), backward(layer, below));
    graph.addVertex(states, new MergeVertex(), forward, aligned);
    return states;
  }

  private String forward(int layer, String below) {
    String name = "forward-" + layer;
    graph.addLayer(name, recurrent(layer), below);
    return name;
  }

  /** The states of the chain that reads from the end, in the order in which it reads. */
  private String backward(int layer, String below) {
    String reversed = "reversed-" + layer;
    graph.addVertex(reversed, new ReverseByLength(TOKENS), below);
    String name = "backward-" + layer;
    graph.addLayer(name, recurrent(layer), reversed);
    return name;
  }

  private Layer recurrent(int layer) {
    return set.forward(layer == 0 ? options.embeddingDropout() : options.dropout());
  }

  /** One vector a text, from the top recurrent layer: {@code [batch, states]}. */
  private String pooled(int layer, String below) {
    if (options.pooling() == Pooling.ATTENTION) {
      return attention(states(layer, below));
    }
    if (!options.bidirectional()) {
      return pool("pooled", forward(layer, below));
    }
    if (joined()) {
      return pool("pooled", states(layer, below));
    }
    // These poolings do not ask in which order a direction read, so nothing is turned back.
    String forward = pool("forward-pooled", forward(layer, below));
    String backward = pool("backward-pooled", backward(layer, below));
    graph.addVertex("pooled", new MergeVertex(), forward, backward);
    return "pooled";
  }

  /** Whether the top layer's directions are one layer, and their states stand side by side. */
  private boolean joined() {
    return options.pooling() == Pooling.ATTENTION
        || options.pooling() != Pooling.LAST && shape.layers() == LayerChoice.KERNELS;
  }

  private String pool(String name, String states) {
    if (options.pooling() == Pooling.LAST && shape.layers() == LayerChoice.STOCK) {
      graph.addVertex(name, new LastTimeStepVertex(TOKENS), states);
    } else {
      graph.addLayer(name, set.pooling(), states);
    }
    return name;
  }

  /** Scores each position by u · tanh(W h + b), equation 5 of Yang et al. 2016. */
  private String attention(String states) {
    DenseLayer view =
        new DenseLayer.Builder().nOut(options.hidden()).activation(Activation.TANH).build();
    DenseLayer score =
        new DenseLayer.Builder().nOut(1).hasBias(false).activation(Activation.IDENTITY).build();
    graph.addLayer("attention-view", view, states);
    graph.addLayer("attention-score", score, "attention-view");
    graph.addVertex("pooled", new AttentionPooling(TOKENS), states, "attention-score");
    return "pooled";
  }

  private Layer output() {
    BaseOutputLayer.Builder<?> output = set.output(new LossMCXENT());
    output.nOut(shape.classes()).activation(Activation.SOFTMAX).weightInit(WeightInit.XAVIER);
    if (options.dropout() > 0) {
      output.dropOut(1 - options.dropout());
    }
    return output.build();
  }
}
