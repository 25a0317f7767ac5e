package io.palavra.search.training;

import io.palavra.search.study.Halt;
import io.palavra.search.study.Outcome;
import io.palavra.search.study.Task;
import io.palavra.search.study.Workbench;
import io.palavra.search.trial.EpochScore;
import io.palavra.training.loop.TrainingListener;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Trains candidates in this process, each in a folder of its own. */
public final class KindBench implements Workbench {
  private final CandidateRequest request;
  private final Path folder;

  /**
   * @param folder in which each candidate gets one by its name
   */
  public KindBench(CandidateRequest request, Path folder) {
    this.request = request;
    this.folder = folder;
  }

  @Override
  public Outcome train(Task task, Consumer<EpochScore> epochs, Halt halt) {
    return train(request, folder.resolve(task.id().toString()), task, epochs, halt);
  }

  static Outcome train(
      CandidateRequest request, Path folder, Task task, Consumer<EpochScore> epochs, Halt halt) {
    return Attempt.run(
        epochs,
        halt,
        attempt -> {
          Record options = request.options(task.options());
          TrainingListener watch =
              attempt.watch(task.epochs(), request.patience(options), request.keepsBest(options));
          return request
              .kind()
              .rehearse(
                  request
                      .in(folder, options, task.seed(), attempt.stop())
                      .withListeners(List.of(watch)))
              .finished();
        });
  }
}
