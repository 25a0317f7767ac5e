package io.palavra.training.loop;

import io.palavra.training.loop.BatchSource.BatchStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * The training loop of every application. Give it what it shall use, then {@link #fit} a network:
 *
 * <pre>{@code
 * TrainingResult result =
 *     Trainer.of(options, seed).checkpoints(store).listeners(listeners).fit(network, batches, dev);
 * }</pre>
 *
 * <p>The same network, data, options and seed on the same machine with the same number of threads
 * give the same parameters to the last bit, however often the run is stopped and resumed. A
 * Deeplearning4j listener that the network has stays attached and is told of everything.
 *
 * <p>Where ND4J sees several cards, each takes its share of the rows of every step: the gradients
 * are added up before the one update, so that the steps are those of one card with the same batch
 * up to rounding, but for dropout and batch normalisation.
 */
public final class Trainer {
  private final TrainingOptions options;
  private final long seed;
  private final Checkpoints checkpoints;
  private final List<TrainingListener> listeners;
  private final StopSignal stop;
  private final Optional<Duration> budget;
  private final Copies copies;

  /**
   * How networks beside the trained one come about.
   *
   * @param networks how many there are, the trained one included
   * @param completed what is done to one after it was initialised
   */
  private record Copies(int networks, UnaryOperator<ComputationGraph> completed) {}

  private Trainer(
      TrainingOptions options,
      long seed,
      Checkpoints checkpoints,
      List<TrainingListener> listeners,
      StopSignal stop,
      Optional<Duration> budget,
      Copies copies) {
    this.options = options;
    this.seed = seed;
    this.checkpoints = checkpoints;
    this.listeners = List.copyOf(listeners);
    this.stop = stop;
    this.budget = budget;
    this.copies = copies;
  }

  /**
   * A loop that tells nobody and saves nothing.
   *
   * @param seed of the random numbers of dropout
   */
  public static Trainer of(TrainingOptions options, long seed) {
    return new Trainer(
        options,
        seed,
        Checkpoints.none(),
        List.of(),
        new StopSignal(),
        Optional.empty(),
        new Copies(Cards.count(), UnaryOperator.identity()));
  }

  /** Saves there, and goes on from what lies there. */
  public Trainer checkpoints(Checkpoints value) {
    return new Trainer(options, seed, value, listeners, stop, budget, copies);
  }

  /** Tells these, and closes them at the end. */
  public Trainer listeners(List<TrainingListener> value) {
    return new Trainer(options, seed, checkpoints, value, stop, budget, copies);
  }

  /** Stops at the next step when asked to. */
  public Trainer stopOn(StopSignal value) {
    return new Trainer(options, seed, checkpoints, listeners, value, budget, copies);
  }

  /** Stops after this much time, that before a resume included; empty for no limit. */
  public Trainer budget(Optional<Duration> value) {
    return new Trainer(options, seed, checkpoints, listeners, stop, value, copies);
  }

  /**
   * Completes the copies of the network that learn on further cards, as what {@code completed} is
   * given was after it was initialised: by tying weights, for example.
   */
  public Trainer completingCopies(UnaryOperator<ComputationGraph> completed) {
    return new Trainer(
        options,
        seed,
        checkpoints,
        listeners,
        stop,
        budget,
        new Copies(copies.networks(), completed));
  }

  /**
   * Divides each step among so many networks. Not with a fused update, which moves only the rows of
   * an embedding that its own network has seen.
   */
  Trainer networks(int count) {
    return new Trainer(
        options, seed, checkpoints, listeners, stop, budget, new Copies(count, copies.completed()));
  }

  /**
   * Trains until a {@link StopReason}, then gives the network the parameters of its best epoch
   * unless {@link TrainingOptions#keepBest()} says otherwise. To be called on one thread, the one
   * whose random numbers the network draws from.
   *
   * @param network initialised, built with {@link TrainingOptions#configure}
   * @param source the training data
   * @param validator scores the network after each epoch
   * @throws io.palavra.pipeline.BadInputException when the metric is none of the validator's, or
   *     the checkpoints belong to another run
   */
  public TrainingResult fit(ComputationGraph network, BatchSource source, Validator validator) {
    try (TrainingRun run = new TrainingRun(this, network, source.batchesPerEpoch(), validator)) {
      run.begin();
      while (run.goesOn()) {
        TrainState state = run.state();
        try (BatchStream batches = source.open(state.epoch(), state.batch())) {
          while (run.goesOn() && batches.hasNext()) {
            run.step(together(batches));
          }
        }
        if (run.goesOn()) {
          run.endEpoch();
        }
      }
      return run.end();
    }
  }

  /** The batches of one step. */
  private List<TrainingBatch> together(BatchStream batches) {
    List<TrainingBatch> some = new ArrayList<>();
    while (some.size() < options.batchesPerStep() && batches.hasNext()) {
      some.add(batches.next());
    }
    return some;
  }

  Team team(ComputationGraph network) {
    return Team.around(network, copies.networks(), copies.completed());
  }

  TrainingOptions options() {
    return options;
  }

  long seed() {
    return seed;
  }

  Checkpoints checkpoints() {
    return checkpoints;
  }

  List<TrainingListener> listeners() {
    return listeners;
  }

  StopSignal stop() {
    return stop;
  }

  Optional<Duration> budget() {
    return budget;
  }
}
