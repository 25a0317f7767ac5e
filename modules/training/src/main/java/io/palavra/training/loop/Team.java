package io.palavra.training.loop;

import io.palavra.training.loop.Worker.Moment;
import io.palavra.training.loop.Worker.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** The networks that take a share of each step beside the one that is trained. */
final class Team implements AutoCloseable {
  /** Of a network that trains alone. */
  static final Team NOBODY = new Team(List.of());

  private final List<Worker> workers;

  private Team(List<Worker> workers) {
    this.workers = List.copyOf(workers);
  }

  /**
   * A team around a network.
   *
   * @param networks how many there are, that one included
   * @param completed what is done to a network after it was initialised
   */
  static Team around(
      ComputationGraph network, int networks, UnaryOperator<ComputationGraph> completed) {
    List<Worker> workers = new ArrayList<>();
    for (int i = 1; i < networks; i++) {
      workers.add(new Worker(i, network.getConfiguration(), completed));
    }
    return workers.isEmpty() ? NOBODY : new Team(workers);
  }

  /** How many networks there are beside the one that is trained. */
  int size() {
    return workers.size();
  }

  /**
   * Lets everybody begin.
   *
   * @param parts all of a step but the last, which is the network's own
   * @return those that are left to the network, too
   */
  List<MultiDataSet> begin(ComputationGraph network, List<MultiDataSet> parts) {
    if (workers.isEmpty() || parts.isEmpty()) {
      return parts;
    }
    Parcel parameters = Parcel.of(network.params());
    int iteration = network.getConfiguration().getIterationCount();
    int epoch = network.getConfiguration().getEpochCount();
    for (int i = 0; i < workers.size(); i++) {
      // Drawn by the thread whose random numbers are saved, so that a resumed run draws the same.
      Moment moment = new Moment(parameters, iteration, epoch, Nd4j.getRandom().nextLong());
      List<Parcel.Batch> share = dealt(parts, i).map(Parcel.Batch::of).toList();
      if (!share.isEmpty()) {
        workers.get(i).begin(moment, share);
      }
    }
    return dealt(parts, workers.size()).toList();
  }

  /** Each in turn gets one. */
  private Stream<MultiDataSet> dealt(List<MultiDataSet> parts, int to) {
    Stream.Builder<MultiDataSet> some = Stream.builder();
    for (int i = to; i < parts.size(); i += workers.size() + 1) {
      some.add(parts.get(i));
    }
    return some.build();
  }

  /** Waits for everybody's share, always in the same order. */
  List<Share> end() {
    return workers.stream().flatMap(worker -> worker.end().stream()).toList();
  }

  /** Waits until nobody works any more, whatever comes of it. */
  void abandon() {
    for (Worker worker : workers) {
      worker.abandon();
    }
  }

  @Override
  public void close() {
    workers.forEach(Worker::close);
  }
}
