package io.palavra.search.tune;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.bundle.ModelBundle;
import io.palavra.training.kind.Model;
import io.palavra.training.kind.ModelKind;
import io.palavra.training.kind.TrainPlan;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.loop.DevScore;
import io.palavra.training.loop.TrainingListener.Epoch;
import io.palavra.training.loop.TrainingListener.Start;
import io.palavra.training.loop.TrainingListener.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Learns nothing, but has learning curves that its options decide, checkpoints, and candidates that
 * fail: with {@code hidden} of 13 it runs out of memory, with 14 it diverges. Beside a file {@code
 * full} no candidate has room for a checkpoint.
 */
public final class FakeKind implements ModelKind {
  private final long millis;

  /** Epochs that take no time. */
  public FakeKind() {
    this(Long.getLong("fake.millis", 0));
  }

  FakeKind(long millis) {
    this.millis = millis;
  }

  @Override
  public String id() {
    return "fake";
  }

  @Override
  public String description() {
    return "for tests";
  }

  @Override
  public Record defaults() {
    return FakeOptions.defaults();
  }

  @Override
  public Record suggest(DataRequest data) {
    if (data.reading().containsKey("labl")) {
      throw BadInputException.of("reading option", "labl", "a known option; did you mean label?");
    }
    if (!data.data().equals("nothing") && !Files.exists(Path.of(data.data()))) {
      throw BadInputException.of("data", data.data(), "a data set's name, or a file that is there");
    }
    return defaults();
  }

  @Override
  public TrainPlan plan(TrainRequest request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Set<String> metrics() {
    return Set.of("loss", "accuracy");
  }

  /** Best at a learning rate of 0.01 and a GRU; more so with more epochs. */
  static double accuracy(FakeOptions options, int epoch, long seed) {
    double off = Math.log10(options.learningRate()) + 2;
    double cell = options.cell() == FakeOptions.Unit.GRU ? 0.05 : 0;
    double noise = new java.util.SplittableRandom(seed * 31 + options.hidden()).nextDouble() / 100;
    return (0.9 - 0.1 * off * off + cell + noise) * (1 - Math.exp(-epoch));
  }

  @Override
  public TrainedRun rehearse(TrainRequest request) {
    FakeOptions options = (FakeOptions) request.options();
    try {
      Files.createDirectories(request.out().resolve("checkpoints"));
      Path checkpoint = request.out().resolve("checkpoints").resolve("epochs");
      List<Epoch> history = new ArrayList<>();
      int done = Files.exists(checkpoint) ? Integer.parseInt(Files.readString(checkpoint)) : 0;
      for (int epoch = 0; epoch < done; epoch++) {
        history.add(epoch(options, epoch, request.seed()));
      }
      Start start = new Start(options.epochs(), 1, done, history);
      request.listeners().forEach(listener -> listener.onStart(start));
      while (done < options.epochs() && !request.stop().requested()) {
        step(options, request);
        Epoch epoch = epoch(options, done, request.seed());
        request.listeners().forEach(listener -> listener.onEpoch(epoch));
        done++;
        if (Files.exists(request.out().resolveSibling("full"))) {
          throw BadInputException.place(checkpoint.toString(), "room for the file");
        }
        Path next = checkpoint.resolveSibling("next");
        Files.writeString(next, String.valueOf(done));
        Files.move(next, checkpoint, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new TrainedRun(request.out(), false, new TreeMap<>(), "");
  }

  private void step(FakeOptions options, TrainRequest request) {
    request.listeners().forEach(l -> l.onStep(new Step(0, 0, 1, 1, 1, 0.1, 1)));
    if (options.hidden() == 13) {
      throw new OutOfMemoryError("a wish");
    }
    if (options.hidden() == 14) {
      throw BadInputException.of("learningRate", "0.1", "a smaller one: the loss became NaN");
    }
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Epoch epoch(FakeOptions options, int epoch, long seed) {
    TreeMap<String, Double> metrics = new TreeMap<>();
    metrics.put("accuracy", accuracy(options, epoch + 1, seed));
    metrics.put("loss", 1 - accuracy(options, epoch + 1, seed));
    return new Epoch(epoch, 1.0 / (epoch + 1), new DevScore(metrics), true, 0.5, options.hidden());
  }

  @Override
  public TrainedRun train(TrainRequest request) {
    rehearse(request);
    TreeMap<String, Double> test = new TreeMap<>();
    test.put("accuracy", accuracy((FakeOptions) request.options(), 9, 99));
    Path model = request.out().resolve("model.palavra");
    try {
      Files.writeString(model, "a model");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new TrainedRun(model, true, test, "done");
  }

  @Override
  public Model load(ModelBundle bundle) {
    throw new UnsupportedOperationException();
  }
}
