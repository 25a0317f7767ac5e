package io.palavra.pipeline.check;

import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.Located;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.token.Token;
import io.palavra.pipeline.token.Tokenizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks for what is wrong with a data set before a model learns from it. It reads each part as a
 * stream, once, and a second time where equal or similar texts were found. Test is read first, then
 * dev, then train: so every row of a large train is compared with all of a small test, even where
 * memory does not hold all of train.
 */
public final class DataCheck {
  private static final List<Part> ORDER = List.of(Part.TEST, Part.DEV, Part.TRAIN);

  private final CheckOptions options;
  private final Tokenizer tokenizer;
  private final String separator;

  /**
   * @param tokenizer cuts texts for lengths and unknown words; lower-casing ones give the unknown
   *     words of a lower-casing model
   */
  public DataCheck(CheckOptions options, Tokenizer tokenizer) {
    this(options, tokenizer, "");
  }

  /**
   * Of texts with several labels each.
   *
   * @param tokenizer as above
   * @param separator what stands between the labels of a text; empty for one class each
   */
  public DataCheck(CheckOptions options, Tokenizer tokenizer, String separator) {
    this.options = options;
    this.tokenizer = tokenizer;
    this.separator = separator;
  }

  /**
   * Checks a data set.
   *
   * @throws io.palavra.pipeline.BadInputException when a part can not be read
   */
  public CheckReport check(
      Corpus<LabelledText> train,
      Optional<Corpus<LabelledText>> dev,
      Optional<Corpus<LabelledText>> test) {
    Map<Part, Corpus<LabelledText>> parts = new EnumMap<>(Part.class);
    parts.put(Part.TRAIN, train);
    dev.ifPresent(corpus -> parts.put(Part.DEV, corpus));
    test.ifPresent(corpus -> parts.put(Part.TEST, corpus));

    SeenTexts seen = new SeenTexts(options);
    List<Inspector> inspectors = new ArrayList<>();
    inspectors.add(new TextFaults(options.examples()));
    inspectors.add(new LabelFaults(options.examples(), separator));
    inspectors.add(new UnknownWords());
    inspectors.add(seen);
    if (options.languages()) {
      inspectors.add(new OtherLanguages(options.examples()));
    }
    Map<Part, StatsBuilder> stats = inspect(parts, inspectors);
    List<Finding> findings = new ArrayList<>();
    parts.keySet().stream()
        .filter(part -> !stats.containsKey(part))
        .forEach(part -> findings.add(Finding.noRows(part)));
    inspectors.forEach(inspector -> findings.addAll(inspector.findings()));
    List<PartStats> measured =
        stats.entrySet().stream()
            .map(part -> new PartStats(part.getKey(), part.getValue().build()))
            .toList();
    if (separator.isEmpty()) {
      findings.addAll(ClassShares.findings(measured));
    }
    findings.addAll(lookUp(parts, seen.twins()));
    findings.sort(
        Comparator.comparing(Finding::severity, Comparator.reverseOrder())
            .thenComparing(Finding::kind)
            .thenComparing(Finding::count, Comparator.reverseOrder())
            .thenComparing(Finding::where)
            .thenComparing(Finding::message));
    return new CheckReport(measured, findings);
  }

  private Map<Part, StatsBuilder> inspect(
      Map<Part, Corpus<LabelledText>> parts, List<Inspector> inspectors) {
    Map<Part, StatsBuilder> stats = new EnumMap<>(Part.class);
    pass(
        parts,
        (part, number, record) -> {
          LabelledText value = record.value();
          List<Token> tokens = tokenizer.tokens(value.text());
          Row row = new Row(part, number, record.place(), value.text(), value.label(), tokens);
          inspectors.forEach(inspector -> inspector.see(row));
          stats
              .computeIfAbsent(part, p -> new StatsBuilder(parts.get(p).name()))
              .add(value, tokens);
        });
    return stats;
  }

  private static List<Finding> lookUp(Map<Part, Corpus<LabelledText>> parts, Twins twins) {
    if (!twins.isEmpty()) {
      pass(
          parts,
          (part, number, record) ->
              twins.see(
                  part, number, record.place(), record.value().text(), record.value().label()));
    }
    return twins.findings();
  }

  private static void pass(Map<Part, Corpus<LabelledText>> parts, Visitor visitor) {
    long number = 0;
    for (Part part : ORDER) {
      if (parts.containsKey(part)) {
        try (RecordStream<LabelledText> records = parts.get(part).open()) {
          while (records.hasNext()) {
            visitor.visit(part, number++, records.next());
          }
        }
      }
    }
  }

  private interface Visitor {
    void visit(Part part, long number, Located<LabelledText> record);
  }
}
