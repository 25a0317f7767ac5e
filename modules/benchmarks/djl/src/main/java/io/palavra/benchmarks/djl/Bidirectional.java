package io.palavra.benchmarks.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.internal.NDArrayEx;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;

/**
 * A GRU or LSTM in both directions: [batch, steps, width] to [batch, steps, 2 * units]. The
 * library's own blocks hand weights of both directions to libtorch before biases of both, where
 * libtorch wants all of one direction first.
 */
public final class Bidirectional extends AbstractBlock {
  private final List<Parameter> weights = new ArrayList<>();
  private final Cell cell;
  private final int units;

  /** The cells that there are, by how many gates they have. */
  public enum Cell {
    /** With a reset and an update gate. */
    GRU(3),
    /** With an input, a forget and an output gate. */
    LSTM(4);

    private final long gates;

    Cell(long gates) {
      this.gates = gates;
    }
  }

  /**
   * @param width numbers of a step
   * @param units of each direction
   */
  public Bidirectional(Cell cell, int width, int units) {
    this.cell = cell;
    this.units = units;
    for (String direction : List.of("forward", "backward")) {
      add(direction + "_i2h_weight", Parameter.Type.WEIGHT, cell.gates * units, width);
      add(direction + "_h2h_weight", Parameter.Type.WEIGHT, cell.gates * units, units);
      add(direction + "_i2h_bias", Parameter.Type.BIAS, cell.gates * units);
      add(direction + "_h2h_bias", Parameter.Type.BIAS, cell.gates * units);
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
    NDArrayEx operations = input.getNDArrayInternal();
    NDList states =
        switch (cell) {
          case GRU -> operations.gru(input, start, values, true, 1, 0, training, true, true);
          case LSTM -> {
            NDList both = new NDList(start, start.zerosLike());
            yield operations.lstm(input, both, values, true, 1, 0, training, true, true);
          }
        };
    return new NDList(states.head());
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return new Shape[] {inputs[0].slice(0, 2).add(2L * units)};
  }
}
