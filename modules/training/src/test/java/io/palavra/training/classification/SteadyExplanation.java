package io.palavra.training.classification;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.bundle.BundleReader;
import io.palavra.training.kind.LayerChoice;
import io.palavra.training.kind.ModelKind;
import io.palavra.training.kind.TextClassifier;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.options.OptionBinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A classifier that was trained with dropout explains a text twice with the same numbers. */
public final class SteadyExplanation {
  private static final String TEXT = "a good thing and a bad thing";

  private SteadyExplanation() {}

  /**
   * Trains a small classifier and asks it twice.
   *
   * @param sets options beside those that all have
   * @param folder takes data and run
   */
  public static void assertOf(ModelKind kind, LayerChoice layers, List<String> sets, Path folder)
      throws IOException {
    try (TextClassifier classifier = trained(kind, layers, sets, folder)) {
      double[] gradient = classifier.explain(TEXT).gradient();
      assertThat(gradient).hasSize(7);
      assertThat(classifier.explain(TEXT).gradient()).isEqualTo(gradient);
    }
  }

  private static TextClassifier trained(
      ModelKind kind, LayerChoice layers, List<String> own, Path folder) throws IOException {
    List<String> sets = new ArrayList<>(own);
    sets.addAll(List.of("embedding=8", "epochs=1", "minCount=1", "embeddingDropout=0.5"));
    sets.add("dropout=0.5");
    StringBuilder rows = new StringBuilder("text,label\n");
    for (int i = 0; i < 40; i++) {
      rows.append(i).append(i % 2 == 0 ? " a good thing,yes\n" : " a bad thing,no\n");
    }
    Path data = Files.writeString(folder.resolve("data.csv"), rows);
    Record options = OptionBinder.bind(kind.defaults(), Optional.empty(), sets);
    TrainRequest request =
        TrainRequest.of(DataRequest.of(data.toString()), options, folder.resolve("run"));
    Path model = kind.train(request.withLayers(layers)).model();
    return (TextClassifier) kind.load(BundleReader.read(model));
  }
}
