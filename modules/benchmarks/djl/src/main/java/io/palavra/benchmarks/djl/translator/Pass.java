package io.palavra.benchmarks.djl.translator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;

/**
 * One pass through a network.
 *
 * @param parameters the weights
 * @param training whether gradients are wanted
 */
record Pass(ParameterStore parameters, boolean training) {

  /** What a layer makes of its inputs. */
  NDArray through(Block layer, NDArray... inputs) {
    return layer.forward(parameters, new NDList(inputs), training).head();
  }
}
