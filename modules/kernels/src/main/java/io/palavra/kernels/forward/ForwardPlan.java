package io.palavra.kernels.forward;

import io.palavra.kernels.arithmetic.Arithmetics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.layers.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.layers.feedforward.dense.DenseLayer;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Answers sequences of ids as a graph does outside training, with the same kernels, but from Java
 * array to Java array: nothing is padded, masked or handed to ND4J on the way.
 *
 * <p>It serves graphs in single precision with one input, one output and nothing but layers of this
 * module between them: embedding, recurrent layers of one or both directions, pooling over time,
 * convolution with pooling, convolutions in a stack, {@link io.palavra.kernels.OutputLayer}; and
 * Deeplearning4j's dense layers and vertices that lay outputs side by side. Parameters are read
 * when it is made: one that is made before a training step does not see that step. It is used by
 * one thread at a time.
 */
public final class ForwardPlan {
  private final List<Node> nodes;
  private final int input;

  private ForwardPlan(List<Node> nodes, int input) {
    this.nodes = nodes;
    this.input = input;
  }

  /**
   * A vertex of the graph.
   *
   * @param inputs numbers of the vertices that it reads
   */
  private record Node(int number, Stage stage, List<Integer> inputs) {}

  /**
   * The plan of a graph that is initialised, unless there is something in it that has no stage.
   *
   * @throws IllegalStateException before {@code init()}
   */
  public static Optional<ForwardPlan> of(ComputationGraph graph) {
    if (graph.getVertices() == null) {
      throw new IllegalStateException("the graph has no parameters before init()");
    }
    ComputationGraphConfiguration configuration = graph.getConfiguration();
    if (graph.params().dataType() != DataType.FLOAT
        || configuration.getNetworkInputs().size() != 1
        || configuration.getNetworkOutputs().size() != 1) {
      return Optional.empty();
    }
    List<Node> nodes = new ArrayList<>();
    int input = -1;
    for (int number : graph.topologicalSortOrder()) {
      GraphVertex vertex = graph.getVertices()[number];
      if (vertex.isInputVertex()) {
        input = number;
        continue;
      }
      Optional<Stage> stage = stage(configuration, vertex);
      if (stage.isEmpty()) {
        return Optional.empty();
      }
      List<Integer> inputs = new ArrayList<>();
      for (VertexIndices from : vertex.getInputVertices()) {
        inputs.add(from.getVertexIndex());
      }
      nodes.add(new Node(number, stage.get(), inputs));
    }
    String last = graph.getVertices()[nodes.get(nodes.size() - 1).number()].getVertexName();
    return configuration.getNetworkOutputs().get(0).equals(last)
        ? Optional.of(new ForwardPlan(nodes, input))
        : Optional.empty();
  }

  private static Optional<Stage> stage(
      ComputationGraphConfiguration configuration, GraphVertex vertex) {
    org.deeplearning4j.nn.conf.graph.GraphVertex made =
        configuration.getVertices().get(vertex.getVertexName());
    if (made instanceof MergeVertex merge) {
      return merge.getMergeAxis() == 1
          ? Optional.of((sequences, inputs) -> Merged.of(inputs))
          : Optional.empty();
    }
    if (!(made instanceof LayerVertex layer) || layer.getPreProcessor() != null) {
      return Optional.empty();
    }
    Layer run = vertex.getLayer();
    // Other wrappers than those that only keep a layer from learning change what it gives.
    while (run instanceof FrozenLayer || run instanceof FrozenLayerWithBackprop) {
      run = ((BaseWrapperLayer) run).getUnderlying();
    }
    return run instanceof Staged staged
        ? staged.stage()
        : run instanceof DenseLayer dense ? DenseStage.of(dense) : Optional.empty();
  }

  /** Whether an answer is the same to the last bit in any company, and anywhere in it. */
  public static boolean steady() {
    return Arithmetics.floats().steady();
  }

  /**
   * The network's output for each sequence, {@code [sequences][outputs]}.
   *
   * @param ids of each sequence, of any length
   * @throws org.deeplearning4j.exception.DL4JInvalidInputException naming an id that is not in the
   *     table
   */
  public float[][] answer(int[][] ids) {
    if (ids.length == 0) {
      return new float[0][];
    }
    Sequences sequences = new Sequences(ids);
    Map<Integer, Values> values = new HashMap<>();
    Values last = null;
    for (Node node : nodes) {
      List<Values> inputs = new ArrayList<>();
      for (int from : node.inputs()) {
        if (from != input) {
          inputs.add(values.get(from));
        }
      }
      last = node.stage().apply(sequences, inputs);
      values.put(node.number(), last);
    }
    float[][] answers = new float[ids.length][last.width()];
    for (int i = 0; i < answers.length; i++) {
      last.read(i, 0, answers[i], 0);
    }
    return answers;
  }
}
