package io.palavra.embeddings.classifier;

import io.palavra.embeddings.checkpoint.StateCheckpoint;
import io.palavra.embeddings.supervised.SupervisedTraining;
import io.palavra.training.evaluation.Calibration;
import io.palavra.training.evaluation.ConfusionMatrix;
import io.palavra.training.evaluation.Predictions;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.loop.DevScore;
import io.palavra.training.loop.TrainingListener;
import io.palavra.training.loop.TrainingListener.Epoch;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The epochs of a run, with its development scores, its checkpoints and its ends before time. */
final class FastTextEpochs implements StateCheckpoint.State {
  private static final double NANOS = 1e9;
  private static final int MOST_EPOCHS_KEPT = 1 << 20;

  private final TrainRequest request;
  private final FastTextPreparation ready;
  private final SupervisedTraining training;
  private final StateCheckpoint checkpoint;
  private final List<Epoch> history = new ArrayList<>();
  private final long begun = System.nanoTime();
  private double before;
  private double lastCheckpoint;
  private long steps;
  private boolean stopped;

  FastTextEpochs(
      TrainRequest request, FastTextPreparation ready, StateCheckpoint checkpoint, boolean goesOn) {
    this.request = request;
    this.ready = ready;
    this.training = ready.training();
    this.checkpoint = checkpoint;
    if (goesOn) {
      before = checkpoint.restore(this);
      lastCheckpoint = before;
    }
  }

  /** Trains until all is done, the time is over or somebody asks for the stop; says which. */
  String run(List<TrainingListener> listeners) {
    int epochs = ready.options().epochs();
    int report = SupervisedTraining.LINES_A_REPORT;
    long batches = Math.max(1, (training.lines() + report - 1L) / report);
    steps = training.epochsDone() * batches;
    listeners.forEach(
        listener -> listener.onStart(new TrainingListener.Start(epochs, batches, steps, history)));
    try {
      while (training.epochsDone() < epochs) {
        if (!epoch(listeners, batches)) {
          stopped = request.stop().requested();
          return early();
        }
      }
      return String.format(
          Locale.ROOT, "%d epochs in %.1f s, loss %.4f", epochs, seconds(), training.loss());
    } finally {
      listeners.forEach(TrainingListener::close);
    }
  }

  private String early() {
    String done = training.epochsDone() + " of " + ready.options().epochs() + " epochs";
    return stopped
        ? "Stopped after " + done + "; --resume goes on from the last checkpoint"
        : "The time is over after " + done + " and a part";
  }

  private boolean epoch(List<TrainingListener> listeners, long batches) {
    int number = training.epochsDone();
    long start = System.nanoTime();
    boolean whole =
        training.epoch(
            () -> request.stop().requested() || over(),
            share -> step(listeners, number, batches, share));
    double seconds = (System.nanoTime() - start) / NANOS;
    if (!whole) {
      return false;
    }
    listeners.forEach(listener -> listener.onEvaluation(number));
    SortedMap<String, Double> metrics = score();
    double most =
        history.stream().mapToDouble(e -> e.dev().metrics().get("accuracy")).max().orElse(-1);
    Epoch epoch =
        new Epoch(
            number,
            training.loss(),
            new DevScore(metrics),
            metrics.get("accuracy") > most,
            (System.nanoTime() - start) / NANOS,
            training.tokens() / Math.max(1e-9, seconds));
    history.add(epoch);
    if (training.epochsDone() < ready.options().epochs()
        && seconds() - lastCheckpoint >= ready.options().checkpointSeconds()) {
      checkpoint.save(this, seconds());
      lastCheckpoint = seconds();
    }
    listeners.forEach(listener -> listener.onEpoch(epoch));
    if (request.stop().requested()) {
      checkpoint.save(this, seconds());
    }
    return true;
  }

  private synchronized void step(
      List<TrainingListener> listeners, int number, long batches, double share) {
    steps++;
    TrainingListener.Step step =
        new TrainingListener.Step(
            number,
            Math.min(batches, steps - number * batches),
            batches,
            steps,
            training.loss(),
            ready.options().learningRate() * (1 - share),
            training.tokens() / batches);
    listeners.forEach(listener -> listener.onStep(step));
  }

  private SortedMap<String, Double> score() {
    Predictions dev = ready.classifier().predict(ready.data().split().dev().corpus());
    ConfusionMatrix matrix = ConfusionMatrix.of(dev);
    SortedMap<String, Double> metrics = new TreeMap<>();
    metrics.put("loss", Calibration.NONE.negativeLogLikelihood(dev));
    metrics.put("accuracy", matrix.accuracy());
    metrics.put("macroF1", matrix.macroF1());
    return metrics;
  }

  private boolean over() {
    return request.budget().isPresent() && seconds() >= request.budget().get().toMillis() / 1000.0;
  }

  private double seconds() {
    return before + (System.nanoTime() - begun) / NANOS;
  }

  /** Whether somebody asked for the stop. */
  boolean stopped() {
    return stopped;
  }

  /** All epochs, those before a resume among them. */
  List<Epoch> history() {
    return history;
  }

  /** Words a second in training alone. */
  double tokensPerSecond() {
    return history.stream().mapToDouble(Epoch::tokensPerSecond).average().orElse(0);
  }

  /** A finished run needs it no more. */
  void removeCheckpoint() {
    checkpoint.remove();
  }

  @Override
  public void save(DataOutputStream out) throws IOException {
    out.writeInt(history.size());
    for (Epoch epoch : history) {
      out.writeDouble(epoch.trainLoss());
      out.writeBoolean(epoch.best());
      out.writeDouble(epoch.seconds());
      out.writeDouble(epoch.tokensPerSecond());
      out.writeInt(epoch.dev().metrics().size());
      for (Map.Entry<String, Double> metric : epoch.dev().metrics().entrySet()) {
        out.writeUTF(metric.getKey());
        out.writeDouble(metric.getValue());
      }
    }
    training.save(out);
  }

  @Override
  public void restore(DataInputStream in) throws IOException {
    int epochs = in.readInt();
    if (epochs < 0 || epochs > MOST_EPOCHS_KEPT) {
      throw new IOException("it has " + epochs + " epochs");
    }
    for (int i = 0; i < epochs; i++) {
      double loss = in.readDouble();
      boolean best = in.readBoolean();
      double seconds = in.readDouble();
      double rate = in.readDouble();
      SortedMap<String, Double> metrics = new TreeMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        metrics.put(in.readUTF(), in.readDouble());
      }
      history.add(new Epoch(i, loss, new DevScore(metrics), best, seconds, rate));
    }
    training.restore(in);
  }
}
