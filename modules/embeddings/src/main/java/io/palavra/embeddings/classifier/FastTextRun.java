package io.palavra.embeddings.classifier;

import io.palavra.embeddings.checkpoint.StateCheckpoint;
import io.palavra.embeddings.fasttext.OutputLoss;
import io.palavra.training.baseline.BaselineResult;
import io.palavra.training.bundle.ModelBundle;
import io.palavra.training.checkpoint.RunIdentity;
import io.palavra.training.classification.RunRecord;
import io.palavra.training.classification.ScoringClassifier;
import io.palavra.training.evaluation.Calibration;
import io.palavra.training.kind.RunFrame;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.loop.PeakMemory;
import io.palavra.training.provenance.StartFiles;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/** One run from the data to the model and its report. */
final class FastTextRun implements RunFrame.Work<FastTextRun.Ready> {
  private final TrainRequest request;
  private final FastTextOptions options;
  private final Extent extent;
  private final Instant started = Instant.now();

  /**
   * A run that has not begun.
   *
   * @param extent how much of a run it is to be
   */
  FastTextRun(TrainRequest request, FastTextOptions options, Extent extent) {
    this.request = request;
    this.options = options;
    this.extent = extent;
  }

  /** How much of a run there is to be. */
  enum Extent {
    /** The training alone. */
    EPOCHS,
    /** The model and its report. */
    MODEL,
    /** These and the linear baseline, and a check of the data. */
    ALL
  }

  /** Everything up to the first epoch, and where the run's checkpoint is. */
  record Ready(FastTextPreparation all, StateCheckpoint checkpoint) {}

  TrainedRun run() {
    return RunFrame.run(request, this);
  }

  @Override
  public Ready prepare(RunFrame frame) {
    FastTextPreparation all = FastTextPreparation.of(request, options);
    return new Ready(all, new StateCheckpoint(frame.folder().checkpoints(), identity(all)));
  }

  private RunIdentity identity(FastTextPreparation ready) {
    boolean tree = options.loss().output() == OutputLoss.HIERARCHICAL_SOFTMAX;
    RunIdentity empty = RunIdentity.empty();
    return (tree ? empty.and("tree", "of falling counts") : empty)
        .and(options.withCheckpointSeconds(0))
        .and("train", ready.data().split().train().corpus().fingerprint().toString())
        .and("dev", ready.data().split().dev().corpus().fingerprint().toString())
        .and("seed", String.valueOf(request.seed()))
        .andContent(StartFiles.of(request).fingerprints());
  }

  @Override
  public boolean goesOn(Ready ready) {
    return request.resume() && ready.checkpoint().exists();
  }

  @Override
  public TrainedRun run(RunFrame frame, Ready ready) {
    boolean goesOn = goesOn(ready);
    ready.checkpoint().prepare();
    FastTextEpochs epochs = new FastTextEpochs(request, ready.all(), ready.checkpoint(), goesOn);
    return extent == Extent.EPOCHS
        ? frame.unfinished(epochs.run(request.listeners()))
        : model(frame, ready.all(), epochs);
  }

  private TrainedRun model(RunFrame frame, FastTextPreparation ready, FastTextEpochs epochs) {
    RunRecord record = new RunRecord(FastTextKind.ID, request, ready.data(), frame::say, started);
    Optional<BaselineResult> baseline = Optional.empty();
    if (extent == Extent.ALL) {
      long empty = ready.data().labels().total() - ready.training().lines();
      record.tell(empty, ready.training().parameters());
      baseline = Optional.of(record.baseline());
    }
    TrainedRun run = frame.unfinished(epochs.run(frame.listeners("accuracy")));
    if (epochs.stopped()) {
      return run;
    }
    frame.say(run.summary());
    RunRecord.Course course =
        new RunRecord.Course(epochs.history(), epochs.tokensPerSecond(), PeakMemory.bytes());
    TrainedRun finished = record.finish(frame.folder(), new Learned(ready), course, baseline);
    epochs.removeCheckpoint();
    return finished;
  }

  /** What was learned. */
  private record Learned(FastTextPreparation ready) implements RunRecord.Trained {

    @Override
    public ScoringClassifier raw() {
      return ready.classifier();
    }

    @Override
    public ModelBundle bundle(Calibration calibration, SortedMap<String, Double> metrics) {
      return ready.bundle(calibration, metrics);
    }
  }
}
