package io.palavra.training.classification;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.batch.Batch;
import io.palavra.pipeline.batch.Batcher;
import io.palavra.pipeline.batch.BatcherOptions;
import io.palavra.pipeline.tensor.ClassificationTensors;
import io.palavra.pipeline.vocabulary.Labels;
import io.palavra.pipeline.vocabulary.Vocabulary;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.loop.ClassWeights;
import io.palavra.training.loop.Metric;
import io.palavra.training.loop.TextBatches;
import io.palavra.training.loop.TrainingBatch;
import io.palavra.training.loop.TrainingOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Everything up to the first step: the data, the batches and the network, for a run and for its
 * plan alike.
 *
 * @param data ready to learn from
 * @param batcher texts of the training part without those that have no token
 * @param batches for the loop
 * @param shape of the network
 * @param network with its first parameters
 * @param languageTexts that a language model learns from, too
 */
record Preparation(
    ClassificationData data,
    Batcher batcher,
    TextBatches batches,
    NetworkShape shape,
    ComputationGraph network,
    Optional<LanguageTexts> languageTexts) {

  static <O extends Record & ClassifierOptions<O>> Preparation of(
      TrainRequest request, O options, ClassifierKind<O> kind) {
    new Metric(options.training().metric()).require(kind.metrics());
    kind.check(options, request);
    Optional<StartingModel> start = start(request, options, kind);
    ClassificationData given =
        ClassificationData.of(
            request.data(),
            options.text(),
            kind.cleaning(),
            options.labelSeparator(),
            request.say());
    List<String> more = new ArrayList<>();
    start.ifPresent(model -> more.addAll(model.words()));
    Optional<LanguageTexts> texts =
        start.isPresent()
            ? Optional.empty()
            : LanguageTexts.of(options, given.given(), kind.cleaning());
    texts.ifPresent(read -> more.addAll(read.words()));
    Optional<GivenVectors> vectors =
        request
            .vectors()
            .filter(file -> options.vectorWords())
            .map(file -> GivenVectors.read(file, given.encoder(), more));
    vectors.ifPresent(file -> more.addAll(file.words()));
    return of(request, options, kind, given.knowing(more), start, vectors, 0).with(texts);
  }

  /**
   * The same of data that are ready already, with the request's seed.
   *
   * @param member which network of an ensemble it is
   */
  static <O extends Record & ClassifierOptions<O>> Preparation of(
      TrainRequest request,
      O options,
      ClassifierKind<O> kind,
      ClassificationData data,
      int member) {
    Optional<StartingModel> start = start(request, options, kind);
    return of(request, options, kind, data, start, Optional.empty(), member);
  }

  /**
   * The model to begin from, if any. It is read for each network anew, since held until the last
   * one it would take the room of a network all along.
   */
  private static <O extends Record & ClassifierOptions<O>> Optional<StartingModel> start(
      TrainRequest request, O options, ClassifierKind<O> kind) {
    return request.from().map(file -> StartingModel.read(file, request, options, kind));
  }

  private static <O extends Record & ClassifierOptions<O>> Preparation of(
      TrainRequest request,
      O options,
      ClassifierKind<O> kind,
      ClassificationData data,
      Optional<StartingModel> start,
      Optional<GivenVectors> vectors,
      int member) {
    TrainingOptions training = options.training();
    Vocabulary vocabulary = data.encoder().vocabulary();
    Batcher batcher =
        Batcher.training(
            data.split().train(),
            data.encoder(),
            data.labels().labels(),
            BatcherOptions.of(training.batchSize(), request.seed()),
            data.counts());
    double[] weights =
        training.classWeights() == ClassWeights.BALANCED
            ? data.labels().balancingWeights()
            : new double[0];
    Optional<LabelSets> sets = sets(options, data);
    Labels labels = sets.map(LabelSets::labels).orElse(data.labels().labels());
    int classes = labels.size();
    ClassificationTensors tensors =
        sets.map(s -> new ClassificationTensors(s.targets()))
            .orElseGet(
                () -> new ClassificationTensors(classes, training.labelSmoothing(), weights));
    NetworkShape shape =
        new NetworkShape(
            vocabulary.size(),
            classes,
            request.vectors().isPresent() || start.isPresent(),
            request.layers(),
            true);
    NeuralNetConfiguration.Builder common =
        training.configure(
            new NeuralNetConfiguration.Builder().seed(request.seed()).dataType(DataType.FLOAT),
            batcher.batches());
    ComputationGraph network =
        new ComputationGraph(kind.builder().configuration(common, options, shape));
    network.init();
    vectors
        .map(read -> read.put(vocabulary, network))
        .or(() -> request.vectors().map(file -> PretrainedVectors.put(file, vocabulary, network)))
        .ifPresent(request.say());
    kind.vectorsGiven(network);
    start.ifPresent(model -> request.say().accept(model.into(network, vocabulary, labels, member)));
    kind.beforeTraining(network, request.layers());
    TextBatches batches = new TextBatches(batcher, batch -> batch(batch, tensors));
    return new Preparation(data, batcher, batches, shape, network, Optional.empty());
  }

  private Preparation with(Optional<LanguageTexts> texts) {
    return new Preparation(data, batcher, batches, shape, network, texts);
  }

  private static TrainingBatch batch(Batch batch, ClassificationTensors tensors) {
    return new TrainingBatch(tensors.of(batch), batch.size(), batch.tokens());
  }

  /** The sets of labels, where texts have several. */
  static Optional<LabelSets> sets(ClassifierOptions<?> options, ClassificationData data) {
    if (options.labelSeparator().isEmpty()) {
      return Optional.empty();
    }
    TrainingOptions training = options.training();
    if (training.classWeights() != ClassWeights.NONE || training.labelSmoothing() > 0) {
      throw BadInputException.of(
          "option labelSeparator",
          options.labelSeparator(),
          "classWeights=none and labelSmoothing=0 with it");
    }
    return Optional.of(
        LabelSets.of(data.labels().labels(), options.labelSeparator(), data.given().name()));
  }

  /** Training texts without any token. */
  long empty() {
    return data.labels().total() - batcher.examples();
  }

  /**
   * The options of a request as this kind's.
   *
   * @throws BadInputException when they are another kind's
   */
  static <O extends Record> O options(TrainRequest request, Class<O> type) {
    if (!type.isInstance(request.options())) {
      throw BadInputException.of(
          "options", request.options().getClass().getSimpleName(), type.getSimpleName());
    }
    return type.cast(request.options());
  }
}
