package io.palavra.embeddings.fasttext;

import java.util.Objects;

/**
 * What fastText writes down about how a model was trained; the fields that say how it is used are
 * {@code dimensions}, {@code wordNgrams}, {@code loss}, {@code kind}, {@code buckets}, {@code
 * shortest} and {@code longest}.
 *
 * @param dimensions numbers in a vector
 * @param window words on either side
 * @param epochs passes over the text
 * @param minCount rarer words were left out
 * @param negatives drawn words against each true one
 * @param wordNgrams words in the longest sequence of words that is hashed; 1 for words alone
 * @param loss of the output rows
 * @param kind word vectors or a classifier
 * @param buckets rows that hashed n-grams share
 * @param shortest character n-gram
 * @param longest character n-gram; 0 for none
 * @param updateRate tokens between two changes of the learning rate
 * @param subsample threshold of sub-sampling
 */
public record ModelShape(
    int dimensions,
    int window,
    int epochs,
    int minCount,
    int negatives,
    int wordNgrams,
    OutputLoss loss,
    ModelTask kind,
    int buckets,
    int shortest,
    int longest,
    int updateRate,
    double subsample) {

  /** Checks what a model can not be used without. */
  public ModelShape {
    Objects.requireNonNull(loss, "loss");
    Objects.requireNonNull(kind, "kind");
    if (dimensions < 1 || buckets < 0 || shortest < 0 || longest < 0) {
      throw new IllegalArgumentException(
          "dimensions " + dimensions + ", buckets " + buckets + ", n-grams " + longest);
    }
  }

  /** Whether words have character n-grams. */
  public boolean hasSubwords() {
    return longest > 0 && buckets > 0;
  }
}
