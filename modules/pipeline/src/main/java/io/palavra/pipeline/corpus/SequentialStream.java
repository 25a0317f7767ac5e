package io.palavra.pipeline.corpus;

import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A pass that reads one record ahead. After a complaint the pass is over.
 *
 * @param <T> the record's type
 */
public abstract class SequentialStream<T> implements RecordStream<T> {
  private Optional<Located<T>> ahead = Optional.empty();
  private boolean over;

  /** The next record, or empty behind the last. */
  protected abstract Optional<Located<T>> read();

  @Override
  public final boolean hasNext() {
    if (ahead.isEmpty() && !over) {
      over = true;
      ahead = read();
      over = ahead.isEmpty();
    }
    return ahead.isPresent();
  }

  @Override
  public final Located<T> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Located<T> record = ahead.orElseThrow();
    ahead = Optional.empty();
    return record;
  }
}
