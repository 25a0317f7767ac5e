package io.palavra.training.kind;

import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Watches a network while it learns, from outside the training loop; found through {@link
 * java.util.ServiceLoader} where a module brings one.
 */
public interface NetworkMonitor extends AutoCloseable {

  /**
   * Begins to watch; to be called before training.
   *
   * @return a line for the person who waits: where to look
   */
  String watch(ComputationGraph network);

  @Override
  void close();
}
