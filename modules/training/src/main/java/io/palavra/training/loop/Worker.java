package io.palavra.training.loop;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A copy of a network on a thread of its own, and on a card of its own where there are several: it
 * gives the gradient of its share of a step. The parameters come anew with every step, so nothing
 * of it needs to be saved.
 */
final class Worker implements AutoCloseable {
  private final ExecutorService thread;
  private final int card;
  private final ComputationGraphConfiguration configuration;
  private final UnaryOperator<ComputationGraph> completed;
  private Optional<ComputationGraph> copy = Optional.empty();
  private Optional<Future<Share>> work = Optional.empty();

  /**
   * What a network is at a step.
   *
   * @param seed of what dropout draws
   */
  record Moment(Parcel parameters, int iteration, int epoch, long seed) {}

  /** What comes back. */
  record Share(Parcel gradient, double loss) {}

  /**
   * @param completed what is done to a network after it was initialised
   */
  Worker(
      int number,
      ComputationGraphConfiguration configuration,
      UnaryOperator<ComputationGraph> completed) {
    this.card = (Cards.current() + number) % Cards.count();
    this.configuration = configuration.clone();
    this.completed = completed;
    this.thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread made = new Thread(task, "worker " + number);
              made.setDaemon(true);
              return made;
            });
  }

  /** Begins with its share of a step, at least one part. */
  void begin(Moment moment, List<Parcel.Batch> parts) {
    work = Optional.of(thread.submit(() -> share(moment, parts)));
  }

  private Share share(Moment moment, List<Parcel.Batch> parts) {
    try {
      Cards.stay(card);
      ComputationGraph network = network(moment);
      Nd4j.getRandom().setSeed(moment.seed());
      GradientSum sum = new GradientSum();
      parts.forEach(part -> sum.add(network, part.unpack()));
      return new Share(Parcel.of(sum.gradient().orElseThrow()), sum.loss());
    } catch (RuntimeException | OutOfMemoryError e) {
      copy.ifPresent(ComputationGraph::clearLayerMaskArrays);
      Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
      throw e;
    }
  }

  private ComputationGraph network(Moment moment) {
    INDArray parameters = moment.parameters().unpack();
    if (copy.isEmpty()) {
      ComputationGraph made = new ComputationGraph(configuration);
      made.init(parameters, false);
      copy = Optional.of(completed.apply(made));
    }
    ComputationGraph network = copy.get();
    network.params().assign(parameters);
    network.getConfiguration().setIterationCount(moment.iteration());
    network.getConfiguration().setEpochCount(moment.epoch());
    return network;
  }

  /** Waits for what was begun; empty where nothing was. */
  Optional<Share> end() {
    Optional<Future<Share>> begun = work;
    work = Optional.empty();
    return begun.map(Worker::result);
  }

  /** Waits for the end of what was begun, whatever comes of it. */
  void abandon() {
    try {
      end();
    } catch (IllegalStateException e) {
      // Another failure is on its way up already, or this one was.
      copy.ifPresent(ComputationGraph::clearLayerMaskArrays);
    }
  }

  private static Share result(Future<Share> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a worker", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a worker failed", e.getCause());
    }
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
