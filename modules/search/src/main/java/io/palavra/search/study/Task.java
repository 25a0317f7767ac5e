package io.palavra.search.study;

import io.palavra.search.trial.TrialId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A training to be done, or to be gone on with where it has begun.
 *
 * @param id of the candidate
 * @param options chosen for it, in the space's order
 * @param epochs in all, those that are done included
 * @param seed of everything random
 */
public record Task(TrialId id, Map<String, String> options, int epochs, long seed) {

  /** Copies the map. */
  public Task {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }
}
