package io.palavra.training.classification;

import io.palavra.pipeline.batch.Batcher;
import io.palavra.pipeline.batch.BatcherOptions;
import io.palavra.pipeline.corpus.Corpora;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.encode.ExampleSource;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.language.LanguageScorer;
import io.palavra.training.language.LanguageTensors;
import io.palavra.training.loop.Checkpoints;
import io.palavra.training.loop.ClassWeights;
import io.palavra.training.loop.ScheduleShape;
import io.palavra.training.loop.StepTiming;
import io.palavra.training.loop.TextBatches;
import io.palavra.training.loop.Trainer;
import io.palavra.training.loop.TrainingOptions;
import io.palavra.training.loop.TrainingResult;
import io.palavra.training.progress.LanguageProgress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Before it learns the classes of its texts a network may learn to foretell their words: the layers
 * that it shares with a language model begin from what that has learned (Dai and Le 2015,
 * "Semi-supervised sequence learning"; in both directions as in Peters et al. 2018). The texts are
 * those of the training part, without their classes, and what {@link LanguageTexts} there are
 * besides; the epoch is chosen on the development part.
 */
final class LanguageStage<O extends Record & ClassifierOptions<O>> {
  /** The highest of a cosine that ends with the last epoch. */
  private static final double LEARNING_RATE = 0.003;

  private static final int WARMUP_STEPS = 200;

  /**
   * The loss of a text is a sum over its words, and texts of a batch are about as long as each
   * other: without a bound a batch of long texts would move the network many times as far as one of
   * short ones.
   */
  private static final double LONGEST_GRADIENT = 1;

  /**
   * Tokens of a piece: of whole long texts a batch would be a single step over as many words as
   * some thousand short sentences have.
   */
  private static final int LONGEST = 100;

  /** Of a short training, the share of its steps in which the learning rate rises. */
  private static final int WARMUP_SHARE = 10;

  private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);

  private final boolean bothWays;
  private final Preparation ready;
  private final Batcher batcher;
  private final ComputationGraph network;
  private final TrainingOptions training;
  private final TrainRequest request;

  /**
   * The stage; none where the options ask for none, where the network begins from a model, which
   * knows words already, or where the kind has no language model.
   *
   * @param ready with the network that is to begin from what is learned; what is in it before is
   *     where the language model begins
   */
  static <O extends Record & ClassifierOptions<O>> Optional<LanguageStage<O>> of(
      ClassifierKind<O> kind, O options, TrainRequest request, Preparation ready) {
    if (options.languageEpochs() == 0 || request.from().isPresent()) {
      return Optional.empty();
    }
    return kind.languageModel()
        .map(model -> new LanguageStage<>(kind, model, options, request, ready));
  }

  private LanguageStage(
      ClassifierKind<O> kind,
      LanguageModel<O> model,
      O options,
      TrainRequest request,
      Preparation ready) {
    this.bothWays = model.bothWays().test(options);
    this.ready = ready;
    this.request = request;
    this.batcher = batcher(options, request, ready);
    this.training = training(options, batcher);
    NeuralNetConfiguration.Builder common =
        training.configure(
            new NeuralNetConfiguration.Builder().seed(request.seed()).dataType(DataType.FLOAT),
            batcher.batches());
    this.network =
        new ComputationGraph(model.builder().configuration(common, options, ready.shape()));
    network.init();
    copy(ready.network().paramTable(), network);
    kind.beforeTraining(network, request.layers());
  }

  private static Batcher batcher(
      ClassifierOptions<?> options, TrainRequest request, Preparation ready) {
    Corpus<LabelledText> train = ready.data().split().train().corpus();
    Corpus<LabelledText> all =
        ready
            .languageTexts()
            .map(more -> Corpora.concat("texts to learn words from", List.of(train, more.corpus())))
            .orElse(train);
    return new Batcher(
        pieces(all, ready), BatcherOptions.of(options.training().batchSize(), request.seed()));
  }

  private static ExampleSource pieces(Corpus<LabelledText> corpus, Preparation ready) {
    return ExampleSource.withoutClasses(corpus, ready.data().encoder()).inPieces(LONGEST);
  }

  private static TrainingOptions training(ClassifierOptions<?> options, Batcher batcher) {
    long steps = batcher.batches() * options.languageEpochs();
    return options.training().toBuilder()
        .epochs(options.languageEpochs())
        .learningRate(LEARNING_RATE)
        .schedule(ScheduleShape.COSINE)
        .warmupSteps((int) Math.min(WARMUP_STEPS, steps / WARMUP_SHARE))
        .gradientClipping(LONGEST_GRADIENT)
        .labelSmoothing(0)
        .classWeights(ClassWeights.NONE)
        .patience(0)
        .metric("loss")
        .keepBest(true)
        .batchesPerStep(1)
        .averagedEpochs(0)
        .build();
  }

  /**
   * What a language model has learned.
   *
   * @param texts which those were, for people
   * @param result how its training went
   * @param parameters by name
   */
  record Learned(String texts, TrainingResult result, Map<String, INDArray> parameters) {

    /** Puts what a network has, too, into that. */
    void into(ComputationGraph network) {
      copy(parameters, network);
    }

    /** For people, one line. */
    String sentence() {
      return result
          .best()
          .map(
              epoch ->
                  String.format(
                      Locale.ROOT,
                      "It begins from a language model of %s: perplexity %.1f on dev after epoch"
                          + " %d, %.0f s",
                      texts,
                      epoch.dev().metrics().get(LanguageScorer.PERPLEXITY),
                      epoch.epoch() + 1,
                      result.seconds()))
          .orElse("The language model has ended no epoch");
    }
  }

  /** Learns, or goes on. */
  Learned learn(Checkpoints checkpoints, Consumer<String> say) {
    ExampleSource dev = pieces(ready.data().split().dev().corpus(), ready);
    TrainingResult result =
        Trainer.of(training, request.seed())
            .checkpoints(checkpoints)
            .listeners(List.of(new LanguageProgress(say, BETWEEN_LINES)))
            .stopOn(request.stop())
            .budget(request.budget().map(time -> time.dividedBy(2)))
            .fit(network, batches(), new LanguageScorer(dev, training.batchSize(), bothWays))
            .orThrow();
    String texts =
        ready
            .languageTexts()
            .map(besides -> "the training texts and " + besides.corpus().name())
            .orElse("the training texts");
    return new Learned(texts, result, network.paramTable());
  }

  /** Time that all its epochs take, in nanoseconds. */
  double nanos() {
    double tokens = (double) batcher.tokens() * training.epochs();
    return StepTiming.nanosPerToken(network, batches()) * tokens;
  }

  private TextBatches batches() {
    return new TextBatches(batcher, new LanguageTensors(bothWays)::batch);
  }

  private static void copy(Map<String, INDArray> from, ComputationGraph to) {
    to.paramTable()
        .forEach(
            (name, value) -> {
              if (from.containsKey(name)) {
                value.assign(from.get(name));
              }
            });
  }
}
