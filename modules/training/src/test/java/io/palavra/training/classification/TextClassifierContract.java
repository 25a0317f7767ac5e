package io.palavra.training.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.bundle.BundleReader;
import io.palavra.training.bundle.ModelBundle;
import io.palavra.training.kind.Classification;
import io.palavra.training.kind.EvaluatedPart;
import io.palavra.training.kind.LayerChoice;
import io.palavra.training.kind.ModelScore;
import io.palavra.training.kind.TextClassifier;
import io.palavra.training.kind.TrainPlan;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.loop.BlasThreads;
import io.palavra.training.loop.ClassWeights;
import io.palavra.training.loop.StopSignal;
import io.palavra.training.loop.TrainingListener;
import io.palavra.training.options.OptionBinder;
import io.palavra.training.provenance.Reproduction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * What every text classifier passes, whatever its network. A classifier extends it, says which kind
 * it is, which of its options are wrong, and what its options are for the smallest networks.
 *
 * @param <O> the classifier's options
 */
public abstract class TextClassifierContract<O extends Record & ClassifierOptions<O>> {
  private static final List<String> EIGHT =
      List.of(
          "good,yes",
          "not good,no",
          "bad,no",
          "not bad,yes",
          "good but bad,no",
          "bad but good,yes",
          "not good but bad,no",
          "not bad but good,yes");

  @TempDir Path folder;

  /** The kind under test. */
  protected abstract ClassifierKind<O> kind();

  /** {@code option=value} for a small network with dropout, over the defaults. */
  protected abstract List<String> small();

  /** Wrong {@code option=value}, each refused. */
  protected abstract List<String> wrong();

  /** Whose layers to test with. */
  protected LayerChoice layers() {
    return LayerChoice.KERNELS;
  }

