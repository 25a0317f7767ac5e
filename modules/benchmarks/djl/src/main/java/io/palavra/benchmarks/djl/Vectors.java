package io.palavra.benchmarks.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Embedding;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/** Ids to vectors; the library's own blocks for it want the words themselves. */
public final class Vectors extends AbstractBlock {
  private final Parameter table;
  private final int size;

  public Vectors(int ids, int size) {
    this.size = size;
    table =
        addParameter(
            Parameter.builder()
                .setName("table")
                .setType(Parameter.Type.WEIGHT)
                .optShape(new Shape(ids, size))
                .build());
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    NDArray ids = inputs.head();
    NDArray weights = parameters.getValue(table, ids.getDevice(), training);
    return Embedding.embedding(ids, weights, SparseFormat.DENSE);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return new Shape[] {inputs[0].add(size)};
  }
}
