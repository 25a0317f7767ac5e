package io.palavra.pipeline.check;

import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.token.Tokenizer;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The measures of a corpus. One pass in constant memory: about 20 MB beside the record at hand,
 * whatever the size of the corpus.
 *
 * @param name the corpus
 * @param rows records
 * @param characters Unicode code points of all texts
 * @param tokens tokens of all texts
 * @param vocabulary different tokens
 * @param tokensPerText length of texts in tokens
 * @param charactersPerText length of texts in code points
 * @param labels rows of each label, by label; of more than {@value StatsBuilder#MOST_LABELS} labels
 *     the first ones
 */
public record DataStats(
    String name,
    long rows,
    long characters,
    long tokens,
    DistinctCount vocabulary,
    Lengths tokensPerText,
    Lengths charactersPerText,
    SortedMap<String, Long> labels) {

  /** Copies the map. */
  public DataStats {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }

  /**
   * Reads the whole corpus once.
   *
   * @throws io.palavra.pipeline.BadInputException when it can not be read
   */
  public static DataStats of(Corpus<LabelledText> corpus, Tokenizer tokenizer) {
    StatsBuilder stats = new StatsBuilder(corpus.name());
    try (RecordStream<LabelledText> records = corpus.open()) {
      while (records.hasNext()) {
        LabelledText record = records.next().value();
        stats.add(record, tokenizer.tokens(record.text()));
      }
    }
    return stats.build();
  }

  /** For people, several lines, the last one with a line break. */
  public String toText() {
    return StatsText.of(this);
  }
}