  @Test
  void gradientsAreExactUnderMasks() {
    inDouble(
        () -> {
          List<String> sets = new ArrayList<>(small());
          O options = options(withoutDropout(sets));
          ComputationGraph network = network(options, 6, 3);
          double[][] labels = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
          boolean exact =
              GradientCheckUtil.checkGradients(
                  new GradientCheckUtil.GraphConfig()
                      .net(network)
                      .subset(true)
                      .maxPerParam(6)
                      .epsilon(1e-6)
                      .maxRelError(1e-5)
                      .minAbsoluteError(1e-9)
                      .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)
                      .inputs(arrays(new double[][] {{2, 3, 4, 5}, {5, 2, 0, 0}, {3, 0, 0, 0}}))
                      .inputMask(arrays(new double[][] {{1, 1, 1, 1}, {1, 1, 0, 0}, {1, 0, 0, 0}}))
                      .labels(arrays(labels)));
          assertThat(exact).isTrue();
        });
  }

  @Test
  void paddingChangesNothing() {
    inDouble(
        () -> {
          ComputationGraph network = network(options(small()), 6, 2);
          INDArray narrow =
              network
                  .output(
                      false,
                      arrays(new double[][] {{2, 3, 4}, {5, 2, 0}}),
                      arrays(new double[][] {{1, 1, 1}, {1, 1, 0}}),
                      null)[0];
          INDArray wide =
              network
                  .output(
                      false,
                      arrays(new double[][] {{2, 3, 4, 5, 5}, {5, 2, 3, 3, 3}}),
                      arrays(new double[][] {{1, 1, 1, 0, 0}, {1, 1, 0, 0, 0}}),
                      null)[0];
          assertThat(narrow.sub(wide).amaxNumber().doubleValue()).isLessThan(1e-12);
        });
  }

  @Test
  void itLearnsEightTextsByHeart() throws IOException {
    Path eight = csv("eight.csv", EIGHT);
    DataRequest data =
        new DataRequest(eight.toString(), Optional.of(eight), Optional.of(eight), Map.of());
    TrainedRun run =
        train(
            data,
            "eight",
            1,
            false,
            "epochs=150",
            "patience=0",
            "learningRate=0.02",
            "batchSize=8");
    assertThat(run.test().get("accuracy")).isEqualTo(1.0);
  }

  @Test
  void aTrainingThatHardlyLearnsLeavesTheModelThatItBeganFromAsItWas() throws IOException {
    Path model = train(data(2), "first", 1, false, "epochs=3").model();
    TrainRequest request =
        TrainRequest.of(
                data(2),
                OptionBinder.bind(
                    kind().from(model), Optional.empty(), List.of("epochs=1", "learningRate=1e-9")),
                folder.resolve("runs/tuned"))
            .withFrom(model)
            .withSeed(2)
            .withLayers(layers());
    ModelBundle tuned = BundleReader.read(kind().train(request).model());
    BundleReader.read(model)
        .weights()
        .forEach(
            (name, learned) -> {
              float[] now = tuned.weights().get(name).values();
              // Averages of normalisation are counted, not learned.
              if (!name.endsWith("_mean") && !name.endsWith("_var")) {
                assertThat(now).containsExactly(learned.values(), Offset.offset(1e-5f));
              }
            });
  }

  @Test
  void anEnsembleAnswersInterruptedThreadsAndLeavesTheThreadsOfBlasAsTheyWere() throws IOException {
    TrainedRun run = train(data(2), "ensemble", 1, false, "epochs=1", "ensemble=2");
    try (BlasThreads three = BlasThreads.limit(3)) {
      assertThat(three).isNotNull();
      TextClassifier classifier = load(run);
      Classification usual = classifier.classify("mark0 w1");
      assertThat(openblas_nolapack.blas_get_num_threads()).isEqualTo(1);
      Thread.currentThread().interrupt();
      Classification interrupted = classifier.classify("mark0 w1");
      assertThat(Thread.interrupted()).isTrue();
      assertThat(interrupted.probabilities()).isEqualTo(usual.probabilities());
      classifier.close();
      assertThat(openblas_nolapack.blas_get_num_threads()).isEqualTo(3);
    }
  }

  @Test
  void aBundleAnswersAsTheModelThatWasSaved() throws IOException {
    DataRequest data = data(3);
    TrainedRun run = train(data, "saved", 1, false, "epochs=2");
    try (TextClassifier once = load(run);
        TextClassifier again = load(run)) {
      Path test = csv("test.csv", MadeTexts.rows(3, 60, 3));
      assertThat(once.evaluate(DataRequest.of(test.toString())).metrics())
          .isEqualTo(run.test())
          .isEqualTo(again.evaluate(DataRequest.of(test.toString())).metrics());
      assertThat(once.labels()).containsExactly("class0", "class1", "class2");
    }
  }

  @Test
  void anAnswerDoesNotDependOnTheCompany() throws IOException {
    try (TextClassifier classifier = load(train(data(2), "company", 1, false, "epochs=1"))) {
      List<String> texts = new ArrayList<>(MadeTexts.texts(7, 150));
      List<Classification> single = texts.stream().map(classifier::classify).toList();
      assertThat(classifier.classify(texts)).isEqualTo(single);
      List<Classification> streamed = new ArrayList<>();
      classifier.classify(texts.iterator()).forEachRemaining(streamed::add);
      assertThat(streamed).isEqualTo(single);
      List<Integer> order = new ArrayList<>(IntStream.range(0, texts.size()).boxed().toList());
      Collections.shuffle(order, new Random(5));
      assertThat(classifier.classify(order.stream().map(texts::get).toList()))
          .isEqualTo(order.stream().map(single::get).toList());
      assertThat(
              IntStream.range(0, 4)
                  .parallel()
                  .mapToObj(i -> classifier.classify(texts))
                  .allMatch(single::equals))
          .isTrue();
    }
  }

  @Test
  void everyTextHasAnAnswer() throws IOException {
    try (TextClassifier classifier = load(train(data(2), "any", 1, false, "epochs=1"))) {
      Classification nothing = classifier.classify("");
      Classification unknown = classifier.classify("xyzzy");
      assertThat(nothing.probabilities()).isEqualTo(unknown.probabilities());
      for (String text : List.of("", " \t", "xyzzy plugh", "w1", "w1 ".repeat(5000), "\uD83D")) {
        Classification answer = classifier.classify(text);
        assertThat(answer.text()).isEqualTo(text);
        assertThat(answer.probabilities().stream().mapToDouble(p -> p).sum())
            .isCloseTo(1, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(classifier.explain(text).classification().probabilities())
            .isEqualTo(answer.probabilities());
      }
      assertThat(classifier.classify(List.of())).isEmpty();
    }
  }

  @Test
  void aWrongOptionIsRefusedByNameAndValue() {
    for (String set : wrong()) {
      String name = set.substring(0, set.indexOf('='));
      String value = set.substring(set.indexOf('=') + 1);
      assertThatThrownBy(() -> options(List.of(set)))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining(name)
          .hasMessageContaining(value);
    }
  }

  @Test
  void fiveEpochsAResumeAndFiveMoreEqualTen() throws IOException {
    DataRequest data = data(2);
    TrainedRun whole = train(data, "whole", 3, false, "epochs=10", "patience=0");
    train(data, "parts", 3, false, "epochs=5", "patience=0");
    TrainedRun parts = train(data, "parts", 3, true, "epochs=10", "patience=0");
    ModelBundle one = BundleReader.read(whole.model());
    ModelBundle other = BundleReader.read(parts.model());
    assertThat(other.weights()).isEqualTo(one.weights());
    assertThat(parts.test()).isEqualTo(whole.test());
  }

  @Test
  void aRunThatWasStoppedGoesOnToTheSameModel() throws IOException {
    DataRequest data = data(2);
    TrainedRun whole = train(data, "unstopped", 4, false, "epochs=3", "patience=0");
    StopSignal stop = new StopSignal();
    TrainingListener stopper =
        new TrainingListener() {
          @Override
          public void onStep(Step step) {
            if (step.step() == 5) {
              stop.request();
            }
          }
        };
    List<String> sets = new ArrayList<>(small());
    sets.addAll(List.of("epochs=3", "patience=0"));
    TrainRequest request =
        TrainRequest.of(data, options(sets), folder.resolve("runs/stopped"))
            .withSeed(4)
            .withLayers(layers());
    TrainedRun stopped = kind().train(request.withStop(stop).withListeners(List.of(stopper)));
    assertThat(stopped.finished()).isFalse();
    assertThat(stopped.model()).doesNotExist();
    TrainedRun resumed = kind().train(request.withResume(true));
    assertThat(BundleReader.read(resumed.model()).weights())
        .isEqualTo(BundleReader.read(whole.model()).weights());
  }

  @Test
  void dataWithoutPartsAreScoredOnWhatTrainingSetAside() throws IOException {
    DataRequest data = DataRequest.of(csv("whole.csv", MadeTexts.rows(6, 240, 2)).toString());
    TrainedRun run = train(data, "split", 1, false, "epochs=1");
    try (TextClassifier classifier = load(run)) {
      assertThat(classifier.evaluate(data).metrics()).isEqualTo(run.test());
      DataRequest others = DataRequest.of(csv("others.csv", MadeTexts.rows(7, 30, 2)).toString());
      assertThat(classifier.evaluate(others).metrics().get("texts")).isEqualTo(30);
    }
  }

  @Test
  void theDevelopmentPartIsTheOneThatTrainingChoseBy() throws IOException {
    Path whole = csv("whole.csv", MadeTexts.rows(6, 240, 2));
    Path own = csv("own-dev.csv", MadeTexts.rows(8, 50, 2));
    DataRequest hashed = DataRequest.of(whole.toString());
    DataRequest given =
        new DataRequest(whole.toString(), Optional.of(own), Optional.empty(), Map.of());
    for (DataRequest data : List.of(hashed, given)) {
      boolean isGiven = data.dev().isPresent();
      TrainedRun run = train(data, isGiven ? "given" : "hashed", 1, false, "epochs=1");
      List<String> table = Files.readAllLines(run.model().resolveSibling("metrics.csv"));
      int column = List.of(table.get(0).split(",")).indexOf("dev_accuracy");
      try (TextClassifier classifier = load(run)) {
        ModelScore dev = classifier.score(data, EvaluatedPart.DEV);
        assertThat(dev.metrics().get("accuracy"))
            .isEqualTo(Double.parseDouble(table.get(1).split(",")[column]));
        assertThat(dev.metrics().get("texts")).isBetween(isGiven ? 50.0 : 15, isGiven ? 50.0 : 30);
        assertThat(dev.summary())
            .startsWith(
                "development part of whole, "
                    + (isGiven ? "as given\n" : "set aside by a hash of the text\n"));
        ModelScore test = classifier.score(data);
        assertThat(test.metrics()).isEqualTo(run.test());
        assertThat(test.summary()).startsWith("accuracy");
      }
    }
  }

  @Test
  void aModelIsReproducedFromItsProvenance() throws IOException {
    TrainedRun run = train(data(2), "first", 5, false, "epochs=2");
    Reproduction again =
        Reproduction.of(
            kind(), BundleReader.read(run.model()), folder.resolve("runs/again"), line -> {});
    assertThat(again.differences()).isEmpty();
  }

  @Test
  void aPlanTellsTheSizesAndWritesNothing() throws IOException {
    List<String> sets = new ArrayList<>(small());
    sets.add("batchSize=4");
    Path out = folder.resolve("runs/planned");
    TrainPlan plan = kind().plan(TrainRequest.of(data(2), options(sets), out).withLayers(layers()));
    assertThat(plan.trainRows()).isEqualTo(160);
    assertThat(plan.devRows()).isEqualTo(60);
    assertThat(plan.testRows()).isEqualTo(60);
    assertThat(plan.vocabulary()).isBetween(30, 40);
    assertThat(plan.parameters()).isPositive();
    assertThat(plan.memoryBytes()).isPositive();
    assertThat(plan.minutes()).isPositive();
    assertThat(out).doesNotExist();
  }

  @Test
  void suggestedOptionsFitTheData() throws IOException {
    O few = kind().suggest(data(2));
    assertThat(few.text().maxLength()).isEqualTo(16);
    assertThat(few.training().epochs()).isEqualTo(30);
    List<String> unequal = new ArrayList<>(MadeTexts.rows(1, 100, 1));
    unequal.add("mark1 w1 w2 w3,class1");
    O balanced = kind().suggest(DataRequest.of(csv("unequal.csv", unequal).toString()));
    assertThat(balanced.training().classWeights()).isEqualTo(ClassWeights.BALANCED);
  }

  @Test
  void aMiniBatchOfOneTextIsWeighedByItsClass() throws IOException {
    DataRequest data =
        new DataRequest(
            csv("nine.csv", MadeTexts.rows(1, 9, 2)).toString(),
            Optional.of(csv("few.csv", MadeTexts.rows(2, 20, 2))),
            Optional.of(csv("others.csv", MadeTexts.rows(3, 20, 2))),
            Map.of());
    TrainedRun run =
        train(data, "weighed", 1, false, "epochs=1", "batchSize=8", "classWeights=balanced");
    assertThat(run.model()).exists();
  }

  @Test
  void theSameSeedGivesTheSameModelAndAnotherSeedAnother() throws IOException {
    DataRequest data = data(2);
    ModelBundle one = BundleReader.read(train(data, "a", 1, false, "epochs=2").model());
    ModelBundle same = BundleReader.read(train(data, "b", 1, false, "epochs=2").model());
    ModelBundle other = BundleReader.read(train(data, "c", 2, false, "epochs=2").model());
    assertThat(same.weights()).isEqualTo(one.weights());
    assertThat(other.weights()).isNotEqualTo(one.weights());
  }

  @Test
  void aUsedFolderIsRefusedUnlessTheRunGoesOn() throws IOException {
    DataRequest data = data(2);
    train(data, "used", 1, false, "epochs=1");
    assertThatThrownBy(() -> train(data, "used", 1, false, "epochs=1"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("used");
    assertThatThrownBy(() -> train(data, "used", 2, true, "epochs=1"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("seed");
  }

  @Test
  void aClassThatTrainingHasNotSeenIsRefusedWithItsPlace() throws IOException {
    Path test = csv("strange.csv", List.of("w1 w2,class0", "w3,strange"));
    DataRequest data =
        new DataRequest(
            csv("train.csv", MadeTexts.rows(1, 80, 2)).toString(),
            Optional.empty(),
            Optional.of(test),
            Map.of());
    assertThatThrownBy(() -> train(data, "strange", 1, false, "epochs=1"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("strange.csv:3")
        .hasMessageContaining("strange");
    assertThat(folder.resolve("runs/strange")).doesNotExist();
  }

  private static List<String> withoutDropout(List<String> sets) {
    sets.replaceAll(
        set ->
            set.toLowerCase(java.util.Locale.ROOT).contains("dropout=")
                ? set.replaceAll("=.*", "=0")
                : set);
    return sets;
  }

  private O options(List<String> sets) {
    return OptionBinder.bind(kind().defaults(), Optional.empty(), sets);
  }

  private TrainedRun train(
      DataRequest data, String run, long seed, boolean resume, String... more) {
    List<String> sets = new ArrayList<>(List.of(more));
    sets.addAll(small());
    return kind()
        .train(
            TrainRequest.of(data, options(sets), folder.resolve("runs").resolve(run))
                .withSeed(seed)
                .withResume(resume)
                .withLayers(layers()));
  }

  private TextClassifier load(TrainedRun run) {
    return kind().load(BundleReader.read(run.model(), kind().id()));
  }

  /** A set of classes that single words tell apart, with its own test part. */
  private DataRequest data(int classes) throws IOException {
    return new DataRequest(
        csv("train.csv", MadeTexts.rows(1, 160, classes)).toString(),
        Optional.of(csv("dev.csv", MadeTexts.rows(2, 60, classes))),
        Optional.of(csv("test.csv", MadeTexts.rows(3, 60, classes))),
        Map.of());
  }

  private Path csv(String name, List<String> rows) throws IOException {
    return Files.writeString(folder.resolve(name), "text,label\n" + String.join("\n", rows) + "\n");
  }

  private ComputationGraph network(O options, int vocabulary, int classes) {
    NeuralNetConfiguration.Builder plain =
        new NeuralNetConfiguration.Builder().seed(5).dataType(DataType.DOUBLE).updater(new NoOp());
    ComputationGraph network =
        new ComputationGraph(
            kind()
                .builder()
                .configuration(
                    plain, options, new NetworkShape(vocabulary, classes, false, layers(), true)));
    network.init();
    return network;
  }

  private static INDArray[] arrays(double[][] values) {
    return new INDArray[] {Nd4j.createFromArray(values)};
  }

  private static void inDouble(Runnable test) {
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    try {
      test.run();
    } finally {
      Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
    }
  }
}
