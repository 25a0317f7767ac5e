package io.palavra.cnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.bundle.BundleReader;
import io.palavra.training.bundle.FloatTensor;
import io.palavra.training.bundle.ModelBundle;
import io.palavra.training.kind.Classification;
import io.palavra.training.kind.TextClassifier;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.options.OptionBinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several networks in one model. */
class EnsembleTest {
  @TempDir Path folder;
  private final List<String> said = new ArrayList<>();
  private Path data;

  @BeforeEach
  void data() throws IOException {
    StringBuilder rows = new StringBuilder("text,label\n");
    for (int i = 0; i < 60; i++) {
      rows.append(i % 2 == 0 ? "a good thing " : "a bad thing ").append(i);
      rows.append(i % 2 == 0 ? ",yes\n" : ",no\n");
    }
    data = Files.writeString(folder.resolve("data.csv"), rows);
  }

  private TrainedRun train(String out, long seed, int networks) {
    CnnOptions options =
        OptionBinder.bind(
            CnnOptions.defaults(),
            Optional.empty(),
            List.of("filters=3", "embedding=4", "epochs=1", "ensemble=" + networks));
    TrainRequest request =
        TrainRequest.of(DataRequest.of(data.toString()), options, folder.resolve(out));
    return new CnnKind().train(request.withSeed(seed).withSay(said::add));
  }

  private static double[] logits(Path model) {
    try (TextClassifier classifier = new CnnKind().load(BundleReader.read(model))) {
      Classification answer = classifier.classify("a good bad thing");
      return answer.probabilities().stream().mapToDouble(Double::doubleValue).toArray();
    }
  }

  @Test
  void itsNetworksAreThoseOfTheSeedsAlone() {
    ModelBundle both = BundleReader.read(train("both", 5, 2).model());
    ModelBundle second = BundleReader.read(train("second", 6, 1).model());
    second
        .weights()
        .forEach(
            (name, tensor) ->
                assertThat(both.weights().get("network-2/" + name).values())
                    .isEqualTo(tensor.values()));
  }

  @Test
  void itSaysWhatEachNetworkIsWorthAlone() {
    double alone = train("second", 6, 1).test().get("accuracy");
    assertThat(said).noneMatch(line -> line.contains("alone"));
    train("both", 5, 2);
    assertThat(said)
        .filteredOn(line -> line.startsWith("Network 2 alone (seed 6): accuracy "))
        .singleElement()
        .asString()
        .endsWith(String.format(Locale.ROOT, "on dev, %.4f on test", alone));
  }

  @Test
  void itAnswersWithTheMeanOfTheProbabilities() {
    Path both = train("both", 5, 2).model();
    ModelBundle bundle = BundleReader.read(both);
    double[] probabilities = logits(both);
    assertThat(probabilities[0] + probabilities[1]).isCloseTo(1, within(1e-9));
    try (TextClassifier classifier = new CnnKind().load(bundle)) {
      assertThat(classifier.explain("a good thing").firings())
          .anyMatch(firing -> firing.unit().startsWith("network 2, filter "));
      assertThat(classifier.patterns(DataRequest.of(data.toString()), 2))
          .anyMatch(pattern -> pattern.unit().startsWith("network 1, filter "));
    }
  }

  @Test
  void aModelThatLacksANetworkIsRefused() {
    ModelBundle both = BundleReader.read(train("both", 5, 2).model());
    SortedMap<String, FloatTensor> weights = new TreeMap<>(both.weights());
    weights.keySet().removeIf(name -> name.startsWith("network-2/"));
    ModelBundle half = new ModelBundle(both.kind(), both.texts(), weights);
    assertThatThrownBy(() -> new CnnKind().load(half))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("0 weights");
  }
}
