package io.palavra.cnn.network;

import io.palavra.training.classification.NetworkBuilder;
import io.palavra.training.classification.NetworkShape;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/**
 * Vectors, convolutions, pooling, dense layers, softmax.
 *
 * <p>Input {@code tokens}: ids {@code [batch, time]} with a mask of the same shape. Output {@code
 * classes}: probabilities {@code [batch, classes]}.
 */
public final class CnnNetwork {
  /** The network's input. */
  public static final String TOKENS = "tokens";

  /** The network's output. */
  public static final String CLASSES = "classes";

  /** The convolution with filters side by side. */
  public static final String FILTERS = "filters";

  private static final double EMBEDDING_DEVIATION = 0.1;

  private final NetworkOptions options;
  private final Recipe recipe;
  private final NetworkShape shape;
  private final GraphBuilder graph;
  private final LayerSet set;

  private CnnNetwork(
      NetworkOptions options, Recipe recipe, NetworkShape shape, GraphBuilder graph) {
    this.options = options;
    this.recipe = recipe;
    this.shape = shape;
    this.graph = graph;
    this.set = LayerSet.of(options, shape.layers());
  }

  /**
   * @param training what is common to all layers: updater, regularisation, seed, data type
   * @param tokenizer the name of what cuts the texts
   * @throws io.palavra.pipeline.BadInputException when the layers that are to be used lack
   *     something that the options ask for
   */
  public static ComputationGraphConfiguration configuration(
      NeuralNetConfiguration.Builder training,
      NetworkOptions options,
      String tokenizer,
      NetworkShape shape) {
    GraphBuilder graph =
        training
            .graphBuilder()
            .addInputs(TOKENS)
            .setInputTypes(InputType.recurrent(shape.vocabulary()));
    new CnnNetwork(options, Recipe.of(options, tokenizer), shape, graph).build();
    return graph.build();
  }

  private void build() {
    String vectors = vectors();
    String below = options.style().sideBySide() ? sideBySide(vectors) : stack(vectors);
    for (int i = 0; i < recipe.denseLayers(); i++) {
      String name = "dense-" + i;
      DenseLayer.Builder dense =
          new DenseLayer.Builder()
              .nOut(recipe.dense())
              .activation(Activation.RELU)
              .weightInit(WeightInit.RELU);
      graph.addLayer(name, dropped(dense, options.dropout()).build(), below);
      below = name;
    }
    graph.addLayer(CLASSES, output(), below).setOutputs(CLASSES);
  }

  /** Whether the table of vectors, if there is but one, does not learn. */
  private boolean stays() {
    return recipe.oneHot() || options.vectors() == VectorUse.STATIC;
  }

  private String vectors() {
    boolean stays = stays();
    if (options.vectors() != VectorUse.MULTICHANNEL) {
      graph.addLayer(NetworkBuilder.EMBEDDING, table(stays), TOKENS);
      return NetworkBuilder.EMBEDDING;
    }
    graph.addLayer(NetworkBuilder.FIXED_EMBEDDING, table(true), TOKENS);
    graph.addLayer(NetworkBuilder.EMBEDDING, table(false), TOKENS);
    graph.addVertex(
        "channels", new MergeVertex(), NetworkBuilder.EMBEDDING, NetworkBuilder.FIXED_EMBEDDING);
    return "channels";
  }

  private Layer table(boolean stays) {
    FeedForwardLayer.Builder<?> table =
        set.embedding(!stays && shape.pretrained() ? options.frozenEpochs() : 0)
            .nIn(shape.vocabulary())
            .nOut(recipe.embedding());
    if (recipe.oneHot()) {
      table.weightInit(new OneHot());
    } else {
      table.weightInit(new NormalDistribution(0, EMBEDDING_DEVIATION));
    }
    Layer layer = table.build();
    return stays && shape.learning() ? new FrozenLayer(layer) : layer;
  }

  private String sideBySide(String vectors) {
    return set.sideBySide(graph, vectors, recipe, options);
  }

  private String stack(String vectors) {
    String below = vectors;
    int size = recipe.embedding() * (options.vectors() == VectorUse.MULTICHANNEL ? 2 : 1);
    boolean still = shape.learning() && stays() && options.vectors() != VectorUse.MULTICHANNEL;
    boolean residual = options.residual() || options.style() == Style.DILATED;
    for (int i = 0; i < recipe.widths().size(); i++) {
      int dilation = options.style() == Style.DILATED ? 1 << Math.min(i, 10) : 1;
      FeedForwardLayer.Builder<?> convolution =
          set.convolution(recipe.widths().get(i), dilation, i > 0 || !still).nOut(recipe.filters());
      if (i == 0 && options.embeddingDropout() > 0) {
        convolution.dropOut(set.dropout(options.embeddingDropout()));
      }
      Layer layer = convolution.build();
      String name = set.addConvolution(graph, "convolution-" + i, layer, below);
      if (options.normalization() != Normalization.NONE) {
        graph.addLayer("normal-" + i, normalization(), name);
        name = "normal-" + i;
      }
      if (residual && size == recipe.filters()) {
        graph.addVertex("sum-" + i, new ElementWiseVertex(ElementWiseVertex.Op.Add), name, below);
        name = "sum-" + i;
      }
      if (recipe.pools().get(i) > 1) {
        graph.addLayer("pool-" + i, set.pooling(recipe.pools().get(i)), name);
        name = "pool-" + i;
      }
      size = recipe.filters();
      below = name;
    }
    graph.addLayer("segments", set.segments(recipe.segments()), below);
    return "segments";
  }

  /**
   * In a network that only answers, a layer that is always in test mode, so that gradients by its
   * input are those of its answers.
   */
  private Layer normalization() {
    Layer layer = set.normalization(options.normalization());
    return shape.learning() ? layer : new FrozenLayerWithBackprop(layer);
  }

  private static <B extends FeedForwardLayer.Builder<?>> B dropped(B layer, double share) {
    if (share > 0) {
      layer.dropOut(1 - share);
    }
    return layer;
  }

  private Layer output() {
    boolean one = options.labelSeparator().isEmpty();
    BaseOutputLayer.Builder<?> output = set.output(one ? new LossMCXENT() : new LossBinaryXENT());
    output
        .nOut(shape.classes())
        .activation(one ? Activation.SOFTMAX : Activation.SIGMOID)
        .weightInit(WeightInit.XAVIER);
    if (options.maxNorm() > 0) {
      output.constrainWeights(new MaxNormConstraint(options.maxNorm(), 0));
    }
    return dropped(output, options.dropout()).build();
  }
}
