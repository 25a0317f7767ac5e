package io.palavra.training.bundle;

import io.palavra.pipeline.BadInputException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A network's parameters as the tensors of a bundle, and back. */
public final class NetworkWeights {
  private NetworkWeights() {}

  /** Every parameter by its name, copied. */
  public static SortedMap<String, FloatTensor> of(ComputationGraph network) {
    SortedMap<String, FloatTensor> weights = new TreeMap<>();
    for (Map.Entry<String, INDArray> entry : network.paramTable().entrySet()) {
      INDArray rowMajor = entry.getValue().dup('c');
      weights.put(entry.getKey(), new FloatTensor(rowMajor.shape(), rowMajor.data().asFloat()));
    }
    return weights;
  }

  /**
   * A network with the parameters of a bundle.
   *
   * @param configuration as the bundle's options call for
   * @throws BadInputException when the bundle's tensors are not those of such a network; found out
   *     before memory is taken for it
   */
  public static ComputationGraph network(
      ModelBundle bundle, ComputationGraphConfiguration configuration) {
    long due =
        configuration.getVertices().values().stream()
            .mapToLong((GraphVertex vertex) -> vertex.numParams(true))
            .sum();
    long there = bundle.weights().values().stream().mapToLong(t -> t.values().length).sum();
    if (due != there) {
      throw BadInputException.of(
          "model of kind " + bundle.kind(),
          there + " weights",
          due + " weights, which its options call for");
    }
    ComputationGraph network = new ComputationGraph(configuration);
    network.init();
    network
        .paramTable()
        .forEach(
            (name, view) -> {
              FloatTensor tensor = bundle.weight(name, view.shape());
              view.assign(Nd4j.create(tensor.values(), tensor.shape(), 'c'));
            });
    return network;
  }
}
