package io.palavra.embeddings.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.embeddings.fasttext.LabelTree;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.bundle.BundleReader;
import io.palavra.training.bundle.FloatTensor;
import io.palavra.training.bundle.ModelBundle;
import io.palavra.training.kind.Classification;
import io.palavra.training.kind.Explanation;
import io.palavra.training.kind.TextClassifier;
import io.palavra.training.kind.TrainPlan;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.loop.StopSignal;
import io.palavra.training.loop.TrainingListener;
import io.palavra.training.loop.TrainingListener.Step;
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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FastTextKindTest {
  private final FastTextKind kind = new FastTextKind();

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"softmax", "hs", "ova"})
  void itLearnsWhatPairsOfWordsMeanAndABundleAnswersAlike(String loss) throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      rows.addAll(List.of("good x,yes", "not good,no", "bad x,no", "not bad,yes", "so so,eh"));
    }
    Path data = csv("pairs.csv", rows);
    DataRequest request =
        new DataRequest(data.toString(), Optional.of(data), Optional.of(data), Map.of());
    TrainedRun run = train(request, "pairs", 1, false, "loss=" + loss, "epochs=60");
    assertThat(run.finished()).isTrue();
    assertThat(run.test().get("accuracy")).isEqualTo(1.0);
    try (TextClassifier once = load(run)) {
      assertThat(once.evaluate(request).metrics()).isEqualTo(run.test());
      assertThat(once.labels()).containsExactly("eh", "no", "yes");
      assertThat(once.classify("not bad").label()).isEqualTo("yes");
    }
    for (String file :
        List.of("metrics.csv", "metrics.json", "train.log", "report.html", "curves.png")) {
      assertThat(run.model().resolveSibling(file)).isNotEmptyFile();
    }
  }

  @Test
  void theTreeOfLabelsPutsFrequentOnesNearItsRoot() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      rows.add("aa w" + i + ",a");
      rows.addAll(List.of("bb w" + i + ",b", "bb,b", "cc w" + i + ",c", "cc,c"));
      rows.addAll(Collections.nCopies(8, "dd w" + i + ",d"));
    }
    Path data = csv("skewed.csv", rows);
    DataRequest request =
        new DataRequest(data.toString(), Optional.of(data), Optional.of(data), Map.of());
    ModelBundle bundle =
        BundleReader.read(
            train(request, "skewed", 1, false, "loss=hs", "epochs=30").model(), "fasttext");
    // Labels by number, and how many texts have them.
    assertThat(bundle.weight("tree", 4, 2).values()).containsExactly(3, 80, 1, 20, 2, 20, 0, 10);
    try (FastTextClassifier classifier = FastTextBundle.unpack(bundle)) {
      assertThat(classifier.labels()).containsExactly("a", "b", "c", "d");
      for (String label : classifier.labels()) {
        assertThat(classifier.classify(label + label).label()).isEqualTo(label);
      }
      LabelTree tree = new LabelTree(new long[] {80, 20, 20, 10});
      assertThat(classifier.model().labels()).containsExactly("d", "b", "c", "a");
      assertThat(tree.path(0)).hasSize(1);
      assertThat(tree.path(3)).hasSize(3);
    }
    SortedMap<String, FloatTensor> before = new TreeMap<>(bundle.weights());
    before.remove("tree");
    before.put("counts", new FloatTensor(new long[] {4}, new float[] {10, 20, 20, 80}));
    ModelBundle unsorted = new ModelBundle("fasttext", bundle.texts(), before);
    try (FastTextClassifier classifier = FastTextBundle.unpack(unsorted)) {
      assertThat(classifier.model().labels()).containsExactly("a", "b", "c", "d");
    }
  }

  @Test
  void everyTextHasAnAnswerThatDoesNotDependOnItsCompany() throws IOException {
    try (TextClassifier classifier = load(train(data(), "any", 1, false))) {
      List<String> texts =
          List.of("", " \t", "xyzzy plugh", "w1", "mark0 w3", "w1 ".repeat(5000), "\uD83D", "</s>");
      List<Classification> single = texts.stream().map(classifier::classify).toList();
      assertThat(classifier.classify(texts)).isEqualTo(single);
      assertThat(
              IntStream.range(0, 4)
                  .parallel()
                  .mapToObj(i -> classifier.classify(texts))
                  .allMatch(single::equals))
          .isTrue();
      for (Classification answer : single) {
        assertThat(answer.probabilities().stream().mapToDouble(p -> p).sum())
            .isCloseTo(1, within(1e-9));
      }
    }
  }

  @Test
  void theTellingWordExplainsTheAnswer() throws IOException {
    try (TextClassifier classifier = load(train(data(), "explained", 1, false))) {
      Explanation explanation = classifier.explain("w1 mark1 w2");
      assertThat(explanation.classification().label()).isEqualTo("class1");
      assertThat(explanation.tokens()).hasSize(3);
      assertThat(explanation.occlusion()[1])
          .isGreaterThan(explanation.occlusion()[0])
          .isGreaterThan(explanation.occlusion()[2]);
      assertThat(explanation.gradient()[1])
          .isGreaterThan(explanation.gradient()[0])
          .isGreaterThan(explanation.gradient()[2]);
    }
  }

  @Test
  void surestAnswersStillDifferAndASingleWrongOneDoesNotFlattenAll() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      rows.addAll(List.of("good w" + i + ",yes", "bad w" + i + ",no", "so w" + i + ",eh"));
    }
    Path learned = csv("sure.csv", rows);
    rows.add("good good good,no");
    Path chosen = csv("sure-but-one.csv", rows);
    DataRequest request =
        new DataRequest(learned.toString(), Optional.of(chosen), Optional.of(chosen), Map.of());
    TrainedRun run = train(request, "sure", 1, false, "loss=ova", "epochs=100");
    try (TextClassifier classifier = load(run)) {
      List<Double> sure = classifier.classify("good").probabilities();
      // Outside three of 181 the labels are as sure as can be: far from even.
      assertThat(sure.get(2)).isGreaterThan(0.9);
      assertThat(sure.get(0)).isNotEqualTo(sure.get(1));
      assertThat(classifier.classify("good w1").probability())
          .isNotEqualTo(classifier.classify("bad w2").probability());
      double[] occlusion = classifier.explain("good w1").occlusion();
      assertThat(occlusion[0]).isGreaterThan(1).isGreaterThan(occlusion[1]);
    }
  }

  @Test
  void aStoppedRunGoesOnToTheSameModelAndItsHistoryIsWhole() throws IOException {
    TrainedRun whole = train(data(), "whole", 3, false, "checkpointSeconds=0");
    StopSignal stop = new StopSignal();
    TrainingListener stopper =
        new TrainingListener() {
          @Override
          public void onEpoch(Epoch epoch) {
            if (epoch.epoch() == 1) {
              stop.request();
            }
          }
        };
    TrainRequest request = request(data(), "stopped", 3, "checkpointSeconds=0");
    TrainedRun stopped = kind.train(request.withStop(stop).withListeners(List.of(stopper)));
    assertThat(stopped.finished()).isFalse();
    assertThat(stopped.model()).doesNotExist();
    assertThatThrownBy(() -> kind.train(request.withSeed(4).withResume(true)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("seed=3");
    TrainedRun resumed = kind.train(request.withResume(true));
    assertThat(BundleReader.read(resumed.model()).weights())
        .isEqualTo(BundleReader.read(whole.model()).weights());
    assertThat(Files.readAllLines(resumed.model().resolveSibling("metrics.csv"))).hasSize(1 + 8);
  }

  @Test
  void aModelIsReproducedFromItsProvenance() throws IOException {
    TrainedRun run = train(data(), "first", 5, false);
    Reproduction again =
        Reproduction.of(
            kind, BundleReader.read(run.model()), folder.resolve("runs/again"), line -> {});
    assertThat(again.differences()).isEmpty();
  }

  @Test
  void aPlanTellsTheSizesAndWritesNothing() throws IOException {
    TrainRequest request = request(data(), "planned", 1);
    TrainPlan plan = kind.plan(request);
    assertThat(plan.trainRows()).isEqualTo(160);
    assertThat(plan.devRows()).isEqualTo(60);
    assertThat(plan.parameters()).isPositive();
    assertThat(plan.minutes()).isPositive();
    assertThat(request.out()).doesNotExist();
  }

  @Test
  void aRehearsalTellsEpochsAndLeavesTheTestPartAlone() throws IOException {
    List<Integer> epochs = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onEpoch(Epoch epoch) {
            epochs.add(epoch.epoch());
            assertThat(epoch.dev().metrics().keySet()).isEqualTo(kind.metrics());
          }
        };
    TrainedRun run = kind.rehearse(request(data(), "hunt", 1).withListeners(List.of(listener)));
    assertThat(epochs).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    assertThat(run.model()).doesNotExist();
  }

  @Test
  void everyStepTellsTheMeanLossOfItsEpochSoFar() throws IOException {
    List<Step> steps = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onStep(Step step) {
            steps.add(step);
          }

          @Override
          public void onEpoch(Epoch epoch) {
            losses.add(epoch.trainLoss());
            assertThat(epoch.trainLoss()).isEqualTo(steps.get(steps.size() - 1).loss());
          }
        };
    kind.rehearse(request(data(), "told", 1, "loss=softmax").withListeners(List.of(listener)));
    assertThat(steps).hasSize(8 * 3).allSatisfy(step -> assertThat(step.loss()).isPositive());
    // An even answer between two classes.
    assertThat(steps.get(0).loss()).isCloseTo(Math.log(2), within(0.1));
    assertThat(steps.get(0).learningRate()).isCloseTo(0.5 * (1 - 64 / 1280.0), within(1e-9));
    assertThat(losses.get(7)).isLessThan(losses.get(0));
  }

  @Test
  void aRehearsalStoppedBehindAnEpochGoesOnFromThere() throws IOException {
    StopSignal stop = new StopSignal();
    List<Integer> before = new ArrayList<>();
    List<Integer> epochs = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onStart(Start start) {
            before.add(start.history().size());
          }

          @Override
          public void onEpoch(Epoch epoch) {
            epochs.add(epoch.epoch());
            if (epoch.epoch() == 2) {
              stop.request();
            }
          }
        };
    TrainRequest request = request(data(), "rungs", 1).withListeners(List.of(listener));
    kind.rehearse(request.withStop(stop));
    kind.rehearse(request.withResume(true));
    assertThat(before).containsExactly(0, 3);
    assertThat(epochs).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "embedding=0",
        "wordNgrams=0",
        "maxN=-1",
        "maxN=3",
        "buckets=0",
        "loss=ns",
        "epochs=two",
        "learningRate=0",
        "threads=0"
      })
  void aWrongOptionIsRefusedByName(String set) {
    String name = set.substring(0, set.indexOf('=')).replace("maxN=3", "minN");
    assertThatThrownBy(() -> options(set))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(set.equals("maxN=3") ? "minN" : name);
  }

  @Test
  void aBundleWhoseNumbersDoNotFitIsRefused() throws IOException {
    ModelBundle sound = BundleReader.read(train(data(), "sound", 1, false).model());
    for (float wrong : new float[] {-1, 1.5f, 2_000_000, Float.NaN}) {
      SortedMap<String, FloatTensor> weights = new TreeMap<>(sound.weights());
      float[] buckets = weights.get("buckets").values().clone();
      buckets[0] = wrong;
      weights.put("buckets", new FloatTensor(new long[] {buckets.length}, buckets));
      assertThatThrownBy(() -> kind.load(new ModelBundle("fasttext", sound.texts(), weights)))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("buckets");
    }
    SortedMap<String, FloatTensor> fewer = new TreeMap<>(sound.weights());
    fewer.remove("labels");
    assertThatThrownBy(() -> kind.load(new ModelBundle("fasttext", sound.texts(), fewer)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("labels");
  }

  @Test
  void aLearningRateWithWhichTheWeightsRunOffIsNamedAndNothingOfItIsSaved() {
    assertThatThrownBy(
            () -> train(data(), "wild", 1, false, "learningRate=100", "checkpointSeconds=0"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("option learningRate: found \"100.0\", expected a smaller one");
    assertThat(folder.resolve("runs/wild/model.palavra")).doesNotExist();
  }

  private TextClassifier load(TrainedRun run) {
    return kind.load(BundleReader.read(run.model(), "fasttext"));
  }

  private FastTextOptions options(String... sets) {
    return OptionBinder.bind(kind.defaults(), Optional.empty(), List.of(sets));
  }

  private TrainRequest request(DataRequest data, String run, long seed, String... more) {
    List<String> sets = new ArrayList<>(List.of("embedding=8", "epochs=8", "buckets=1000"));
    for (String set : more) {
      sets.removeIf(other -> other.startsWith(set.substring(0, set.indexOf('=') + 1)));
      sets.add(set);
    }
    return TrainRequest.of(
            data, options(sets.toArray(String[]::new)), folder.resolve("runs").resolve(run))
        .withSeed(seed);
  }

  private TrainedRun train(
      DataRequest data, String run, long seed, boolean resume, String... more) {
    return kind.train(request(data, run, seed, more).withResume(resume));
  }

  private DataRequest data() throws IOException {
    return new DataRequest(
        csv("train.csv", rows(1, 160)).toString(),
        Optional.of(csv("dev.csv", rows(2, 60))),
        Optional.of(csv("test.csv", rows(3, 60))),
        Map.of());
  }

  private static List<String> rows(long seed, int count) {
    Random random = new Random(seed);
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              StringBuilder text = new StringBuilder("mark" + i % 2);
              for (int w = random.nextInt(12); w > 0; w--) {
                text.append(" w").append(random.nextInt(30));
              }
              return text + ",class" + i % 2;
            })
        .toList();
  }

  private Path csv(String name, List<String> rows) throws IOException {
    return Files.writeString(folder.resolve(name), "text,label\n" + String.join("\n", rows) + "\n");
  }
}
