package io.palavra.cli.data;

import io.palavra.cli.console.Console;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.GivenSets;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.Located;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.training.evaluation.ConfidentLearning;
import io.palavra.training.evaluation.ConfidentLearning.Doubt;
import io.palavra.training.kind.Classification;
import io.palavra.training.kind.TextClassifier;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** Labels that a model does not believe. */
final class DoubtfulLabels {
  private static final int SHOWN = 20;
  private static final int LONGEST = 100;

  private final Console console;
  private final TextClassifier classifier;

  DoubtfulLabels(Console console, TextClassifier classifier) {
    this.console = console;
    this.classifier = classifier;
  }

  /** Looks at every part and prints the most doubtful labels of each. */
  void print(GivenSets<LabelledText> sets) {
    console.print("");
    console.print(
        console.colours().bold("Labels that the model doubts")
            + " (of texts that it has learned from it believes wrong labels, too)");
    print("train", sets.train());
    sets.dev().ifPresent(corpus -> print("dev", corpus));
    sets.test().ifPresent(corpus -> print("test", corpus));
  }

  private void print(String part, Corpus<LabelledText> corpus) {
    List<String> labels = classifier.labels();
    ConfidentLearning learning = new ConfidentLearning(labels.size());
    List<Located<LabelledText>> rows = new ArrayList<>();
    try (RecordStream<LabelledText> records = corpus.open()) {
      Iterator<String> texts =
          new Iterator<>() {
            @Override
            public boolean hasNext() {
              return records.hasNext();
            }

            @Override
            public String next() {
              Located<LabelledText> row = records.next();
              rows.add(row);
              return row.value().text();
            }
          };
      Iterator<Classification> answers = classifier.classify(texts);
      for (int i = 0; answers.hasNext(); i++) {
        Classification answer = answers.next();
        Located<LabelledText> row = rows.get(i);
        int label = labels.indexOf(row.value().label());
        if (label < 0) {
          throw BadInputException.of(
              row.place().toString(),
              row.value().label(),
              "a class that the model knows: " + String.join(", ", labels));
        }
        learning.add(
            label, answer.probabilities().stream().mapToDouble(Double::doubleValue).toArray());
      }
    }
    List<Doubt> doubts = learning.doubts();
    console.print(
        String.format(
            Locale.ROOT,
            "%s: %,d of %,d labels are doubtful (%.1f %%)",
            part,
            doubts.size(),
            rows.size(),
            rows.isEmpty() ? 0 : 100.0 * doubts.size() / rows.size()));
    doubts.stream().limit(SHOWN).forEach(doubt -> row(doubt, rows.get(doubt.index()), labels));
  }

  private void row(Doubt doubt, Located<LabelledText> row, List<String> labels) {
    String text = row.value().text().replaceAll("\\s+", " ");
    console.print(
        String.format(
            Locale.ROOT,
            "  %s: %s, likely %s (%+.2f): %s",
            row.place(),
            labels.get(doubt.label()),
            labels.get(doubt.likely()),
            doubt.margin(),
            text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text));
  }
}
