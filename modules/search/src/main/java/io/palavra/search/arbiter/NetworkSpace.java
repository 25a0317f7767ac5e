package io.palavra.search.arbiter;

import io.palavra.pipeline.BadInputException;
import io.palavra.search.space.Choice;
import io.palavra.search.space.Dimension;
import io.palavra.search.space.Point;
import io.palavra.search.space.Range;
import io.palavra.search.space.Space;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.arbiter.BaseNetworkSpace;
import org.deeplearning4j.arbiter.ComputationGraphSpace;
import org.deeplearning4j.arbiter.DL4JConfiguration;
import org.deeplearning4j.arbiter.GraphConfiguration;
import org.deeplearning4j.arbiter.MultiLayerSpace;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.BooleanSpace;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.deeplearning4j.arbiter.util.LeafUtils;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A {@link MultiLayerSpace} or {@link ComputationGraphSpace} of Arbiter as a {@link Space}: each
 * parameter that is not fixed is an option, named by where it stands, such as {@code layer_0.nOut}.
 * All strategies, the journal and the report can then be had for it.
 */
public final class NetworkSpace {
  private final BaseNetworkSpace<?> networks;
  private final Space space;

  private NetworkSpace(BaseNetworkSpace<?> networks) {
    this.networks = networks;
    this.space = new Space(dimensions());
  }

  /**
   * A space of layers one above another.
   *
   * @throws BadInputException when all of it is fixed
   */
  public static NetworkSpace of(MultiLayerSpace space) {
    return new NetworkSpace(space);
  }

  /**
   * A space of graphs.
   *
   * @throws BadInputException when all of it is fixed
   */
  public static NetworkSpace of(ComputationGraphSpace space) {
    return new NetworkSpace(space);
  }

  /** What strategies search over. */
  public Space space() {
    return space;
  }

  /**
   * The network of a point, with its first parameters.
   *
   * @param options as {@link Space#texts} gives them
   * @param seed of the parameters, and of dropout
   */
  public ComputationGraph network(Map<String, String> options, long seed) {
    Point point = space.parse(options);
    Object value = networks.getValue(point.units());
    Nd4j.getRandom().setSeed(seed);
    if (value instanceof GraphConfiguration graph) {
      ComputationGraphConfiguration configuration = graph.getConfiguration();
      configuration.getDefaultConfiguration().setSeed(seed);
      ComputationGraph network = new ComputationGraph(configuration);
      network.init();
      return network;
    }
    MultiLayerConfiguration configuration =
        ((DL4JConfiguration) value).getMultiLayerConfiguration();
    configuration.getConfs().forEach(layer -> layer.setSeed(seed));
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return network.toComputationGraph();
  }

  @SuppressWarnings("rawtypes")
  private List<Dimension> dimensions() {
    Map<ParameterSpace<?>, String> names = names();
    List<ParameterSpace> leaves = new ArrayList<>();
    for (ParameterSpace leaf : LeafUtils.getUniqueObjects(networks.collectLeaves())) {
      if (leaf.numParameters() == 1) {
        leaf.setIndices(leaves.size());
        leaves.add(leaf);
      } else if (leaf.numParameters() > 1) {
        throw BadInputException.of(
            "space", leaf.getClass().getSimpleName(), "parameters of one number each");
      }
    }
    List<Dimension> dimensions = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      String name = names.getOrDefault(leaves.get(i), "parameter" + i);
      dimensions.add(Dimension.of(name, range(leaves.get(i), i, leaves.size())));
    }
    return dimensions;
  }

  private static Range range(ParameterSpace<?> leaf, int index, int count) {
    if (leaf instanceof DiscreteParameterSpace<?> discrete) {
      return choice(leaf, index, count, discrete.numValues());
    }
    return leaf instanceof BooleanSpace
        ? choice(leaf, index, count, 2)
        : new LeafRange(unit -> at(leaf, index, count, unit));
  }

  private static Object at(ParameterSpace<?> leaf, int index, int count, double unit) {
    double[] units = new double[count];
    units[index] = unit;
    return leaf.getValue(units);
  }

  /** Objects without words of their own, or with the words of another, are told by number. */
  private static Choice choice(ParameterSpace<?> leaf, int index, int count, int values) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < values; i++) {
      Object value = at(leaf, index, count, (i + 0.5) / values);
      String text = String.valueOf(value);
      boolean telling = !text.contains("@") && !words.contains(text);
      words.add(telling ? text : i + " " + value.getClass().getSimpleName());
    }
    return new Choice(words);
  }

  private Map<ParameterSpace<?>, String> names() {
    Map<ParameterSpace<?>, String> names = new IdentityHashMap<>();
    name("", networks, names);
    int number = 0;
    for (BaseNetworkSpace.LayerConf layer : networks.getLayerSpaces()) {
      String name = layer.getLayerName() == null ? "layer" + number : layer.getLayerName();
      name(name, layer.getLayerSpace(), names);
      if (layer.getNumLayers() != null) {
        name(name + ".count", layer.getNumLayers(), names);
      }
      number++;
    }
    return names;
  }

  private static void name(
      String path, ParameterSpace<?> node, Map<ParameterSpace<?>, String> names) {
    if (node.isLeaf()) {
      names.putIfAbsent(node, path);
      return;
    }
    node.getNestedSpaces()
        .forEach((key, child) -> name(path.isEmpty() ? key : path + "." + key, child, names));
  }
}
