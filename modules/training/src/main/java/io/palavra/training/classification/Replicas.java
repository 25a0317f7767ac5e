package io.palavra.training.classification;

import io.palavra.training.loop.BlasThreads;
import io.palavra.training.loop.Cards;
import io.palavra.training.loop.LoopThreads;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A network for several threads: Deeplearning4j keeps the activations of a pass inside the network,
 * so each thread gets a copy of the network for the time of its pass. The copies share one array of
 * parameters.
 */
final class Replicas implements AutoCloseable {
  private final ComputationGraph network;
  private final BlockingQueue<Replica> idle;
  private final BlasThreads oneThread;
  private final int card = Cards.current();

  /**
   * @param network whose parameters do not change any more
   */
  Replicas(ComputationGraph network) {
    int copies = Math.max(1, Runtime.getRuntime().availableProcessors());
    this.network = network;
    this.idle = new ArrayBlockingQueue<>(copies);
    this.oneThread = BlasThreads.limit(1);
    idle.add(Replica.of(network));
    for (int i = 1; i < copies; i++) {
      ComputationGraph copy = new ComputationGraph(network.getConfiguration().clone());
      copy.init(network.params(), false);
      idle.add(Replica.of(copy));
    }
  }

  /** The network itself, to be looked at. */
  ComputationGraph network() {
    return network;
  }

  /** Lends a copy; waits while all are lent. */
  <T> T with(Function<Replica, T> use) {
    Replica copy = take();
    LoopThreads one = LoopThreads.limit(1);
    Cards.stay(card);
    try {
      return use.apply(copy);
    } finally {
      one.close();
      idle.add(copy);
    }
  }

  /** An interrupt ends the waiting alone: who need not wait is answered. */
  private Replica take() {
    Replica free = idle.poll();
    if (free != null) {
      return free;
    }
    try {
      return idle.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a network", e);
    }
  }

  @Override
  public void close() {
    oneThread.close();
  }
}
