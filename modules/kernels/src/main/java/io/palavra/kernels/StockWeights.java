package io.palavra.kernels;

import java.util.Arrays;
import java.util.Map;
import org.deeplearning4j.nn.api.Trainable;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Moves the parameters of a network on Deeplearning4j's own layers to one on the layers of this
 * module, and back: a network that was saved long ago goes on with these.
 *
 * <p>The networks have the same layers and vertices under the same names. Parameters go by their
 * names, not by their places in the flat vector, where an embedding lies the other way round.
 * Updater state stays where it is.
 */
public final class StockWeights {

  private StockWeights() {}

  /**
   * Copies all parameters.
   *
   * @throws IllegalArgumentException naming the layer and the parameter that are not in both
   *     networks, or differ in shape; {@code to} may have changed in part by then
   */
  public static void copy(ComputationGraph from, ComputationGraph to) {
    for (GraphVertex vertex : from.getVertices()) {
      if (vertex.numParams() > 0) {
        copy(vertex.getVertexName(), vertex, to.getVertex(vertex.getVertexName()));
      }
    }
    // A graph's own count leaves out what vertices have.
    count(from.params().length(), to.params().length());
  }

  /**
   * Copies all parameters.
   *
   * @throws IllegalArgumentException as with graphs; layers go by their numbers
   */
  public static void copy(MultiLayerNetwork from, MultiLayerNetwork to) {
    if (from.getnLayers() != to.getnLayers()) {
      throw new IllegalArgumentException(
          "expected a network of " + from.getnLayers() + " layers, got " + to.getnLayers());
    }
    for (int i = 0; i < from.getnLayers(); i++) {
      copy(Integer.toString(i), from.getLayer(i), to.getLayer(i));
    }
    count(from.numParams(), to.numParams());
  }

  private static void count(long expected, long actual) {
    if (expected != actual) {
      throw new IllegalArgumentException(
          "expected a network of " + expected + " parameters, got " + actual);
    }
  }

  private static void copy(String name, Trainable from, Trainable to) {
    if (to == null || to.paramTable(false) == null) {
      throw new IllegalArgumentException("layer " + name + " is not in the other network");
    }
    for (Map.Entry<String, INDArray> entry : from.paramTable(false).entrySet()) {
      INDArray target = to.paramTable(false).get(entry.getKey());
      INDArray source = entry.getValue();
      if (target == null || target.length() != source.length() || !alike(source, target)) {
        throw new IllegalArgumentException(
            "layer "
                + name
                + ": expected parameter "
                + entry.getKey()
                + " of shape "
                + Arrays.toString(source.shape())
                + ", got "
                + (target == null ? "none" : Arrays.toString(target.shape())));
      }
      target.assign(source.reshape(target.shape()));
    }
  }

  /** Whether two arrays have the same shape; a vector may be a row. */
  private static boolean alike(INDArray a, INDArray b) {
    return Arrays.equals(a.shape(), b.shape())
        || a.length() == b.length() && a.isVectorOrScalar() && b.isVectorOrScalar();
  }
}
