package io.palavra.benchmarks.djl.translator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A network that reads a sentence and writes another. As a block it makes scores [batch, steps,
 * labels] of sources and targets, both ids [batch, steps].
 *
 * <p>Arrays that it makes belong to the manager of the ids that it is given, so that none belongs
 * to that of the weights, which lives on.
 */
abstract class Network extends AbstractBlock {
  private final Map<Block, Shape> inputs = new LinkedHashMap<>();
  private final int labels;

  Network(int labels) {
    this.labels = labels;
  }

  /**
   * Scores of next words, and what the following step needs.
   *
   * @param scores [hypotheses, labels]
   */
  record Step(NDArray scores, NDList state) {}

  /** Scores [batch, steps, labels] of the words that follow each of the targets. */
  abstract NDArray scores(Pass pass, NDArray sources, NDArray targets);

  /** The state before the first word, with rows for so many hypotheses of each sentence. */
  abstract NDList begin(Pass pass, NDArray sources, int hypotheses);

  /**
   * One word further.
   *
   * @param words ids [hypotheses]
   * @param t how many words there were before
   */
  abstract Step follow(Pass pass, NDArray words, int t, NDList state);

  /** The state of hypotheses that go on from those of the given rows. */
  abstract NDList select(NDList state, NDArray rows);

  /** Adds a layer whose input has this shape, of which batch and steps do not matter. */
  final <B extends Block> B layer(String name, B layer, long... input) {
    inputs.put(addChildBlock(name, layer), new Shape(input));
    return layer;
  }

  /** Adds a linear layer. */
  final Linear linear(String name, int from, int to, boolean bias) {
    return layer(name, Linear.builder().setUnits(to).optBias(bias).build(), 1, from);
  }

  @Override
  protected final void initializeChildBlocks(
      NDManager manager, DataType dataType, Shape... inputShapes) {
    inputs.forEach((layer, shape) -> layer.initialize(manager, dataType, shape));
  }

  @Override
  protected final NDList forwardInternal(
      ParameterStore parameters, NDList ids, boolean training, PairList<String, Object> arguments) {
    return new NDList(scores(new Pass(parameters, training), ids.get(0), ids.get(1)));
  }

  @Override
  public final Shape[] getOutputShapes(Shape[] shapes) {
    return new Shape[] {shapes[1].add(labels)};
  }
}
