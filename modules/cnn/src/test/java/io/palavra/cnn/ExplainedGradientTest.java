package io.palavra.cnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.bundle.BundleReader;
import io.palavra.training.bundle.FloatTensor;
import io.palavra.training.bundle.ModelBundle;
import io.palavra.training.kind.Classification;
import io.palavra.training.kind.Explanation;
import io.palavra.training.kind.Firing;
import io.palavra.training.kind.TextClassifier;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.options.OptionBinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Explanations beside the answers that they explain. The labels are sigmoids, so that the logit of
 * each can be had from its probability.
 */
class ExplainedGradientTest {
  private static final String TEXT = "item cheap and big";
  private static final double STEP = 1e-3;

  @TempDir Path folder;

  private ModelBundle trained(String... own) throws IOException {
    StringBuilder rows = new StringBuilder("text,label\n");
    String[] sets = {"fast", "cheap;fast", "big;cheap", "big"};
    for (int i = 0; i < 120; i++) {
      String set = sets[i % sets.length];
      rows.append("item ").append(i).append(" and ").append(set.replace(';', ' '));
      rows.append(',').append(set).append('\n');
    }
    Path data = Files.writeString(folder.resolve("data.csv"), rows);
    List<String> options = new ArrayList<>(List.of(own));
    options.addAll(List.of("labelSeparator=;", "filters=8", "embedding=8", "batchSize=8"));
    options.addAll(List.of("epochs=3", "dropout=0.2"));
    CnnOptions bound = OptionBinder.bind(CnnOptions.defaults(), Optional.empty(), options);
    TrainRequest request =
        TrainRequest.of(DataRequest.of(data.toString()), bound, folder.resolve("run"));
    return BundleReader.read(new CnnKind().train(request).model());
  }

  /** The model with the vector of one word so many times as long. */
  private static ModelBundle scaled(ModelBundle bundle, String word, double factor) {
    int id =
        bundle.text("vocabulary.txt").lines().map(l -> l.split("\t")[1]).toList().indexOf(word);
    assertThat(id).as(word).isPositive();
    FloatTensor table = bundle.weights().get("embedding_W");
    float[] values = table.values().clone();
    int width = Math.toIntExact(table.shape()[1]);
    for (int i = id * width; i < (id + 1) * width; i++) {
      values[i] *= (float) factor;
    }
    TreeMap<String, FloatTensor> weights = new TreeMap<>(bundle.weights());
    weights.put("embedding_W", new FloatTensor(table.shape(), values));
    return new ModelBundle(bundle.kind(), new TreeMap<>(bundle.texts()), weights);
  }

  private static double logit(ModelBundle bundle, int label) {
    try (TextClassifier classifier = new CnnKind().load(bundle)) {
      Classification answer = classifier.classify(TEXT);
      double p = answer.probabilities().get(label);
      return Math.log(p / (1 - p));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "style=kim",
        "style=stacked normalization=none",
        "style=stacked normalization=batch residual=true",
        "style=dilated normalization=batch",
        "style=stacked normalization=layer"
      })
  void theGradientIsThatOfTheAnswer(String options) throws IOException {
    ModelBundle bundle = trained(options.split(" "));
    try (TextClassifier classifier = new CnnKind().load(bundle)) {
      Explanation why = classifier.explanations(TEXT).get(0);
      int label = classifier.labels().indexOf(why.label());
      for (int i = 0; i < why.tokens().size(); i++) {
        String word = why.tokens().get(i).text();
        double up = logit(scaled(bundle, word, 1 + STEP), label);
        double down = logit(scaled(bundle, word, 1 - STEP), label);
        // A greatest value may come from another place within the step.
        assertThat(why.gradient()[i]).as(word).isCloseTo((up - down) / (2 * STEP), within(0.01));
      }
    }
  }

  @Test
  void whatFiltersAddToALabelIsItsLogitButForTheBias() throws IOException {
    ModelBundle bundle = trained("style=kim");
    try (TextClassifier classifier = new CnnKind().load(bundle)) {
      for (Explanation why : classifier.explanations(TEXT)) {
        int label = classifier.labels().indexOf(why.label());
        double sum = why.firings().stream().mapToDouble(Firing::contribution).sum();
        double bias = bundle.weights().get("classes_b").values()[label];
        assertThat(sum + bias).isCloseTo(logit(bundle, label), within(1e-4));
      }
    }
  }
}
