package io.palavra.embeddings.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.format.VectorFiles;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.bundle.BundleReader;
import io.palavra.training.kind.EvaluatedPart;
import io.palavra.training.kind.ModelScore;
import io.palavra.training.kind.TrainPlan;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.loop.StopSignal;
import io.palavra.training.options.OptionBinder;
import io.palavra.training.provenance.Reproduction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingsKindTest {
  private static final EmbeddingsKind KIND = new EmbeddingsKind();

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theBundleGivesTheSameVectorsAsTheFileBesideIt(boolean subwords) throws IOException {
    String[] sets = subwords ? new String[] {"subwords=true", "buckets=5000"} : new String[0];
    TrainedRun run = KIND.train(request("run", sets));
    WordVectors model = KIND.load(BundleReader.read(run.model())).vectors();
    WordVectors file = VectorFiles.read(folder.resolve("run/vectors.vec")).vectors();
    assertThat(model.words()).containsExactlyElementsOf(file.words().toList());
    for (int i = 0; i < model.size(); i++) {
      assertThat(model.vector(i)).isEqualTo(file.vector(i));
    }
    assertThat(model.hasSubwords()).isEqualTo(subwords);
    assertThat(model.vector("gatinhos").isPresent()).isEqualTo(subwords);
    assertThat(folder.resolve("run/metrics.json"))
        .content()
        .contains("\"tokensPerSecond\"", "\"peakMemoryBytes\"", "\"seed\" : 1");
    assertThat(folder.resolve("run/train.log")).isNotEmptyFile();
    assertThat(Files.list(folder.resolve("run/checkpoints"))).isEmpty();
  }

  @Test
  void aDeterministicModelIsReproducedToTheBit() throws IOException {
    TrainedRun run = KIND.train(request("run", "deterministic=true"));
    Reproduction again =
        Reproduction.of(KIND, BundleReader.read(run.model()), folder.resolve("again"), line -> {});
    assertThat(again.differences()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"skip-gram", "cbow", "glove", "pv-dm", "pv-dbow"})
  void aStoppedRunIsGoneOnWithAndEqualsOneThatWasNotStopped(String model) throws IOException {
    StopSignal stop = new StopSignal();
    stop.request();
    String[] sets = {"deterministic=true", "model=" + model};
    TrainedRun stopped = KIND.train(request("run", sets).withStop(stop));
    assertThat(stopped.finished()).isFalse();
    assertThat(stopped.model()).doesNotExist();
    assertThatThrownBy(
            () ->
                KIND.train(
                    request("run", "deterministic=true", "model=" + model, "window=2")
                        .withResume(true)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("window=5");
    TrainedRun resumed = KIND.train(request("run", sets).withResume(true));
    TrainedRun straight = KIND.train(request("straight", sets));
    assertThat(BundleReader.read(resumed.model()).weights())
        .isEqualTo(BundleReader.read(straight.model()).weights());
  }

  @Test
  void aDamagedCheckpointIsRefusedByItsName() throws IOException {
    StopSignal stop = new StopSignal();
    stop.request();
    KIND.train(request("run", "deterministic=true").withStop(stop));
    Path checkpoint = folder.resolve("run/checkpoints/training.checkpoint");
    byte[] bytes = Files.readAllBytes(checkpoint);
    bytes[bytes.length / 2] ^= 1;
    Files.write(checkpoint, bytes);
    assertThatThrownBy(() -> KIND.train(request("run", "deterministic=true").withResume(true)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("training.checkpoint");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "minN=0|subwords=true|minN",
        "buckets=0|subwords=true|buckets",
        "threads=-1|window=5|threads",
        "tokenizer=wordz|window=5|words",
        "model=glove|subwords=true|subwords",
        "model=glove|loss=hs|loss",
        "model=glove|xMax=0|xMax",
        "model=glove|alpha=-1|alpha",
        "model=glove|maxPairs=1|maxPairs",
        "model=pv-dm|subwords=true|subwords=true\", expected false with model=pv-dm",
        "model=pv-dbow|loss=hs|loss=hs\", expected ns with model=pv-dbow",
        "model=pv-dm|inferenceEpochs=0|inferenceEpochs",
        "dimensions=0|window=5|dimensions",
        "checkpointMinutes=-1|window=5|checkpointMinutes"
      })
  void aWrongOptionIsRefusedByItsName(String one, String two, String named) {
    assertThatThrownBy(
            () ->
                OptionBinder.bind(
                    EmbeddingsOptions.defaults(), Optional.empty(), List.of(one, two)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(named);
  }

  @ParameterizedTest
  @ValueSource(strings = {"minN=2", "maxN=5", "buckets=1000"})
  void whatSubWordsAloneReadIsRefusedWithoutThem(String option) throws IOException {
    assertThatThrownBy(() -> KIND.train(request("run", option)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("option " + option.replaceAll("=.*", ""))
        .hasMessageContaining("none with subwords=false");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n\n", "um dois três quatro"})
  void aTextWithoutAFrequentWordIsRefused(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("rare.txt"), text);
    TrainRequest request =
        TrainRequest.of(
            DataRequest.of(file.toString()), EmbeddingsOptions.defaults(), folder.resolve("run"));
    assertThatThrownBy(() -> KIND.train(request))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("rare.txt");
  }

  @Test
  void aValueOutOfRangeIsRefusedByTheNameOfItsOption() {
    for (String[] sets :
        new String[][] {
          {"sample=-1"},
          {"minN=6", "maxN=3", "subwords=true"},
          {"maxN=0", "subwords=true"},
          {"maxWords=0"}
        }) {
      String name = sets[0].substring(0, sets[0].indexOf('='));
      assertThatThrownBy(() -> request("run", sets))
          .isInstanceOf(BadInputException.class)
          .hasMessageStartingWith("--set: found \"" + name + "=");
    }
  }

  @Test
  void aTextOfOneWordTeachesNothingAndIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("one.txt"), "eco ".repeat(100));
    TrainRequest request =
        TrainRequest.of(
            DataRequest.of(file.toString()), EmbeddingsOptions.defaults(), folder.resolve("run"));
    assertThatThrownBy(() -> KIND.train(request))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("two different words");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void theLinesOfAllFilesOfAFolderAreRead() throws IOException {
    Path texts = Files.createDirectories(folder.resolve("texts/deep"));
    Files.writeString(texts.resolve("a.txt"), "alfa beta\n".repeat(10));
    Files.writeString(texts.resolveSibling("b.txt"), "gama delta\n".repeat(10));
    DataRequest data = DataRequest.of(texts.getParent().toString());
    TrainedRun run =
        KIND.train(TrainRequest.of(data, EmbeddingsOptions.defaults(), folder.resolve("run")));
    assertThat(KIND.load(BundleReader.read(run.model())).vectors().words())
        .containsExactlyInAnyOrder("alfa", "beta", "gama", "delta");
  }

  @Test
  void wordsAreCutAtSpacesAloneWhereThatIsAskedFor() throws IOException {
    Path file = Files.writeString(folder.resolve("t.txt"), "Olá, mundo! olá,\n".repeat(10));
    assertThat(words(file, "tokenizer=spaces", "lowerCase=false", "punctuation=true"))
        .containsExactlyInAnyOrder("Olá,", "mundo!", "olá,");
    assertThat(words(file)).containsExactlyInAnyOrder("olá", "mundo");
  }

  private List<String> words(Path file, String... sets) {
    EmbeddingsOptions options =
        OptionBinder.bind(EmbeddingsOptions.defaults(), Optional.empty(), List.of(sets));
    TrainRequest request =
        TrainRequest.of(
            DataRequest.of(file.toString()), options, folder.resolve("run" + sets.length));
    return KIND.load(BundleReader.read(KIND.train(request).model())).vectors().words().toList();
  }

  @Test
  void aFileOfSimilaritiesIsScoredAtTheEndAndLater() throws IOException {
    Path pairs =
        Files.writeString(
            folder.resolve("pairs.txt"), "w0a\tw0b\t9\nw0a\tw1a\t1\nw1a\tw1b\t8\nw0b\tx\t5\n");
    TrainRequest plain = request("run", "deterministic=true");
    DataRequest data =
        new DataRequest(plain.data().data(), Optional.empty(), Optional.of(pairs), Map.of());
    TrainedRun run = KIND.train(TrainRequest.of(data, plain.options(), plain.out()));
    assertThat(run.test()).containsEntry("pairs.coverage", 0.75);
    EmbeddingsModel model = KIND.load(BundleReader.read(run.model()));
    ModelScore score = model.score(DataRequest.of(pairs.toString()));
    assertThat(score.metrics()).isEqualTo(run.test());
    assertThat(score.summary()).contains("3 of 4 pairs");
    assertThatThrownBy(() -> model.score(DataRequest.of(pairs.toString()), EvaluatedPart.DEV))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("option --part: found \"dev\", expected test");
  }

  @Test
  void aRunGoesOnFromTheVectorsThatItIsGiven() throws IOException {
    Path start = vectors(20, "w0a", "w1b", "unheard");
    List<String> said = new ArrayList<>();
    TrainRequest still = request("run", "deterministic=true", "learningRate=1e-9");
    TrainedRun run = KIND.train(still.withVectors(start).withSay(said::add));
    assertThat(said).contains("Starting from " + start + ", which has vectors for 2 of 20 words");
    WordVectors model = KIND.load(BundleReader.read(run.model())).vectors();
    assertThat(model.vector("w1b").orElseThrow()).containsOnly(new float[] {3}, within(1e-3f));
    assertThat(model.vector("w1c").orElseThrow()[0]).isBetween(-0.5f, 0.5f);
    Reproduction again =
        Reproduction.of(KIND, BundleReader.read(run.model()), folder.resolve("again"), line -> {});
    assertThat(again.differences()).isEmpty();
  }

  @Test
  void aResumedRunKeepsWhatItLearnedBeyondItsFirstVectorsAndRefusesOthers() throws IOException {
    StopSignal stop = new StopSignal();
    stop.request();
    Path start = vectors(20, "w0a", "w1b");
    TrainRequest asked = request("run", "deterministic=true").withVectors(start);
    assertThat(KIND.train(asked.withStop(stop)).finished()).isFalse();
    assertThatThrownBy(() -> KIND.train(request("run", "deterministic=true").withResume(true)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no vectors");
    List<String> said = new ArrayList<>();
    TrainedRun resumed = KIND.train(asked.withResume(true).withSay(said::add));
    assertThat(said).noneMatch(line -> line.startsWith("Starting from"));
    TrainRequest anew = request("straight", "deterministic=true").withVectors(start);
    TrainedRun straight = KIND.train(anew);
    assertThat(BundleReader.read(resumed.model()).weights())
        .isEqualTo(BundleReader.read(straight.model()).weights());
    KIND.train(request("run2", "deterministic=true").withVectors(start).withStop(stop));
    vectors(20, "w0a");
    assertThatThrownBy(
            () ->
                KIND.train(
                    request("run2", "deterministic=true").withVectors(start).withResume(true)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("vectors=");
  }

  @Test
  void vectorsThatCanNotBeUsedAreRefusedBeforeThereIsAFolder() throws IOException {
    Map<Path, String> bad =
        Map.of(
            folder.resolve("nowhere.vec"), "nowhere.vec",
            vectors(7, "w0a"), "found \"vectors of 7 numbers\", expected 20 numbers",
            Files.writeString(folder.resolve("s.vec"), "1 20\nx" + " 1".repeat(20) + "\n"),
                "s.vec: expected a vector for at least one");
    for (Map.Entry<Path, String> one : bad.entrySet()) {
      assertThatThrownBy(() -> KIND.train(request("run").withVectors(one.getKey())))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining(one.getValue());
      assertThatThrownBy(() -> KIND.plan(request("run").withVectors(one.getKey())))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining(one.getValue());
      assertThat(folder.resolve("run")).doesNotExist();
    }
  }

  @Test
  void aTestFileThatCanNotBeUsedIsRefusedBeforeTraining() throws IOException {
    Path broken = Files.writeString(folder.resolve("pairs.txt"), "w0a\tw0b\t9\nw0a\tw1a\n");
    for (Path test : List.of(broken, folder.resolve("no-such-set"))) {
      TrainRequest plain = request("run");
      DataRequest data =
          new DataRequest(plain.data().data(), Optional.empty(), Optional.of(test), Map.of());
      assertThatThrownBy(() -> KIND.train(TrainRequest.of(data, plain.options(), plain.out())))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining(test.getFileName().toString());
      assertThat(folder.resolve("run")).doesNotExist();
    }
  }

  private Path vectors(int dimensions, String... words) throws IOException {
    StringBuilder lines = new StringBuilder(words.length + " " + dimensions + "\n");
    for (String word : words) {
      lines.append(word).append(" 3".repeat(dimensions)).append('\n');
    }
    return Files.writeString(folder.resolve("start" + dimensions + ".vec"), lines);
  }

  @ParameterizedTest
  @CsvSource({"skip-gram, 10", "cbow, 5", "glove, 10", "pv-dm, 10", "pv-dbow, 10"})
  void aLearningRateWithWhichTheWeightsRunOffIsNamedAndNothingOfItIsSaved(String model, double rate)
      throws IOException {
    String[] sets = {
      "model=" + model, "learningRate=" + rate, "epochs=40", "checkpointMinutes=1e-5"
    };
    String message = "option learningRate: found \"" + rate + "\", expected a smaller one";
    assertThatThrownBy(() -> KIND.train(request("run", sets)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
    assertThat(folder.resolve("run/model.palavra")).doesNotExist();
    assertThatThrownBy(() -> KIND.train(request("run", sets).withResume(true)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aPlanReadsTheTextAndWritesNothing() throws IOException {
    TrainPlan plan = KIND.plan(request("run"));
    assertThat(plan.unit()).isEqualTo("words");
    assertThat(plan.vocabulary()).isEqualTo(20);
    long more = KIND.plan(request("run", "subwords=true")).memoryBytes();
    assertThat(plan.memoryBytes()).isBetween(400_000_000L, more - 1);
    assertThat(more).isLessThan(500_000_000L);
    assertThat(folder.resolve("run")).doesNotExist();
  }

  private TrainRequest request(String out, String... sets) throws IOException {
    Path text = folder.resolve("text.txt");
    if (!Files.exists(text)) {
      Files.writeString(text, topics());
    }
    List<String> all = new ArrayList<>(List.of("dimensions=20"));
    if (Stream.of(sets).noneMatch(set -> set.startsWith("epochs="))) {
      all.add("epochs=2");
    }
    all.addAll(List.of(sets));
    return TrainRequest.of(
        DataRequest.of(text.toString()),
        OptionBinder.bind(EmbeddingsOptions.defaults(), Optional.empty(), all),
        folder.resolve(out));
  }

  private static String topics() {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < 3000; line++) {
      int topic = random.nextInt(4);
      for (int i = 0; i < 12; i++) {
        text.append('w').append(topic).append((char) ('a' + random.nextInt(5))).append(' ');
      }
      text.append('\n');
    }
    return text.toString();
  }
}
