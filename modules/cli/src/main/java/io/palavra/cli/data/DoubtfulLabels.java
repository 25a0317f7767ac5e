package io.palavra.cli.data;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.GivenSets;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.Located;
import io.palavra.pipeline.corpus.Place;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.training.evaluation.ConfidentLearning;
import io.palavra.training.evaluation.ConfidentLearning.Doubt;
import io.palavra.training.kind.Classification;
import io.palavra.training.kind.TextClassifier;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Labels that a model does not believe. */
final class DoubtfulLabels {
  private static final int LONGEST = 100;

  private final TextClassifier classifier;

  DoubtfulLabels(TextClassifier classifier) {
    this.classifier = classifier;
  }

  /**
   * A label that is doubted.
   *
   * @param place of its text
   * @param label the one given
   * @param likely the one that the model believes
   * @param margin probability of the likely one less that of the given one
   * @param text whose label it is
   */
  record Doubtful(Place place, String label, String likely, double margin, String text) {}

  /**
   * The doubts of one part.
   *
   * @param part its name
   * @param rows all labels
   * @param doubtful the most doubtful first
   */
  record PartDoubts(String part, int rows, List<Doubtful> doubtful) {

    /** For people, at most so many of them. */
    String text(int most) {
      StringBuilder lines = new StringBuilder();
      double percent = rows == 0 ? 0 : 100.0 * doubtful.size() / rows;
      lines.append(
          String.format(
              Locale.ROOT,
              "%s: %,d of %,d labels are doubtful (%.1f %%)",
              part,
              doubtful.size(),
              rows,
              percent));
      doubtful.stream().limit(most).forEach(doubt -> lines.append(line(doubt)));
      if (doubtful.size() > most) {
        lines.append(
            String.format(Locale.ROOT, "%n  and %,d more (--top N)", doubtful.size() - most));
      }
      return lines.toString();
    }

    private static String line(Doubtful doubt) {
      String text = doubt.text().replaceAll("\\s+", " ");
      return String.format(
          Locale.ROOT,
          "%n  %s: %s, likely %s (%+.2f): %s",
          doubt.place(),
          doubt.label(),
          doubt.likely(),
          doubt.margin(),
          text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text);
    }
  }

  /**
   * Looks at all labels of all parts.
   *
   * @throws BadInputException for the first that the model does not know
   */
  void requireKnown(GivenSets<LabelledText> sets) {
    parts(sets).values().forEach(this::requireKnown);
  }

  private void requireKnown(Corpus<LabelledText> corpus) {
    try (RecordStream<LabelledText> records = corpus.open()) {
      while (records.hasNext()) {
        Located<LabelledText> row = records.next();
        if (!classifier.labels().contains(row.value().label())) {
          throw BadInputException.of(
              row.place().toString(),
              row.value().label(),
              "a class that the model knows: " + String.join(", ", classifier.labels()));
        }
      }
    }
  }

  /** The doubts of every part, whose labels the model knows. */
  List<PartDoubts> of(GivenSets<LabelledText> sets) {
    List<PartDoubts> all = new ArrayList<>();
    parts(sets).forEach((part, corpus) -> all.add(of(part, corpus)));
    return all;
  }

  private static Map<String, Corpus<LabelledText>> parts(GivenSets<LabelledText> sets) {
    Map<String, Corpus<LabelledText>> parts = new LinkedHashMap<>();
    parts.put("train", sets.train());
    sets.dev().ifPresent(corpus -> parts.put("dev", corpus));
    sets.test().ifPresent(corpus -> parts.put("test", corpus));
    return parts;
  }

  private PartDoubts of(String part, Corpus<LabelledText> corpus) {
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
        learning.add(
            labels.indexOf(row.value().label()),
            answer.probabilities().stream().mapToDouble(Double::doubleValue).toArray());
      }
    }
    List<Doubtful> doubtful =
        learning.doubts().stream()
            .map(doubt -> doubtful(doubt, rows.get(doubt.index()), labels))
            .toList();
    return new PartDoubts(part, rows.size(), doubtful);
  }

  private static Doubtful doubtful(Doubt doubt, Located<LabelledText> row, List<String> labels) {
    return new Doubtful(
        row.place(),
        labels.get(doubt.label()),
        labels.get(doubt.likely()),
        doubt.margin(),
        row.value().text());
  }
}
