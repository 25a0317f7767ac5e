package io.palavra.translator;

import io.palavra.pipeline.option.Option;
import io.palavra.translator.search.SearchOptions;

/**
 * How a finished model is scored.
 *
 * @param beam hypotheses kept of each sentence
 * @param lengthPenalty exponent of the length in a hypothesis's score
 */
public record DecodingOptions(
    @Option("hypotheses kept of each sentence when tested") int beam,
    @Option("exponent of the length in a hypothesis's score") double lengthPenalty) {

  /** Checks every value. */
  public DecodingOptions {
    SearchOptions.defaults().withBeam(beam).withLengthPenalty(lengthPenalty);
  }

  /** Beam of five. */
  public static DecodingOptions defaults() {
    return new DecodingOptions(5, 1);
  }

  SearchOptions search() {
    return SearchOptions.defaults().withBeam(beam).withLengthPenalty(lengthPenalty);
  }
}
