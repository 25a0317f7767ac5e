package io.palavra.training.classification;

import io.palavra.kernels.forward.ForwardPlan;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A network that answers, for one thread at a time.
 *
 * @param network with its parameters
 * @param plan of its forward pass, where it has one whose answers do not depend on their company
 */
record Replica(ComputationGraph network, Optional<ForwardPlan> plan) {

  /** With the parameters of now. */
  static Replica of(ComputationGraph network) {
    return new Replica(network, ForwardPlan.steady() ? ForwardPlan.of(network) : Optional.empty());
  }
}
