package io.palavra.search.network;

import io.palavra.search.study.Halt;
import io.palavra.search.study.Outcome;
import io.palavra.search.study.Task;
import io.palavra.search.study.Workbench;
import io.palavra.search.training.Attempt;
import io.palavra.search.trial.EpochScore;
import io.palavra.search.trial.Trial;
import io.palavra.search.tune.SearchFolder;
import io.palavra.training.checkpoint.CheckpointStore;
import io.palavra.training.checkpoint.RunIdentity;
import io.palavra.training.loop.BatchSource;
import io.palavra.training.loop.Trainer;
import io.palavra.training.loop.TrainingOptions;
import io.palavra.training.loop.Validator;
import java.util.List;
import java.util.function.Consumer;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Trains networks of a space with the one training loop, from checkpoints where there are some. */
final class NetworkBench implements Workbench {
  private final NetworkSearch search;
  private final BatchSource train;
  private final Validator dev;
  private final SearchFolder folder;
  private final TrainingOptions options;

  NetworkBench(NetworkSearch search, BatchSource train, Validator dev, SearchFolder folder) {
    this.search = search;
    this.train = train;
    this.dev = dev;
    this.folder = folder;
    String metric = search.objective().ofTheModel() ? search.objective().metric() : "loss";
    // Updater, learning rate and clipping are the network's own.
    this.options =
        TrainingOptions.defaults().toBuilder()
            .epochs(search.budget().epochs())
            .patience(0)
            .gradientClipping(0)
            .metric(metric)
            .build();
  }

  @Override
  public Outcome train(Task task, Consumer<EpochScore> epochs, Halt halt) {
    return Attempt.run(
        epochs,
        halt,
        attempt ->
            trainer(task)
                .listeners(List.of(attempt.watch(task.epochs(), 0, true)))
                .stopOn(attempt.stop())
                .fit(search.space().network(task.options(), task.seed()), train, dev)
                .orThrow()
                .finished());
  }

  private Trainer trainer(Task task) {
    RunIdentity identity =
        RunIdentity.empty()
            .and("network", task.options().toString())
            .and("seed", String.valueOf(task.seed()));
    return Trainer.of(options, task.seed())
        .checkpoints(
            CheckpointStore.in(
                folder.of(task.id()).resolve("checkpoints"), identity, true, line -> {}));
  }

  /** A candidate's network, trained to the end, with the parameters of its best epoch. */
  ComputationGraph trained(Trial trial) {
    Task task = new Task(trial.id(), trial.options(), options.epochs(), trial.seed());
    ComputationGraph network = search.space().network(trial.options(), trial.seed());
    trainer(task).fit(network, train, dev).orThrow();
    return network;
  }
}
