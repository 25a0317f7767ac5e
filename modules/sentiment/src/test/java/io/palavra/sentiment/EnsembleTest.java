package io.palavra.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.bundle.BundleReader;
import io.palavra.training.bundle.ModelBundle;
import io.palavra.training.kind.TextClassifier;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.options.OptionBinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnsembleTest {
  @TempDir Path folder;

  private TrainedRun train(Path data, String out, long seed, int networks) {
    SentimentOptions options =
        OptionBinder.bind(
            SentimentOptions.defaults(),
            Optional.empty(),
            List.of("hidden=3", "embedding=4", "epochs=1", "ensemble=" + networks));
    TrainRequest request =
        TrainRequest.of(DataRequest.of(data.toString()), options, folder.resolve(out));
    return new SentimentKind().train(request.withSeed(seed));
  }

  @Test
  void itsNetworksAreThoseOfTheSeedsAlone() throws IOException {
    StringBuilder rows = new StringBuilder("text,label\n");
    for (int i = 0; i < 60; i++) {
      rows.append(i % 2 == 0 ? "a good thing " : "a bad thing ").append(i);
      rows.append(i % 2 == 0 ? ",yes\n" : ",no\n");
    }
    Path data = Files.writeString(folder.resolve("data.csv"), rows);
    ModelBundle both = BundleReader.read(train(data, "both", 5, 2).model());
    ModelBundle second = BundleReader.read(train(data, "second", 6, 1).model());
    second
        .weights()
        .forEach(
            (name, tensor) ->
                assertThat(both.weights().get("network-2/" + name).values())
                    .isEqualTo(tensor.values()));
    try (TextClassifier classifier = new SentimentKind().load(both)) {
      assertThat(classifier.explain("a good thing").occlusion()).hasSize(3);
    }
  }
}
