package io.palavra.cnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.bundle.BundleReader;
import io.palavra.training.bundle.ModelBundle;
import io.palavra.training.kind.Classification;
import io.palavra.training.kind.EvaluatedPart;
import io.palavra.training.kind.Explanation;
import io.palavra.training.kind.ModelScore;
import io.palavra.training.kind.TextClassifier;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.options.OptionBinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts that have several labels each. */
class SeveralLabelsTest {
  @TempDir Path folder;

  /** A word for each label; stray separators, blanks and repetitions on the way. */
  private Path data() throws IOException {
    String[] sets = {
      "fast", "cheap;fast", " big ; cheap;", ";big;;fast;big", "big", "fast;cheap;big"
    };
    StringBuilder rows = new StringBuilder("text,label\n");
    for (int i = 0; i < 180; i++) {
      String set = sets[i % sets.length];
      String words = set.replace(';', ' ').replaceAll(" +", " ").strip();
      rows.append("item ").append(i).append(' ').append(words).append(',').append(set).append('\n');
    }
    return Files.writeString(folder.resolve("data.csv"), rows);
  }

  private TrainedRun train(Path data, String... more) {
    List<String> sets =
        new ArrayList<>(
            List.of(
                "labelSeparator=;",
                "filters=8",
                "embedding=8",
                "widths=1,2",
                "learningRate=0.02",
                "epochs=8",
                "batchSize=16"));
    for (String set : more) {
      sets.removeIf(other -> other.startsWith(set.substring(0, set.indexOf('=') + 1)));
      sets.add(set);
    }
    CnnOptions options = OptionBinder.bind(CnnOptions.defaults(), Optional.empty(), sets);
    return new CnnKind()
        .train(TrainRequest.of(DataRequest.of(data.toString()), options, folder.resolve("run")));
  }

  @Test
  void eachLabelIsDecidedByItself() throws IOException {
    Path data = data();
    TrainedRun run = train(data);
    assertThat(run.test().get("microF1")).isGreaterThan(0.9);
    assertThat(run.summary()).contains("label", "precision", "cheap");
    assertThat(Files.readString(folder.resolve("run/metrics.json")))
        .contains("hammingLoss", "\"baseline\"", "microF1");
    assertThat(run.summary()).contains("Linear baseline: micro-F1");
    ModelBundle bundle = BundleReader.read(run.model());
    try (TextClassifier classifier = new CnnKind().load(bundle)) {
      assertThat(classifier.labels()).containsExactly("big", "cheap", "fast");
      Classification both = classifier.classify("item 7 cheap big");
      assertThat(both.label()).isEqualTo("big;cheap");
      assertThat(both.probability()).isBetween(0.0, 1.0);
      assertThat(classifier.score(DataRequest.of(data.toString())).metrics().get("accuracy"))
          .isEqualTo(run.test().get("accuracy"));
      ModelScore dev = classifier.score(DataRequest.of(data.toString()), EvaluatedPart.DEV);
      assertThat(dev.summary()).startsWith("development part of ").contains("micro-F1");
      assertThat(dev.metrics()).isNotEqualTo(run.test());
      assertThat(classifier.explain("item cheap").occlusion()).hasSize(2);
    }
  }

  @Test
  void eachLabelGivenIsExplainedByItself() throws IOException {
    try (TextClassifier classifier = new CnnKind().load(BundleReader.read(train(data()).model()))) {
      List<Explanation> both = classifier.explanations("item cheap big");
      assertThat(both).extracting(Explanation::label).containsExactlyInAnyOrder("big", "cheap");
      assertThat(both).allSatisfy(why -> assertThat(strongest(why)).isEqualTo(why.label()));
      for (Explanation why : both) {
        int label = classifier.labels().indexOf(why.label());
        assertThat(why.probability())
            .isEqualTo(why.classification().probabilities().get(label))
            .isLessThanOrEqualTo(both.get(0).probability());
      }
    }
  }

  @Test
  void ofATextWithoutALabelTheMostProbableOneIsExplained() throws IOException {
    ModelBundle bundle = BundleReader.read(train(data(), "epochs=1").model());
    Map<String, String> texts = new TreeMap<>(bundle.texts());
    texts.put("thresholds.json", "[0.999999,0.999999,0.999999]");
    ModelBundle strict = new ModelBundle(bundle.kind(), new TreeMap<>(texts), bundle.weights());
    try (TextClassifier classifier = new CnnKind().load(strict)) {
      List<Explanation> all = classifier.explanations("item cheap");
      assertThat(all).hasSize(1);
      assertThat(all.get(0).classification().label()).isEmpty();
      assertThat(all.get(0).probability())
          .isEqualTo(Collections.max(all.get(0).classification().probabilities()));
    }
  }

  /** The word that the label would lose most without. */
  private static String strongest(Explanation why) {
    int best = 0;
    for (int i = 1; i < why.occlusion().length; i++) {
      best = why.occlusion()[i] > why.occlusion()[best] ? i : best;
    }
    return why.tokens().get(best).text();
  }

  @Test
  void theReportSetsEachLabelBesideTheLinearBaseline() throws IOException {
    Path data = data();
    Files.writeString(data, Files.readString(data).replace("fast", "<b>fast"));
    train(data, "epochs=2");
    String page = Files.readString(folder.resolve("run/report.html"));
    assertThat(Files.readString(folder.resolve("run/train.log"))).contains("; 3 labels");
    assertThat(page)
        .contains("&lt;b&gt;fast", "cheap", "for each label against the rest")
        .doesNotContain("<b>fast");
  }

  @Test
  void aThresholdThatIsNoneIsRefused() throws IOException {
    ModelBundle bundle = BundleReader.read(train(data(), "epochs=1").model());
    for (String wrong : List.of("[0.5]", "[0.5,0,0.5]", "[0.5,2,0.5]", "null", "{}")) {
      Map<String, String> texts = new TreeMap<>(bundle.texts());
      texts.put("thresholds.json", wrong);
      ModelBundle forged = new ModelBundle(bundle.kind(), new TreeMap<>(texts), bundle.weights());
      assertThatThrownBy(() -> new CnnKind().load(forged))
          .as(wrong)
          .isInstanceOf(BadInputException.class);
    }
  }

  @Test
  void aFieldWithoutALabelIsRefusedWithItsPlace() throws IOException {
    Path data = data();
    Files.writeString(data, Files.readString(data) + "nothing at all, ; ;\n");
    assertThatThrownBy(() -> train(data))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("data.csv")
        .hasMessageContaining("at least one label");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void whatDoesNotGoWithItIsRefused() throws IOException {
    Path data = data();
    assertThatThrownBy(() -> train(data, "classWeights=balanced"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("labelSeparator");
    assertThatThrownBy(() -> train(data, "labelSmoothing=0.1"))
        .isInstanceOf(BadInputException.class);
  }
}
