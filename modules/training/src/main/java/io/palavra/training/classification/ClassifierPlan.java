package io.palavra.training.classification;

import io.palavra.training.kind.RunFolder;
import io.palavra.training.kind.TrainPlan;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.loop.BlasThreads;
import io.palavra.training.loop.StepTiming;

/** Tells what a run would take, by a few steps of it. */
final class ClassifierPlan<O extends Record & ClassifierOptions<O>> {
  private static final double NANOS_PER_MINUTE = 60e9;

  /** Evaluation and reading besides the steps, as a share of the steps' time. */
  private static final double BESIDES = 0.15;

  /** Parameters, their gradient, the updater's two moments and the best parameters. */
  private static final int COPIES = 5;

  /** Arrays as large as the states that a recurrent layer keeps for its way back. */
  private static final int KEPT_STATES = 24;

  private final ClassifierKind<O> kind;
  private final TrainRequest request;
  private final O options;

  ClassifierPlan(ClassifierKind<O> kind, TrainRequest request) {
    this.kind = kind;
    this.request = request;
    this.options = Preparation.options(request, kind.type());
  }

  TrainPlan measure() {
    RunFolder.check(request.out(), request.resume());
    Preparation ready = Preparation.of(request, options, kind);
    return new TrainPlan(
        "texts",
        ready.batcher().examples(),
        ready.data().devRows(),
        ready.data().testRows(),
        ready.data().encoder().vocabulary().size(),
        ready.network().numParams(),
        memory(ready),
        minutes(ready));
  }

  /** Minutes of all epochs; early stopping may need fewer. */
  private double minutes(Preparation ready) {
    BlasThreads threads = BlasThreads.limit(kind.blasThreads());
    try {
      double all =
          (double) ready.batcher().tokens() * options.training().epochs() * options.ensemble();
      double perToken = StepTiming.nanosPerToken(ready.network(), ready.batches());
      return (perToken * all + language(ready)) * (1 + BESIDES) / NANOS_PER_MINUTE;
    } finally {
      threads.close();
    }
  }

  /** Nanoseconds of the language model that comes before. */
  private double language(Preparation ready) {
    return LanguageStage.of(kind, options, request, ready).map(LanguageStage::nanos).orElse(0.0);
  }

  private long memory(Preparation ready) {
    long parameters = ready.network().numParams() * Float.BYTES * COPIES;
    long widest =
        ready.network().paramTable().values().stream()
            .mapToLong(array -> array.size(array.rank() - 1))
            .max()
            .orElse(1);
    long states = (long) options.training().batchSize() * ready.batcher().longest() * widest;
    return Runtime.getRuntime().maxMemory() + parameters + states * Float.BYTES * KEPT_STATES / 4;
  }
}
