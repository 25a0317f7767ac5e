package io.palavra.benchmarks.djl.translator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import java.util.List;
import java.util.stream.Stream;

/**
 * Attention to itself, to a memory if it writes, and an inner layer of four times the units, each
 * normalised first and added to what it was given: [batch, steps, units] to the same shape.
 */
final class TransformerBlock {
  private final Attention self;
  private final Attention cross;
  private final Linear up;
  private final Linear down;
  private final List<LayerNorm> norms;

  TransformerBlock(Network network, String name, int units, int heads, boolean writes) {
    self = new Attention(network, name + "_self", units, heads);
    cross = writes ? new Attention(network, name + "_cross", units, heads) : null;
    up = network.linear(name + "_up", units, 4 * units, true);
    down = network.linear(name + "_down", 4 * units, units, true);
    norms =
        Stream.of("_first", "_second", "_third")
            .limit(writes ? 3 : 2)
            .map(each -> network.layer(name + each, LayerNorm.builder().build(), 1, units))
            .toList();
  }

  /** Keys and values of the memory. */
  NDList across(Pass pass, NDArray memory) {
    return cross.keys(pass, memory);
  }

  private NDArray rest(Pass pass, NDArray x, NDList across) {
    NDArray sum = x;
    if (cross != null) {
      sum = sum.add(cross.find(pass, pass.through(norms.get(1), sum), across, null));
    }
    NDArray inner = pass.through(up, pass.through(norms.get(norms.size() - 1), sum));
    return sum.add(pass.through(down, Activation.relu(inner)));
  }

  /**
   * All steps at once.
   *
   * @param across keys and values of the memory, or null
   * @param mask added to the scores of attention to itself, or null
   */
  NDArray all(Pass pass, NDArray x, NDList across, NDArray mask) {
    NDArray normal = pass.through(norms.get(0), x);
    NDArray found = self.find(pass, normal, self.keys(pass, normal), mask);
    return rest(pass, x.add(found), across);
  }

  /**
   * One step: what it makes of x [hypotheses, 1, units], then keys and values of all steps so far.
   *
   * @param past those of former steps, none in the first
   */
  NDList one(Pass pass, NDArray x, NDList across, NDList past) {
    NDArray normal = pass.through(norms.get(0), x);
    NDList now = self.keys(pass, normal);
    if (!past.isEmpty()) {
      now = new NDList(past.get(0).concat(now.get(0), 2), past.get(1).concat(now.get(1), 2));
    }
    NDArray sum = rest(pass, x.add(self.find(pass, normal, now, null)), across);
    return new NDList(sum, now.get(0), now.get(1));
  }
}
