package io.palavra.cnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.format.VectorFiles;
import io.palavra.embeddings.format.VectorFormat;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.bundle.BundleReader;
import io.palavra.training.bundle.ModelBundle;
import io.palavra.training.kind.LayerChoice;
import io.palavra.training.kind.TextClassifier;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.options.OptionBinder;
import io.palavra.training.provenance.Reproduction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Trainings that begin from a trained model. */
class FineTuningTest {
  private static final String HARDLY = "learningRate=1e-9";
  private static final List<String> SMALL =
      List.of(
          "filters=8",
          "embedding=8",
          "widths=1,2",
          "minCount=1",
          "batchSize=8",
          "dropout=0",
          "embeddingDropout=0",
          "patience=0");

  @TempDir Path folder;
  private final List<String> said = new ArrayList<>();
  private Path reviews;
  private Path notes;

  @BeforeEach
  void data() throws IOException {
    reviews = texts("reviews.csv", "a good film ", "a bad film ", "yes", "no");
    notes = texts("notes.csv", "some good news ", "some bad news ", "yes", "no");
  }

  private Path texts(String name, String good, String bad, String yes, String no)
      throws IOException {
    StringBuilder rows = new StringBuilder("text,label\n");
    for (int i = 0; i < 60; i++) {
      rows.append(i % 2 == 0 ? good + i + "," + yes : bad + i + "," + no).append('\n');
    }
    return Files.writeString(folder.resolve(name), rows);
  }

  private TrainedRun train(
      Path data, String out, UnaryOperator<TrainRequest> how, CnnOptions base, String... sets) {
    CnnOptions options = OptionBinder.bind(base, Optional.empty(), List.of(sets));
    TrainRequest request =
        TrainRequest.of(DataRequest.of(data.toString()), options, folder.resolve(out));
    return new CnnKind().train(how.apply(request.withSay(said::add)));
  }

  private Path first(String... more) {
    List<String> sets = new ArrayList<>(SMALL);
    sets.add("learningRate=0.02");
    sets.add("epochs=10");
    sets.addAll(List.of(more));
    return train(reviews, "first", r -> r, CnnOptions.defaults(), sets.toArray(String[]::new))
        .model();
  }

  private TrainedRun from(Path model, Path data, String out, String... sets) {
    return train(data, out, r -> r.withFrom(model).withSeed(9), new CnnKind().from(model), sets);
  }

  private static double yes(Path model, String text) {
    try (TextClassifier classifier = new CnnKind().load(BundleReader.read(model))) {
      return classifier.classify(text).probabilities().get(classifier.labels().indexOf("yes"));
    }
  }

  @Test
  void itsWordsStayKnownThoughTheNewTextsLackThem() {
    Path tuned = from(first(), notes, "words", HARDLY, "epochs=1").model();
    assertThat(BundleReader.read(tuned).text("vocabulary.txt")).contains("film").contains("news");
    assertThat(said).anyMatch(line -> line.contains("the classes are the same"));
  }

  @Test
  void otherClassesBeginAnewAndAreLearned() throws IOException {
    Path others = texts("others.csv", "some good news ", "some bad news ", "buy", "sell");
    TrainedRun run = from(first(), others, "others", "learningRate=0.02", "epochs=20");
    assertThat(run.test().get("accuracy")).isEqualTo(1.0);
    assertThat(said).anyMatch(line -> line.contains("the classes are others"));
  }

  @Test
  void eachNetworkOfAnEnsembleBeginsFromOneOfItsOwn() {
    Path model = first("ensemble=2", "vectors=random");
    Path again = from(model, notes, "both", HARDLY, "epochs=1").model();
    ModelBundle before = BundleReader.read(model);
    ModelBundle after = BundleReader.read(again);
    for (String name : List.of("classes_W", "network-2/classes_W")) {
      float[] old = before.weights().get(name).values();
      float[] now = after.weights().get(name).values();
      for (int i = 0; i < old.length; i++) {
        assertThat(now[i]).isCloseTo(old[i], within(1e-5f));
      }
    }
    assertThat(before.weights().get("classes_W"))
        .isNotEqualTo(before.weights().get("network-2/classes_W"));
  }

  @Test
  void itIsMadeAgainFromItsProvenance() {
    Path tuned = from(first(), notes, "made", "epochs=2").model();
    Reproduction made =
        Reproduction.of(
            new CnnKind(), BundleReader.read(tuned), folder.resolve("made-again"), line -> {});
    assertThat(made.differences()).isEmpty();
  }

