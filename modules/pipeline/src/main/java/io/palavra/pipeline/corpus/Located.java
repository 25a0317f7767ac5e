package io.palavra.pipeline.corpus;

import io.palavra.pipeline.BadInputException;
import java.util.function.Consumer;
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

  /** Uses the record; a complaint about what is in it names its place, too. */
  public void use(Consumer<? super T> user) {
    try {
      user.accept(value);
    } catch (BadInputException e) {
      throw e.about(place.toString());
    }
  }
}
