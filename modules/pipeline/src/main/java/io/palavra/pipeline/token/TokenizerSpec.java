package io.palavra.pipeline.token;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A tokeniser by name and options, as a model saves it.
 *
 * @param name {@code words}, {@code characters}, or a sub-word tokeniser's name
 * @param options option by name, sorted; all values that differ from nothing are listed
 */
public record TokenizerSpec(String name, SortedMap<String, String> options) {

  /** Copies the map. */
  public TokenizerSpec {
    options = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(options));
  }
}
