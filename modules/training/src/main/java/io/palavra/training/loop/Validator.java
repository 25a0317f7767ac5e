package io.palavra.training.loop;

import org.deeplearning4j.nn.graph.ComputationGraph;

/** Scores a network on the development set; it never sees the test set. */
@FunctionalInterface
public interface Validator {

  /** The network's score as it stands; the network is left as it was. */
  DevScore score(ComputationGraph network);
}