  @Test
  void anotherNetworkAnotherTokeniserAndOtherLayersAreRefused() {
    Path model = first();
    assertThatThrownBy(() -> from(model, notes, "wide", "filters=5"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("option --from")
        .hasMessageContaining("a network of the same options");
    assertThatThrownBy(() -> from(model, notes, "letters", "tokenizer=characters"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("cuts texts");
    assertThatThrownBy(
            () ->
                train(
                    notes,
                    "stock",
                    r -> r.withFrom(model).withLayers(LayerChoice.STOCK),
                    new CnnKind().from(model)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("option --layers");
    assertThat(folder.resolve("wide")).doesNotExist();
  }

  @Test
  void whatIsNoModelOfThisKindIsRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("text.palavra"), "nothing of the kind");
    assertThatThrownBy(() -> new CnnKind().from(text)).isInstanceOf(BadInputException.class);
    assertThatThrownBy(() -> new CnnKind().from(folder.resolve("none.palavra")))
        .isInstanceOf(BadInputException.class);
  }

  @Test
  void wordsThatOnlyGivenVectorsHaveAreKnownWhereAskedFor() throws IOException {
    Path vectors =
        Files.writeString(
            folder.resolve("v.txt"), "good 1 0 0 1\nbad 0 1 1 0\nsuperb 1 0 0 1\nThe 1 1 1 1\n");
    String[] sets = {
      "filters=3", "embedding=4", "widths=1", "epochs=8", "learningRate=0.02", "vectors=static"
    };
    Path with =
        train(
                reviews,
                "with",
                r -> r.withVectors(vectors),
                CnnOptions.defaults(),
                append(sets, "vectorWords=true"))
            .model();
    Path without =
        train(reviews, "without", r -> r.withVectors(vectors), CnnOptions.defaults(), sets).model();
    assertThat(yes(with, "a superb film")).isEqualTo(yes(with, "a good film"));
    assertThat(yes(without, "a superb film")).isNotEqualTo(yes(without, "a good film"));
    assertThat(BundleReader.read(with).text("vocabulary.txt")).doesNotContain("The");
    assertThatThrownBy(
            () -> train(reviews, "none", r -> r, CnnOptions.defaults(), "vectorWords=true"))
        .hasMessageContaining("option vectorWords");
  }

  /** Of formats that are kept whole, too, and in one reading. */
  @ParameterizedTest
  @EnumSource(VectorFormat.class)
  void wordsOfVectorsInEveryFormatAreKnown(VectorFormat format) {
    Path vectors = folder.resolve("v");
    VectorFiles.write(
        WordVectors.of(
            List.of("good", "bad", "superb"),
            List.of(new float[] {1, 0}, new float[] {0, 1}, new float[] {1, 0})),
        vectors,
        format);
    String[] sets = {"filters=3", "embedding=2", "widths=1", "epochs=1", "vectors=static"};
    Path model =
        train(
                reviews,
                "model",
                r -> r.withVectors(vectors),
                CnnOptions.defaults(),
                append(sets, "vectorWords=true"))
            .model();
    assertThat(yes(model, "a superb film")).isEqualTo(yes(model, "a good film"));
    assertThat(said).anyMatch(line -> line.contains("has vectors for 3 of "));
  }

  @Test
  void filesThatItBeginsFromAreKnownByWhatIsInThem() throws IOException {
    Path vectors = Files.writeString(folder.resolve("v.txt"), "good 1 0\nsuperb 1 0\n");
    String[] sets = {"filters=3", "embedding=2", "widths=1", "epochs=1", "vectorWords=true"};
    UnaryOperator<TrainRequest> with = r -> r.withVectors(vectors);
    Path model = train(reviews, "model", with, CnnOptions.defaults(), sets).model();
    Files.writeString(vectors, "good 1 0\nlousy 0 1\n");
    assertThatThrownBy(
            () ->
                train(
                    reviews,
                    "model",
                    r -> with.apply(r).withResume(true),
                    CnnOptions.defaults(),
                    sets))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("--resume: found \"content of vectors=");
    Reproduction made =
        Reproduction.of(
            new CnnKind(), BundleReader.read(model), folder.resolve("again"), line -> {});
    assertThat(made.differences()).contains("vocabulary.txt: differs from line 7");
    assertThat(made.reasons()).singleElement().asString().startsWith("data vectors: SHA-256 ");
  }

  private static String[] append(String[] sets, String more) {
    List<String> all = new ArrayList<>(List.of(sets));
    all.add(more);
    return all.toArray(String[]::new);
  }
}
