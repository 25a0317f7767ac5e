package io.palavra.kernels.output;

import io.palavra.kernels.embedding.EmbeddingLayer;
import io.palavra.kernels.part.LossLayerRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Lets a softmax compute with the table of an embedding (Press and Wolf, "Using the Output
 * Embedding to Improve Language Models", 2017).
 */
public final class TiedWeights {
  private static final String WEIGHT = "W";

  private TiedWeights() {}

  /**
   * Ties {@code W} of a {@link SoftmaxOutput} to the table of an embedding that lies before it. The
   * table's gradient is then the sum of both, and all its rows are updated. Both layers keep their
   * place in the flat vectors: the softmax's own weights stay there, unused and unchanged.
   *
   * <p>Tie after initialising, loading or cloning a graph, and before installing a fused update.
   *
   * @param graph initialised
   * @param embedding the name of an {@link io.palavra.kernels.EmbeddingSequenceLayer}
   * @param output the name of a {@link SoftmaxOutput} with as many labels as the embedding has ids
   */
  public static void tie(ComputationGraph graph, String embedding, String output) {
    tie(graph, List.of(embedding), output);
  }

  /**
   * Ties the tables of several embeddings, all of the same shape, and the weights of a softmax. The
   * table that is kept is that of the embedding which goes back last.
   *
   * @see #tie(ComputationGraph, String, String)
   */
  public static void tie(ComputationGraph graph, List<String> embeddings, String output) {
    List<EmbeddingLayer> layers = new ArrayList<>();
    List<String> names = lastFirst(graph, embeddings);
    for (String name : names) {
      if (!(graph.getLayer(name) instanceof EmbeddingLayer layer)) {
        throw new IllegalArgumentException("layer " + name + " is not an embedding");
      }
      layers.add(layer);
    }
    if (!(graph.getLayer(output) instanceof LossLayerRun<?> softmax)
        || !(softmax.layerConf() instanceof SoftmaxOutput)) {
      throw new IllegalArgumentException("layer " + output + " is not a softmax output");
    }
    EmbeddingLayer table = layers.get(0);
    INDArray vectors = table.getParam(WEIGHT);
    for (int i = 1; i < layers.size(); i++) {
      requireShape(names.get(0), vectors, names.get(i), layers.get(i).getParam(WEIGHT));
    }
    requireShape(names.get(0), vectors, output, softmax.getParam(WEIGHT));
    if (graph.getFlattenedGradients() == null) {
      graph.initGradientsView();
    }
    table.share(softmax.gradientOf(WEIGHT));
    softmax.borrow(WEIGHT, vectors);
    for (EmbeddingLayer layer : layers.subList(1, layers.size())) {
      table.share(layer.lend(vectors));
    }
  }

  /** Layers go back in the reverse of the order in which they are computed. */
  private static List<String> lastFirst(ComputationGraph graph, List<String> names) {
    List<String> order = new ArrayList<>();
    for (int index : graph.topologicalSortOrder()) {
      order.add(graph.getVertices()[index].getVertexName());
    }
    return names.stream().sorted(Comparator.comparingInt(order::indexOf)).toList();
  }

  private static void requireShape(String first, INDArray vectors, String other, INDArray weights) {
    if (!Arrays.equals(vectors.shape(), weights.shape())) {
      throw new IllegalArgumentException(
          "the table of %s has shape %s, the weights of %s %s"
              .formatted(
                  first,
                  Arrays.toString(vectors.shape()),
                  other,
                  Arrays.toString(weights.shape())));
    }
  }
}
