package io.palavra.pipeline.check;

import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.token.Token;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Measures record by record. */
final class StatsBuilder {
  static final int MOST_LABELS = 10_000;

  private final String name;
  private final LengthHistogram tokenLengths = new LengthHistogram();
  private final LengthHistogram characterLengths = new LengthHistogram();
  private final DistinctWords words = new DistinctWords();
  private final SortedMap<String, Long> labels = new TreeMap<>();
  private long rows;
  private long characters;
  private long tokens;

  StatsBuilder(String name) {
    this.name = name;
  }

  void add(LabelledText record, List<Token> found) {
    String text = record.text();
    int length = text.codePointCount(0, text.length());
    rows++;
    characters += length;
    tokens += found.size();
    tokenLengths.add(found.size());
    characterLengths.add(length);
    for (Token token : found) {
      words.add(token.text());
    }
    if (labels.containsKey(record.label()) || labels.size() < MOST_LABELS) {
      labels.merge(record.label(), 1L, Long::sum);
    }
  }

  DataStats build() {
    return new DataStats(
        name,
        rows,
        characters,
        tokens,
        words.count(),
        tokenLengths.lengths(),
        characterLengths.lengths(),
        labels);
  }
}
