package io.palavra.sentiment;

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
    "KERNELS, lstm, true, 0.5, max",
    "KERNELS, lstm, false, 0.5, last",
    "KERNELS, gru, true, 0.5, attention",
    "KERNELS, gru, false, 0.5, mean",
    "KERNELS, rnn, true, 0.5, max",
    "KERNELS, rnn, false, 0.5, max",
    "STOCK, lstm, true, 0, attention",
    "STOCK, lstm, false, 0, max",
    "STOCK, rnn, true, 0, last",
    "STOCK, rnn, false, 0, mean",
  })
  void aTextIsExplainedTwiceWithTheSameNumbersByEveryCellAndDirection(
      LayerChoice layers, String cell, String both, String recurrent, String pooling)
      throws IOException {
    List<String> own =
        List.of(
            "cell=" + cell,
            "bidirectional=" + both,
            "recurrentDropout=" + recurrent,
            "pooling=" + pooling,
            "hidden=8",
            "layers=2");
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
    SentimentOptions options =
        OptionBinder.bind(SentimentOptions.defaults(), Optional.empty(), sets);
    TrainRequest request =
        TrainRequest.of(DataRequest.of(data.toString()), options, folder.resolve("run"));
    TrainedRun run = new SentimentKind().train(request.withLayers(layers));
    return new SentimentKind().load(BundleReader.read(run.model()));
  }

  private static void assertSteady(TextClassifier classifier) {
    String text = "a good thing and a bad thing";
    double[] gradient = classifier.explain(text).gradient();
    assertThat(gradient).hasSize(7);
    assertThat(classifier.explain(text).gradient()).isEqualTo(gradient);
  }
}
