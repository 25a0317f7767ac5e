package io.palavra.cnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.bundle.BundleReader;
import io.palavra.training.kind.TextClassifier;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.kind.UnitPattern;
import io.palavra.training.options.OptionBinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user can get wrong, and the edges of what is right. */
class BadInputTest {
  private static final List<String> TINY =
      List.of("filters=4", "epochs=2", "minCount=1", "dropout=0", "embeddingDropout=0");

  @TempDir Path folder;

  private TrainRequest request(List<String> rows, String... sets) throws IOException {
    Path csv = folder.resolve("data.csv");
    Files.writeString(csv, "text,label\n" + String.join("\n", rows) + "\n");
    List<String> all = new ArrayList<>(TINY);
    for (String set : sets) {
      all.removeIf(other -> other.startsWith(set.substring(0, set.indexOf('=') + 1)));
      all.add(set);
    }
    DataRequest data =
        new DataRequest(csv.toString(), Optional.of(csv), Optional.of(csv), Map.of());
    CnnOptions options = OptionBinder.bind(CnnOptions.defaults(), Optional.empty(), all);
    return TrainRequest.of(data, options, folder.resolve("run"));
  }

  private static List<String> dna(int rows) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      all.add("acgt".repeat(3) + "tataat" + "cg".repeat(1 + i) + ",+");
      all.add("acgt".repeat(3) + "gcgcgc" + "ca".repeat(1 + i) + ",-");
    }
    return all;
  }

  @Test
  void textsShorterThanTheWidestFilterAreAnswered() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      rows.add("good " + i + ",yes");
      rows.add("bad,no");
    }
    for (String border : new String[] {"same", "wide", "valid"}) {
      TrainedRun run =
          new CnnKind()
              .train(
                  TrainRequest.of(
                      request(rows).data(),
                      request(rows, "widths=2,30", "border=" + border).options(),
                      folder.resolve(border)));
      try (TextClassifier classifier = new CnnKind().load(BundleReader.read(run.model()))) {
        assertThat(classifier.classify("good").probabilities()).noneMatch(p -> p.isNaN());
        assertThat(classifier.classify("").probabilities()).noneMatch(p -> p.isNaN());
      }
    }
  }

  @Test
  void aLetterOutsideTheAlphabetIsNamedWithItsPlace() throws IOException {
    List<String> rows = new ArrayList<>(dna(4));
    rows.add("acgtuacg,+");
    TrainRequest request = request(rows, "style=dna");
    assertThatThrownBy(() -> new CnnKind().train(request))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("data.csv:10, place 5")
        .hasMessageContaining("\"u\"");
  }

  @Test
  void aLetterOutsideTheAlphabetInATextToTestOnIsNamedBeforeTheFolderIsMade() throws IOException {
    TrainRequest good = request(dna(4), "style=dna");
    Path test = folder.resolve("test.csv");
    Files.writeString(test, "text,label\nacgt,+\nacgz,-\n");
    DataRequest data =
        new DataRequest(good.data().data(), good.data().dev(), Optional.of(test), Map.of());
    TrainRequest request = TrainRequest.of(data, good.options(), folder.resolve("run"));
    assertThatThrownBy(() -> new CnnKind().train(request))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("test.csv:3, place 4")
        .hasMessageContaining("\"z\"");
    assertThat(folder.resolve("run")).doesNotExist();
    TrainedRun run = new CnnKind().train(good);
    try (TextClassifier classifier = new CnnKind().load(BundleReader.read(run.model()))) {
      assertThatThrownBy(() -> classifier.evaluate(data))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("test.csv:3, place 4");
    }
  }

  @Test
  void filtersOfADnaNetworkShowTheirMotifs() throws IOException {
    TrainedRun run =
        new CnnKind().train(request(dna(8), "style=dna", "epochs=20", "learningRate=0.01"));
    try (TextClassifier classifier = new CnnKind().load(BundleReader.read(run.model()))) {
      List<UnitPattern> patterns =
          classifier.patterns(DataRequest.of(folder.resolve("data.csv").toString()), 100);
      assertThat(patterns).isNotEmpty();
      assertThat(patterns.get(0).stretches().get(0).activation()).isPositive();
      assertThat(io.palavra.training.report.SequenceLogo.png(patterns)).isNotEmpty();
      assertThat(classifier.explain("acgtacgttataatcgcg").firings()).isNotEmpty();
    }
  }

  @Test
  void vectorsThatGoWithoutAFileOrAFileThatIsOfNoUseAreRefused() throws IOException {
    Path vectors = Files.writeString(folder.resolve("v.vec"), "1 3\ngood 1 2 3\n");
    List<String> rows = List.of("good,yes", "bad,no");
    for (String use : new String[] {"static", "non-static", "multichannel"}) {
      TrainRequest without = request(rows, "vectors=" + use);
      assertThatThrownBy(() -> new CnnKind().train(without))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("vectors")
          .hasMessageContaining(use);
    }
    TrainRequest with = request(rows, "vectors=random", "embedding=3").withVectors(vectors);
    assertThatThrownBy(() -> new CnnKind().train(with))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("random");
    TrainRequest letters = request(rows, "style=character", "embedding=3").withVectors(vectors);
    assertThatThrownBy(() -> new CnnKind().train(letters))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("option style: found \"character\"");
    TrainRequest wrongSize = request(rows, "vectors=static", "embedding=4").withVectors(vectors);
    assertThatThrownBy(() -> new CnnKind().train(wrongSize))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("3")
        .hasMessageContaining("4");
  }

  @Test
  void aWidthThatComesTwiceIsNamed() {
    assertThatThrownBy(() -> request(List.of("a,b"), "widths=3,4,3"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("widths=3,4,3")
        .hasMessageContaining("3 comes again");
  }

  @Test
  void aWidthOfNothingOrOfTenThousandIsNamed() {
    for (String width : List.of("0", "-1", "10000")) {
      assertThatThrownBy(() -> request(List.of("a,b"), "widths=3," + width))
          .as(width)
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("widths")
          .hasMessageContaining(width);
    }
  }

  @Test
  void aThousandClassesOfWhichMostHaveOneTextAreLearned() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      for (int copy = 0; copy < (i < 100 ? 3 : 1); copy++) {
        rows.add("word" + i + " copy" + copy + ",class" + i);
      }
    }
    TrainedRun run = new CnnKind().train(request(rows, "epochs=1"));
    assertThat(run.finished()).isTrue();
    try (TextClassifier classifier = new CnnKind().load(BundleReader.read(run.model()))) {
      assertThat(classifier.labels()).hasSize(1000);
      assertThat(
              classifier.classify("word7 copy0").probabilities().stream().mapToDouble(p -> p).sum())
          .isCloseTo(1, within(1e-4));
    }
  }
}
