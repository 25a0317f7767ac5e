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
 * @param layers whose layers to use
 * @param stop where somebody may ask for an early end
 * @param monitor watches the network from outside the loop
 * @param listeners told of every step and epoch besides those that write the run's own files
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
    LayerChoice layers,
    StopSignal stop,
    Optional<NetworkMonitor> monitor,
    List<TrainingListener> listeners,
    Consumer<String> say) {

  /** Copies the list. */
  public TrainRequest {
    listeners = List.copyOf(listeners);
  }

  /** A request with nothing but what it needs: no budget, no vectors, nobody told. */
  public static TrainRequest of(DataRequest data, Record options, Path out, long seed) {
    return new TrainRequest(
        data,
        options,
        out,
        seed,
        Optional.empty(),
        false,
        Optional.empty(),
        LayerChoice.KERNELS,
        new StopSignal(),
        Optional.empty(),
        List.of(),
        line -> {});
  }
}
