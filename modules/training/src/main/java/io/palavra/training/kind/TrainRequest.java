package io.palavra.training.kind;

import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.loop.StopSignal;
import io.palavra.training.loop.TrainingListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All that a training run is given.
 *
 * @param data what to learn from
 * @param options the kind's options record
 * @param out the run's folder
 * @param seed of everything random
 * @param budget when to stop in any case, with the best model saved
 * @param resume whether to go on from the checkpoints in {@code out}
 * @param vectors pre-trained word vectors
 * @param from a trained model to begin from
 * @param layers whose layers to use
 * @param listeners told of every step and epoch besides those that write the run's own files
 * @param monitor shown the network before training begins; closed by who made it
 * @param stop asked to, the run stops at its next step and can be resumed
 * @param say takes the lines that tell a person what happens, one by one
 */
public record TrainRequest(
    DataRequest data,
    Record options,
    Path out,
    long seed,
    Optional<Duration> budget,
    boolean resume,
    Optional<Path> vectors,
    Optional<Path> from,
    LayerChoice layers,
    List<TrainingListener> listeners,
    Optional<NetworkMonitor> monitor,
    StopSignal stop,
    Consumer<String> say) {

  /** Copies the list. */
  public TrainRequest {
    listeners = List.copyOf(listeners);
  }

  /** A request that begins from no model, that nobody monitors and nobody stops. */
  public TrainRequest(
      DataRequest data,
      Record options,
      Path out,
      long seed,
      Optional<Duration> budget,
      boolean resume,
      Optional<Path> vectors,
      LayerChoice layers,
      List<TrainingListener> listeners,
      Consumer<String> say) {
    this(
        data,
        options,
        out,
        seed,
        budget,
        resume,
        vectors,
        Optional.empty(),
        layers,
        listeners,
        Optional.empty(),
        new StopSignal(),
        say);
  }

  /** Seed 1, no limit of time, told to nobody. */
  public static TrainRequest of(DataRequest data, Record options, Path out) {
    return new TrainRequest(
        data,
        options,
        out,
        1,
        Optional.empty(),
        false,
        Optional.empty(),
        LayerChoice.KERNELS,
        List.of(),
        line -> {});
  }

  /** The same with another seed. */
  public TrainRequest withSeed(long value) {
    return with(draft -> draft.seed = value);
  }

  /** The same, to end after that time with the best model so far. */
  public TrainRequest withBudget(Duration value) {
    return with(draft -> draft.budget = Optional.of(value));
  }

  /** The same, told to somebody else. */
  public TrainRequest withSay(Consumer<String> value) {
    return with(draft -> draft.say = value);
  }

  /** The same, going on from its checkpoints or not. */
  public TrainRequest withResume(boolean value) {
    return with(draft -> draft.resume = value);
  }

  /** The same with other layers. */
  public TrainRequest withLayers(LayerChoice value) {
    return with(draft -> draft.layers = value);
  }

  /** The same with other listeners. */
  public TrainRequest withListeners(List<TrainingListener> value) {
    return with(draft -> draft.listeners = value);
  }

  /** The same, stopped by another signal. */
  public TrainRequest withStop(StopSignal value) {
    return with(draft -> draft.stop = value);
  }

  /** The same with pre-trained vectors. */
  public TrainRequest withVectors(Path value) {
    return with(draft -> draft.vectors = Optional.of(value));
  }

  /** The same, begun from a trained model. */
  public TrainRequest withFrom(Path value) {
    return with(draft -> draft.from = Optional.of(value));
  }

  private TrainRequest with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.request();
  }

  /** A request on the way to being another; what no copy changes comes from the one it began as. */
  private static final class Draft {
    private final TrainRequest began;
    private long seed;
    private Optional<Duration> budget;
    private boolean resume;
    private Optional<Path> vectors;
    private Optional<Path> from;
    private LayerChoice layers;
    private List<TrainingListener> listeners;
    private StopSignal stop;
    private Consumer<String> say;

    Draft(TrainRequest began) {
      this.began = began;
      seed = began.seed;
      budget = began.budget;
      resume = began.resume;
      vectors = began.vectors;
      from = began.from;
      layers = began.layers;
      listeners = began.listeners;
      stop = began.stop;
      say = began.say;
    }

    TrainRequest request() {
      return new TrainRequest(
          began.data,
          began.options,
          began.out,
          seed,
          budget,
          resume,
          vectors,
          from,
          layers,
          listeners,
          began.monitor,
          stop,
          say);
    }
  }
}
