package io.palavra.cnn;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.bundle.BundleReader;
import io.palavra.training.kind.LayerChoice;
import io.palavra.training.kind.TextClassifier;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.options.OptionBinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SteadyExplanationTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "KERNELS, kim, none",
    "KERNELS, stacked, batch",
    "KERNELS, dilated, layer",
    "STOCK, kim, none",
  })
  void aTextIsExplainedTwiceWithTheSameNumbersByEveryStyle(
      LayerChoice layers, String style, String normalization) throws IOException {
    List<String> own =
        List.of("style=" + style, "normalization=" + normalization, "filters=8", "denseLayers=1");
    try (TextClassifier classifier = trained(layers, own)) {
      assertSteady(classifier);
    }
  }

  private TextClassifier trained(LayerChoice layers, List<String> own) throws IOException {
    List<String> sets = new ArrayList<>(own);
    sets.addAll(List.of("embedding=8", "epochs=1", "minCount=1", "embeddingDropout=0.5"));
    sets.add("dropout=0.5");
    StringBuilder rows = new StringBuilder("text,label\n");
    for (int i = 0; i < 40; i++) {
      rows.append(i).append(i % 2 == 0 ? " a good thing,yes\n" : " a bad thing,no\n");
    }
    Path data = Files.writeString(folder.resolve("data.csv"), rows);
    CnnOptions options = OptionBinder.bind(CnnOptions.defaults(), Optional.empty(), sets);
    TrainRequest request =
        TrainRequest.of(DataRequest.of(data.toString()), options, folder.resolve("run"));
    TrainedRun run = new CnnKind().train(request.withLayers(layers));
    return new CnnKind().load(BundleReader.read(run.model()));
  }

  private static void assertSteady(TextClassifier classifier) {
    String text = "a good thing and a bad thing";
    double[] gradient = classifier.explain(text).gradient();
    assertThat(gradient).hasSize(7);
    assertThat(classifier.explain(text).gradient()).isEqualTo(gradient);
  }
}
