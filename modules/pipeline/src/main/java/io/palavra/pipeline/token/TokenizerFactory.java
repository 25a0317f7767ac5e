package io.palavra.pipeline.token;

import java.util.Map;
import java.util.SortedMap;

/**
 * Makes tokenisers of one name. Found through {@link java.util.ServiceLoader}, so that a module can
 * bring a tokeniser of its own, of sub-words for instance.
 */
public interface TokenizerFactory {

  /** What a {@link TokenizerSpec} calls it. */
  String name();

  /**
   * Every option it knows with its default; an option without a default has an empty value. {@code
   * lowerCase} and {@code foldAccents}, where it knows them, are those of the application.
   */
  SortedMap<String, String> defaults();

  /**
   * Whether such a tokeniser is learned from data, so that its name alone does not make one; it is
   * then restored from what a model saves, and can not be chosen by an option.
   */
  default boolean learned() {
    return false;
  }

  /**
   * A tokeniser.
   *
   * @param options a value for each of {@link #defaults()}, and no other
   * @throws io.palavra.pipeline.BadInputException for a value that can not be used
   */
  Tokenizer create(Map<String, String> options);
}
