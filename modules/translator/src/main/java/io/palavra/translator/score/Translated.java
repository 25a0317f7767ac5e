package io.palavra.translator.score;

import java.util.List;

/**
 * A test set and its translations, line by line.
 *
 * @param sources what was translated
 * @param ours what the model wrote
 * @param references what people wrote
 */
public record Translated(List<String> sources, List<String> ours, List<String> references) {

  /** Checks that all are of one length. */
  public Translated {
    if (sources.size() != ours.size() || ours.size() != references.size()) {
      throw new IllegalArgumentException(
          sources.size() + " sources, " + ours.size() + " translations, " + references.size());
    }
    sources = List.copyOf(sources);
    ours = List.copyOf(ours);
    references = List.copyOf(references);
  }

  /** How many sentences. */
  public int size() {
    return sources.size();
  }

  /** The value of a measure. */
  public double value(CorpusScore score) {
    return score.of(ours, references);
  }

  /** Words as white space parts them. */
  static int words(String line) {
    return line.isBlank() ? 0 : line.strip().split("\\s+").length;
  }
}
