package io.palavra.pipeline.split;

import io.palavra.pipeline.corpus.Corpus;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The three parts of a data set.
 *
 * @param how how the parts came about, in words, for reports and provenance
 * @param <T> the record's type
 */
public record Split<T>(TrainSet<T> train, DevSet<T> dev, TestSet<T> test, String how) {

  /** Training, development and test part. */
  public List<Corpus<T>> corpora() {
    return List.of(train.corpus(), dev.corpus(), test.corpus());
  }

  /** The same parts, each changed in the same way. */
  public Split<T> each(UnaryOperator<Corpus<T>> change) {
    return new Split<>(
        new TrainSet<>(change.apply(train.corpus())),
        new DevSet<>(change.apply(dev.corpus())),
        new TestSet<>(change.apply(test.corpus())),
        how);
  }
}
