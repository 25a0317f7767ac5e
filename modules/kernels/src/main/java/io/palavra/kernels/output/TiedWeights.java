package io.palavra.kernels.output;

import io.palavra.kernels.embedding.EmbeddingLayer;
import io.palavra.kernels.part.LossLayerRun;
import java.util.Arrays;
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
    if (!(graph.getLayer(embedding) instanceof EmbeddingLayer table)) {
      throw new IllegalArgumentException("layer " + embedding + " is not an embedding");
    }
    if (!(graph.getLayer(output) instanceof LossLayerRun<?> softmax)
        || !(softmax.layerConf() instanceof SoftmaxOutput)) {
      throw new IllegalArgumentException("layer " + output + " is not a softmax output");
    }
    INDArray vectors = table.getParam(WEIGHT);
    if (!Arrays.equals(vectors.shape(), softmax.getParam(WEIGHT).shape())) {
      throw new IllegalArgumentException(
          "the table of %s has shape %s, the weights of %s %s"
              .formatted(
                  embedding,
                  Arrays.toString(vectors.shape()),
                  output,
                  Arrays.toString(softmax.getParam(WEIGHT).shape())));
    }
    if (graph.getFlattenedGradients() == null) {
      graph.initGradientsView();
    }
    table.share(softmax.gradientOf(WEIGHT));
    softmax.borrow(WEIGHT, vectors);
  }
}
