package io.palavra.training.loop;

import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Scores a network on the development set; it never sees the test set. */
@FunctionalInterface
public interface Validator {

  /** The network's score as it stands; the network is left as it was. */
  DevScore score(ComputationGraph network);

  /** The metrics that a score will have, where they are known before; else empty. */
  default Set<String> metrics() {
    return Set.of();
  }
}
