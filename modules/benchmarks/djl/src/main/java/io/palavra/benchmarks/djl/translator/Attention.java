package io.palavra.benchmarks.djl.translator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.core.Linear;

/**
 * Attention with several heads. The library's own block for it projects keys and values anew
 * whenever it is asked, and so can not keep those of former steps; an operation that does all at
 * once, as libtorch has it, it does not offer.
 */
final class Attention {
  private final int heads;
  private final double root;
  private final Linear query;
  private final Linear key;
  private final Linear value;
  private final Linear result;

  Attention(Network network, String name, int units, int heads) {
    this.heads = heads;
    root = Math.sqrt((double) units / heads);
    query = network.linear(name + "_query", units, units, true);
    key = network.linear(name + "_key", units, units, true);
    value = network.linear(name + "_value", units, units, true);
    result = network.linear(name + "_result", units, units, true);
  }

  /** [batch, steps, units] to [batch, heads, steps, units / heads]. */
  private NDArray split(NDArray x) {
    return x.reshape(x.size(0), x.size(1), heads, -1).swapAxes(1, 2);
  }

  /** Keys and values [batch, heads, steps, units / heads] of a memory [batch, steps, units]. */
  NDList keys(Pass pass, NDArray memory) {
    return new NDList(split(pass.through(key, memory)), split(pass.through(value, memory)));
  }

  /**
   * What x finds, in its shape [batch, steps, units].
   *
   * @param mask added to the scores, or null
   */
  NDArray find(Pass pass, NDArray x, NDList keys, NDArray mask) {
    NDArray queries = split(pass.through(query, x));
    NDArray scores = queries.matMul(keys.get(0).swapAxes(2, 3)).div(root);
    if (mask != null) {
      scores = scores.add(mask);
    }
    NDArray mean = scores.softmax(3).matMul(keys.get(1)).swapAxes(1, 2);
    return pass.through(result, mean.reshape(x.getShape()));
  }
}
