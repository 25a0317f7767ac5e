package io.palavra.cli.data;

import io.palavra.pipeline.catalog.Catalog;
import io.palavra.pipeline.catalog.CatalogEntry;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.Located;
import io.palavra.pipeline.corpus.ParallelText;
import io.palavra.pipeline.corpus.RecordStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The first few texts of each class of a data set, or its first pairs, as lines for people. */
final class FirstRows {
  private static final int EACH = 3;
  private static final int MOST_CLASSES = 20;

  /** A class that comes only behind so many rows is not waited for. */
  private static final int MOST_READ = 10_000;

  private static final int LONGEST = 160;

  private FirstRows() {}

  /** None of a set that has neither classes nor pairs. */
  static List<String> of(Catalog catalog, CatalogEntry entry) {
    DataRequest request = DataRequest.of(entry.name());
    return switch (entry.task()) {
      case "classification" -> texts(catalog, request);
      case "translation" -> pairs(catalog, request);
      default -> List.of();
    };
  }

  private static List<String> texts(Catalog catalog, DataRequest request) {
    Map<String, List<String>> classes = new LinkedHashMap<>();
    try (RecordStream<LabelledText> rows = catalog.classification(request).train().open()) {
      for (int read = 0; read < MOST_READ && rows.hasNext(); read++) {
        LabelledText row = rows.next().value();
        if (classes.size() < MOST_CLASSES || classes.containsKey(row.label())) {
          List<String> some = classes.computeIfAbsent(row.label(), label -> new ArrayList<>());
          if (some.size() < EACH) {
            some.add(row.text());
          }
        }
      }
    }
    List<String> lines = new ArrayList<>();
    classes.forEach(
        (label, some) ->
            some.forEach(text -> lines.add(String.format("%-14s %s", line(label), line(text)))));
    return lines;
  }

  private static List<String> pairs(Catalog catalog, DataRequest request) {
    List<String> lines = new ArrayList<>();
    try (RecordStream<ParallelText> rows = catalog.parallel(request).train().open()) {
      while (lines.size() < EACH && rows.hasNext()) {
        Located<ParallelText> row = rows.next();
        lines.add(line(row.value().source()) + "  ->  " + line(row.value().target()));
      }
    }
    return lines;
  }

  /** One line that is short enough, without anything that a terminal would obey. */
  private static String line(String text) {
    String line = text.replaceAll("[\\s\\p{Cc}\\p{Cf}]+", " ").strip();
    return line.codePointCount(0, line.length()) <= LONGEST
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
  }
}
