package io.palavra.translator;

import io.palavra.kernels.fit.FusedFit;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.option.OptionValue;
import io.palavra.pipeline.split.PartFiles;
import io.palavra.training.bundle.ModelBundle;
import io.palavra.training.kind.FirstRun;
import io.palavra.training.kind.ModelKind;
import io.palavra.training.kind.RunFolder;
import io.palavra.training.kind.TrainPlan;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.loop.ClassWeights;
import io.palavra.training.loop.StepTiming;
import io.palavra.training.loop.TrainingOptions;
import io.palavra.training.options.OptionBinder;
import io.palavra.translator.data.TranslationData;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Translation with encoder and decoder: the kind {@code translator}. */
public final class TranslatorKind implements ModelKind {
  static final String ID = "translator";

  private static final long FEW_PAIRS = 20_000;
  private static final List<String> FIRST =
      List.of(
          "embedding=128",
          "hidden=128",
          "merges=1000",
          "batchTokens=400",
          "learningRate=0.002",
          "epochs=12",
          "embeddingDropout=0.3",
          "dropout=0.3",
          "tied=none",
          "trueCase=false",
          "schedule=constant",
          "averagedEpochs=0",
          "patience=5");

  /** By what did best on the development set of Tatoeba's 13,402 pairs. */
  private static final List<String> FEW =
      List.of(
          "embedding=128",
          "merges=2000",
          "bpeDropout=0.1",
          "batchTokens=600",
          "learningRate=0.002",
          "epochs=45",
          "embeddingDropout=0.3");

  private static final double NANOS_PER_MINUTE = 60e9;
  private static final int FLOAT_BYTES = 4;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String description() {
    return "Translation from parallel files: encoder and decoder, with attention or without";
  }

  @Override
  public TranslatorOptions defaults() {
    return TranslatorOptions.defaults();
  }

  @Override
  public TranslatorOptions older() {
    return TranslatorBundle.OLDER;
  }

  /** There are no classes to weigh. */
  @Override
  public Set<String> unusedOptions() {
    return Set.of("classWeights");
  }

  /** Sentences of a small grammar: a small network learns them in about a minute. */
  @Override
  public FirstRun firstRun() {
    return new FirstRun("pairs-pt-en", bound(FIRST));
  }

  private TranslatorOptions bound(List<String> settings) {
    return OptionBinder.bind(defaults(), Optional.empty(), settings);
  }

  /** Few pairs bear fewer sub-words, cut in more than one way, and want more steps. */
  @Override
  public TranslatorOptions suggest(DataRequest data) {
    long pairs = TranslationData.of(data).trainPairs().size();
    return pairs < FEW_PAIRS ? bound(FEW) : defaults();
  }

  @Override
  public TrainPlan plan(TrainRequest request) {
    RunFolder.check(request.out(), request.resume());
    TranslatorPreparation ready = TranslatorPreparation.of(request, options(request));
    FusedFit.install(ready.network());
    double perToken = StepTiming.nanosPerToken(ready.network(), ready.batches());
    TranslatorOptions options = options(request);
    long parameters = ready.network().numParams();
    return new TrainPlan(
        "pairs",
        ready.batches().pairs(),
        ready.dev().size(),
        ready.test().size(),
        ready.subwords().target().size(),
        parameters,
        Runtime.getRuntime().maxMemory() + parameters * FLOAT_BYTES * 4,
        perToken * ready.batches().tokens() * options.training().epochs() / NANOS_PER_MINUTE);
  }

  @Override
  public TrainedRun train(TrainRequest request) {
    return new TranslatorRun(request, options(request)).run();
  }

  @Override
  public void requireRehearsable(TrainRequest request) {
    options(request);
    TranslationData data = TranslationData.of(request.data());
    data.trainPairs();
    data.devPairs();
    data.testPairs();
  }

  @Override
  public DataRequest joined(DataRequest data, Path folder) {
    return PartFiles.joinedPairs(TranslationData.of(data).split(), folder);
  }

  /** Its sub-words are learned with it, and no file of words has vectors for them. */
  @Override
  public boolean takesVectors() {
    return false;
  }

  @Override
  public Set<String> metrics() {
    return DevTranslations.METRICS;
  }

  @Override
  public Translator load(ModelBundle bundle) {
    return TranslatorBundle.unpack(bundle);
  }

  /** Refused here and not where options are made, so that models trained with them are read. */
  private static void requireUseful(TrainingOptions training) {
    ClassWeights weights = training.classWeights();
    if (weights != ClassWeights.NONE) {
      throw BadInputException.of(
          "option classWeights",
          OptionValue.of(weights),
          "its default, none, since a translator has no classes");
    }
  }

  private static TranslatorOptions options(TrainRequest request) {
    if (request.options() instanceof TranslatorOptions options) {
      requireUseful(options.training());
      return options;
    }
    throw BadInputException.of(
        "options", request.options().getClass().getSimpleName(), "TranslatorOptions");
  }
}
