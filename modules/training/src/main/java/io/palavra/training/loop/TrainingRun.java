package io.palavra.training.loop;

import io.palavra.pipeline.BadInputException;
import io.palavra.training.loop.TrainingListener.Epoch;
import io.palavra.training.loop.TrainingListener.Start;
import io.palavra.training.loop.TrainingListener.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One call of {@link Trainer#fit}: what each turn of the loop does, and when it ends. */
final class TrainingRun implements AutoCloseable {
  private static final double NANOS = 1e9;

  private final Trainer setup;
  private final TrainingOptions options;
  private final ComputationGraph network;
  private final long batchesPerEpoch;
  private final Validator validator;
  private final Metric metric;
  private final LearningRate learningRate;
  private final Collection<org.deeplearning4j.optimize.api.TrainingListener> attached;
  private final Stepper stepper;

  private TrainState state = TrainState.initial();
  private Optional<INDArray> best = Optional.empty();
  private final Deque<INDArray> recent = new ArrayDeque<>();
  private String averaged = "";
  private Optional<StopReason> stop = Optional.empty();
  private Optional<BadInputException> divergence = Optional.empty();
  private long lap = System.nanoTime();
  private long saved = lap;

  TrainingRun(Trainer setup, ComputationGraph network, long batchesPerEpoch, Validator validator) {
    if (batchesPerEpoch < 1) {
      throw new IllegalArgumentException(batchesPerEpoch + " batches an epoch");
    }
    this.setup = setup;
    this.options = setup.options();
    this.network = network;
    this.batchesPerEpoch = batchesPerEpoch;
    this.validator = validator;
    this.metric = new Metric(options.metric());
    this.learningRate = options.learningRate(batchesPerEpoch);
    this.attached = new ArrayList<>(network.getListeners());
    this.stepper =
        new Stepper(network, setup.team(network), event -> tell(l -> l.onMemoryShort(event)));
  }

  /** Restores a former run's state, or seeds a new one. */
  void begin() {
    if (!validator.metrics().isEmpty()) {
      metric.require(validator.metrics());
    }
    setup
        .checkpoints()
        .restore(network)
        .ifPresentOrElse(
            former -> {
              state = former.state();
              requireNotBeyond();
              best = former.best();
              recent.addAll(former.recent());
            },
            () -> Nd4j.getRandom().setSeed(setup.seed()));
    List<org.deeplearning4j.optimize.api.TrainingListener> all = new ArrayList<>();
    all.add(stepper.listener());
    if (options.gradientClipping() > 0) {
      all.add(new GlobalNormClipping(options.gradientClipping()));
    }
    all.addAll(attached);
    network.setListeners(all);
    tell(
        l ->
            l.onStart(new Start(options.epochs(), batchesPerEpoch, state.step(), state.history())));
    decideBetweenEpochs();
  }

  /** A training with these options would have ended before: it can not be gone on with. */
  private void requireNotBeyond() {
    if (options.epochs() < state.epochsBegun()) {
      throw BadInputException.of(
          "option epochs",
          String.valueOf(options.epochs()),
          state.epochsBegun() + " or more: so many had begun when it was stopped");
    }
    if (options.patience() > 0 && options.patience() < state.patienceNeeded()) {
      throw BadInputException.of(
          "option patience",
          String.valueOf(options.patience()),
          "0, or "
              + state.patienceNeeded()
              + " or more: with less it would have ended before it was stopped");
    }
  }

  boolean goesOn() {
    return stop.isEmpty();
  }

  TrainState state() {
    return state;
  }

  /** Learns from the batches of one step. */
  void step(List<TrainingBatch> batches) {
    if (state.batch() == 0) {
      attached.forEach(l -> l.onEpochStart(network));
    }
    double rate = learningRate.valueAt(network.getIterationCount(), state.epoch());
    TrainingBatch all = TrainingBatch.counted(batches);
    double loss = all.meanLoss(stepper.step(batches.stream().map(TrainingBatch::data).toList()));
    if (!Double.isFinite(loss)) {
      diverge("the loss", loss, state.step() + 1);
      return;
    }
    state = state.afterStep(loss, batches.size(), all.tokens(), seconds());
    if (state.exploded()) {
      diverge("the loss, " + state.firstLoss() + " at first,", state.smoothLoss(), state.step());
      return;
    }
    Step step =
        new Step(
            state.epoch(), state.batch(), batchesPerEpoch, state.step(), loss, rate, all.tokens());
    tell(l -> l.onStep(step));
    decideInsideEpoch();
  }

  /** Scores the epoch and saves. */
  void endEpoch() {
    if (evaluate()) {
      save();
      decideBetweenEpochs();
    }
  }

  /** Gives the network its best parameters, where those are wanted. */
  TrainingResult end() {
    if (options.keepBest()) {
      tryMean();
      best.ifPresent(network::setParams);
    }
    return new TrainingResult(
        stop.orElseThrow(),
        state.best(),
        state.history(),
        state.step(),
        state.totalTokens(),
        state.tokensPerSecond(),
        state.totalSeconds(),
        PeakMemory.bytes(),
        message(),
        divergence);
  }

  /** Leaves the network's listeners as they were and closes those of the loop. */
  @Override
  public void close() {
    stepper.close();
    network.setListeners(attached);
    tell(TrainingListener::close);
  }

  private void decideInsideEpoch() {
    if (setup.stop().requested()) {
      save();
      stop = stop.or(() -> Optional.of(StopReason.INTERRUPTED));
    } else if (overBudget()) {
      save();
      if (goesOn() && evaluate()) {
        stop = Optional.of(StopReason.BUDGET);
      }
    } else if (checkpointDue()) {
      save();
    }
  }

  private void decideBetweenEpochs() {
    if (!goesOn()) {
      return;
    }
    if (setup.stop().requested()) {
      stop = Optional.of(StopReason.INTERRUPTED);
    } else if (state.epoch() >= options.epochs()) {
      stop = Optional.of(StopReason.ALL_EPOCHS);
    } else if (options.patience() > 0 && state.epochsWithoutImprovement() >= options.patience()) {
      stop = Optional.of(StopReason.NO_IMPROVEMENT);
    } else if (overBudget() && (state.batch() == 0 || evaluate())) {
      stop = Optional.of(StopReason.BUDGET);
    }
  }

  private boolean overBudget() {
    return setup
        .budget()
        .map(budget -> state.totalSeconds() >= budget.toNanos() / NANOS)
        .orElse(false);
  }

  private boolean checkpointDue() {
    int steps = options.checkpointSteps();
    double minutes = options.checkpointMinutes();
    return steps > 0 && state.step() % steps == 0
        || minutes > 0 && System.nanoTime() - saved >= minutes * 60 * NANOS;
  }

  /** A state that can not be gone on from is never saved over one that can. */
  private void save() {
    if (!finiteParameters()) {
      return;
    }
    setup.checkpoints().save(network, state, best, List.copyOf(recent));
    saved = System.nanoTime();
    state = state.afterPause(seconds());
  }

  /** The validator may draw random numbers; training must not notice. */
  private boolean evaluate() {
    if (!finiteParameters()) {
      return false;
    }
    tell(l -> l.onEvaluation(state.epoch()));
    RandomState random = RandomState.current();
    DevScore dev = validator.score(network);
    random.restore();
    double value = metric.of(dev);
    if (!Double.isFinite(value)) {
      diverge("the " + metric.name() + " on the development set", value, state.step());
      return false;
    }
    boolean better = state.best().map(e -> metric.better(value, metric.of(e.dev()))).orElse(true);
    if (better) {
      keepBest();
    }
    keepRecent();
    state = state.afterPause(seconds()).afterEpoch(dev, better);
    attached.forEach(l -> l.onEpochEnd(network));
    network.incrementEpochCount();
    Epoch epoch = state.history().get(state.history().size() - 1);
    tell(l -> l.onEpoch(epoch));
    return true;
  }

  private void keepBest() {
    best.ifPresentOrElse(
        old -> old.assign(network.params()), () -> best = Optional.of(network.params().dup()));
  }

  private void keepRecent() {
    if (options.averagedEpochs() < 2) {
      return;
    }
    recent.addLast(network.params().dup());
    if (recent.size() > options.averagedEpochs()) {
      recent.removeFirst();
    }
  }

  /** The mean of the last epochs' parameters takes the best one's place if it is better still. */
  private void tryMean() {
    boolean over = stop.filter(reason -> reason != StopReason.INTERRUPTED).isPresent();
    if (recent.size() < 2 || !over || stop.get() == StopReason.DIVERGED) {
      return;
    }
    INDArray mean = recent.getFirst().dup();
    recent.stream().skip(1).forEach(mean::addi);
    network.setParams(mean.divi(recent.size()));
    RandomState random = RandomState.current();
    double value = metric.of(validator.score(network));
    random.restore();
    boolean better =
        Double.isFinite(value)
            && state.best().map(e -> metric.better(value, metric.of(e.dev()))).orElse(true);
    if (better) {
      best = Optional.of(mean);
    }
    averaged =
        String.format(
            Locale.ROOT,
            "; the mean of the last %d epochs has %.4f and is %s",
            recent.size(),
            value,
            better ? "kept" : "left");
  }

  private boolean finiteParameters() {
    double sum = network.params().sumNumber().doubleValue();
    if (!Double.isFinite(sum)) {
      diverge("the sum of the parameters", sum, state.step());
    }
    return goesOn();
  }

  private void diverge(String what, double value, long step) {
    String expected =
        String.format(
            Locale.ROOT,
            "a smaller one: %s became %s at step %d (epoch %d); the last good checkpoint is %s",
            what,
            value,
            step,
            state.epoch() + 1,
            setup.checkpoints().place());
    stop = Optional.of(StopReason.DIVERGED);
    divergence =
        Optional.of(
            BadInputException.of("learningRate", String.valueOf(options.learningRate()), expected));
  }

  private String message() {
    String end =
        switch (stop.orElseThrow()) {
          case ALL_EPOCHS -> "All " + state.epoch() + " epochs are done";
          case NO_IMPROVEMENT ->
              "No better " + metric.name() + " for " + options.patience() + " epochs";
          case BUDGET -> "The time is over after step " + state.step();
          case INTERRUPTED ->
              "Stopped after step "
                  + state.step()
                  + ", saved in "
                  + setup.checkpoints().place()
                  + "; to go on, give the same command with --resume";
          case DIVERGED -> divergence.orElseThrow().getMessage();
        };
    return end + state.best().map(this::describe).orElse("") + averaged;
  }

  private String describe(Epoch epoch) {
    return String.format(
        Locale.ROOT,
        "; the best epoch is %d with %s %.4f",
        epoch.epoch() + 1,
        metric.name(),
        metric.of(epoch.dev()));
  }

  private void tell(Consumer<TrainingListener> what) {
    setup.listeners().forEach(what);
  }

  /** Seconds since this was last called. */
  private double seconds() {
    long now = System.nanoTime();
    double passed = (now - lap) / NANOS;
    lap = now;
    return passed;
  }
}
