package io.palavra.benchmarks.djl.translator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;

/**
 * A GRU in both directions: [batch, steps, width] to [batch, steps, 2 * units]. The library's own
 * block hands weights of both directions to libtorch before biases of both, where libtorch wants
 * all of one direction first.
 */
final class BidirectionalGru extends AbstractBlock {
  private final List<Parameter> weights = new ArrayList<>();
  private final int units;

  BidirectionalGru(int width, int units) {
    this.units = units;
    for (String direction : List.of("forward", "backward")) {
      add(direction + "_i2h_weight", Parameter.Type.WEIGHT, 3L * units, width);
      add(direction + "_h2h_weight", Parameter.Type.WEIGHT, 3L * units, units);
      add(direction + "_i2h_bias", Parameter.Type.BIAS, 3L * units);
      add(direction + "_h2h_bias", Parameter.Type.BIAS, 3L * units);
    }
  }

  private void add(String name, Parameter.Type type, long... shape) {
    weights.add(
        addParameter(
            Parameter.builder().setName(name).setType(type).optShape(new Shape(shape)).build()));
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    NDArray input = inputs.head();
    NDList values = new NDList();
    weights.forEach(each -> values.add(parameters.getValue(each, input.getDevice(), training)));
    NDArray start = input.getManager().zeros(new Shape(2, input.size(0), units));
    return new NDList(
        input
            .getNDArrayInternal()
            .gru(input, start, values, true, 1, 0, training, true, true)
            .head());
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return new Shape[] {inputs[0].slice(0, 2).add(2L * units)};
  }
}
