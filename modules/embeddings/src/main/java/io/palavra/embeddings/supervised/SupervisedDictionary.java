package io.palavra.embeddings.supervised;

import io.palavra.embeddings.fasttext.FastTextModel;
import io.palavra.embeddings.fasttext.LineCoder;
import io.palavra.embeddings.fasttext.Words;
import io.palavra.embeddings.text.CountedWords;
import io.palavra.embeddings.text.WordCounter;
import io.palavra.pipeline.BadInputException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts the words and labels of texts, the most frequent first. */
final class SupervisedDictionary {
  private static final int MOST_WORDS = 20_000_000;

  private SupervisedDictionary() {}

  /**
   * The words and labels of the texts that have labels.
   *
   * @throws BadInputException when there is none
   */
  static Words of(LabelledLines source, int minCount) {
    WordCounter counter = new WordCounter(MOST_WORDS);
    Map<String, Long> labels = new LinkedHashMap<>();
    byte[] end = LineCoder.end();
    source.read(
        (lineLabels, text) -> {
          if (!lineLabels.isEmpty()) {
            lineLabels.forEach(label -> labels.merge(label, 1L, Long::sum));
            for (String word : text) {
              byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
              counter.word(utf8, 0, utf8.length);
            }
            counter.word(end, 0, end.length);
          }
        });
    if (labels.isEmpty()) {
      throw BadInputException.of(source.name(), "a text with a label at least");
    }
    CountedWords counted = counter.words(minCount);
    List<String> order = new ArrayList<>(labels.keySet());
    order.sort(
        Comparator.<String, Long>comparing(labels::get)
            .reversed()
            .thenComparing(Comparator.naturalOrder()));
    long[] counts = new long[counted.size() + order.size()];
    System.arraycopy(counted.counts(), 0, counts, 0, counted.size());
    for (int i = 0; i < order.size(); i++) {
      counts[counted.size() + i] = labels.get(order.get(i));
    }
    return Words.of(
        counted.index(),
        counts,
        order.stream().map(label -> FastTextModel.LABEL_PREFIX + label).toList(),
        counted.read());
  }
}
