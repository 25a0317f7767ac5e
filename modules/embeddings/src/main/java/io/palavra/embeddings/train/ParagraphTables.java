package io.palavra.embeddings.train;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.rows.FloatRows;
import io.palavra.embeddings.text.CountedWords;

/**
 * What vectors of paragraphs are learned in.
 *
 * @param words by whose numbers the rows are found
 * @param input {@code [words + paragraphs, width]}, the words' rows first
 * @param output {@code [words, width]}, and behind them what workers need for themselves
 */
record ParagraphTables(
    ParagraphOptions options, CountedWords words, FloatRows input, FloatRows output) {

  /** Rows to begin with; a paragraph that has no word has a row of zeros. */
  static ParagraphTables begin(
      ParagraphOptions options, CountedWords words, Paragraphs paragraphs, int copied) {
    EmbeddingOptions own = options.words();
    int width = WordVectors.width(own.dimensions());
    long behind = (long) own.threads() * OwnRows.needed(copied);
    ParagraphTables tables =
        new ParagraphTables(
            options,
            words,
            FloatRows.zeros((long) words.size() + paragraphs.size(), width),
            FloatRows.zeros(words.size() + behind, width));
    Randoms random = new Randoms(own.seed());
    float[] numbers = tables.input.numbers();
    for (int word = 0; word < words.size(); word++) {
      tables.begin(numbers, tables.input.place(word), random);
    }
    for (int paragraph = 0; paragraph < paragraphs.size(); paragraph++) {
      if (paragraphs.length(paragraph) > 0) {
        tables.begin(numbers, tables.paragraph(paragraph), random);
      }
    }
    return tables;
  }

  /** A vector to begin with: small numbers by chance. */
  void begin(float[] vector, int at, Randoms random) {
    int dimensions = dimensions();
    for (int i = 0; i < dimensions; i++) {
      vector[at + i] = (2 * random.nextFloat() - 1) / dimensions;
    }
  }

  int dimensions() {
    return options.words().dimensions();
  }

  int width() {
    return input.width();
  }

  int paragraphs() {
    return input.count() - words.size();
  }

  /** Where the row of a paragraph begins, in the numbers of the input table. */
  int paragraph(int number) {
    return input.place(words.size() + number);
  }
}
