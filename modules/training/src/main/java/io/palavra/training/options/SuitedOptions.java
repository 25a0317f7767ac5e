package io.palavra.training.options;

import java.util.Map;

/**
 * Options of which some have another default where a certain other one is given.
 *
 * @param <R> the record itself
 */
public interface SuitedOptions<R extends Record & SuitedOptions<R>> {

  /**
   * The same with what nobody gave set to what suits the rest.
   *
   * @param given by option: its value as it was written; such an option stays as it is
   * @throws io.palavra.pipeline.BadInputException when what was given does not go together, with
   *     {@code option NAME} as its source
   */
  R suited(Map<String, String> given);
}
