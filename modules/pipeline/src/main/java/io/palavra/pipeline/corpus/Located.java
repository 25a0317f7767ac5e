package io.palavra.pipeline.corpus;

import java.util.function.Function;

/**
 * A record and where it stands.
 *
 * @param <T> the record's type
 */
public record Located<T>(T value, Place place) {

  /** The same place with another value. */
  public <R> Located<R> map(Function<? super T, ? extends R> function) {
    return new Located<>(function.apply(value), place);
  }
}
